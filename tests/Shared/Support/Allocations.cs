namespace AgentWire.Shared;

/// <summary>Counts the bytes that code allocates.</summary>
public static class Allocations
{
    /// <summary>Returns the least of several runs, after the code is warm and has room for what it keeps.</summary>
    public static long Least(Action action, int runs = 100)
    {
        long least = long.MaxValue;
        for (int i = 0; i < runs; i++)
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
