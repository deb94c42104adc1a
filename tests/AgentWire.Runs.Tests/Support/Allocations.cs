namespace AgentWire.Runs.Tests.Support;

/// <summary>Counts the bytes that code allocates.</summary>
public static class Allocations
{
    /// <summary>Returns the least of several runs, after the code is warm and has room for what it keeps.</summary>
    public static long Least(Action action)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 100; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    /// <summary>Returns what code allocates when it runs for the second time.</summary>
    public static long Of(Action action)
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
