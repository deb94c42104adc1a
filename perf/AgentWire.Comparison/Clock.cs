using System.Diagnostics;

namespace AgentWire.Comparison;

/// <summary>Times the work.</summary>
internal static class Clock
{
    /// <summary>
    /// Processor time, which does not run while other processes have the processor. On Windows it advances by 16 ms at once,
    /// longer than a turn, so there it is the time on the wall.
    /// </summary>
    public static TimeSpan Time(Action work)
    {
        // Otherwise a turn pays for the garbage of others, or does not pay for its own. What it allocates is counted instead.
        GC.Collect(0);
        TimeSpan start = Now();
        work();
        return Now() - start;
    }

    private static TimeSpan Now() =>
        OperatingSystem.IsWindows() ? Stopwatch.GetElapsedTime(0) : Environment.CpuUsage.TotalTime;
}
