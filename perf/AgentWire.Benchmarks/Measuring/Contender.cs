using System.Diagnostics;

namespace AgentWire.Benchmarks.Measuring;

/// <summary>One side at one work: takes a pass over all messages, and tells how long it took.</summary>
internal sealed record Contender(string Work, string Side, Func<TimeSpan> Pass)
{
    /// <summary>A side in this process; what is over in no time is done several times over.</summary>
    public static Contender Here(string work, string side, Action pass, int times = 1) =>
        new(
            work,
            side,
            () =>
            {
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < times; i++)
                {
                    pass();
                }

                return Stopwatch.GetElapsedTime(start) / times;
            }
        );
}
