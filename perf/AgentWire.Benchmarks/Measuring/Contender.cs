using System.Diagnostics;

namespace AgentWire.Benchmarks.Measuring;

/// <summary>One side with one kind of work. It makes a pass over all messages, and returns the time that this took.</summary>
internal sealed record Contender(string Work, string Side, Func<TimeSpan> Pass)
{
    /// <summary>Creates a side in this process. Work that is too fast to time is repeated.</summary>
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
