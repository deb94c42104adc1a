using System.Diagnostics;

namespace AgentWire.Comparison;

/// <summary>Times the work.</summary>
internal static class Clock
{
    /// <summary>
    /// Measures processor time, which excludes the time of other processes. On Windows it advances in steps of 16 ms, which is longer
    /// than a turn, so elapsed time is used there.
    /// </summary>
    public static TimeSpan Time(Action work)
    {
        // Otherwise, a turn could pay for the garbage of another, or not pay for its own. Allocations are counted instead.
        GC.Collect(0);
        TimeSpan start = Now();
        work();
        return Now() - start;
    }

    private static TimeSpan Now() =>
        OperatingSystem.IsWindows() ? Stopwatch.GetElapsedTime(0) : Environment.CpuUsage.TotalTime;
}
