using System.Diagnostics;

namespace AgentWire.Benchmarks.Measuring;

/// <summary>One side at one work: takes a pass over all messages, and tells how long it took.</summary>
internal sealed record Contender(string Work, string Side, Func<TimeSpan> Pass)
{
    /// <summary>A side in this process.</summary>
    public static Contender Here(string work, string side, Action pass) =>
        new(
            work,
            side,
            () =>
            {
                long start = Stopwatch.GetTimestamp();
                pass();
                return Stopwatch.GetElapsedTime(start);
            }
        );
}
