namespace AgentWire.Streaming.Following;

/// <summary>
/// Chooses the delays before attempts, at random, so that the clients of a server that restarts do not all come back at the same
/// time.
/// </summary>
internal sealed class Backoff(TimeSpan shortest, TimeSpan longest, Random? random)
{
    private const int MaxDoublings = 30;

    // Without a seed of its own, .NET Framework gives the same numbers to all that are created at about the same time.
    private readonly Random _random = random ?? new(Guid.NewGuid().GetHashCode());

    /// <summary>Returns the delay before the next attempt.</summary>
    /// <param name="failedAttempts">The attempts that have failed in a row.</param>
    /// <param name="interval">The shortest delay that the server asks for in general, or null.</param>
    /// <param name="retryAfter">The shortest delay that the server asks for this time, or null.</param>
    public TimeSpan Next(int failedAttempts, TimeSpan? interval, TimeSpan? retryAfter)
    {
        double least = Math.Max(shortest.TotalMilliseconds, interval?.TotalMilliseconds ?? 0);
        double most = Math.Min(
            least * Math.Pow(2, Math.Min(failedAttempts + 1, MaxDoublings)),
            Math.Max(longest.TotalMilliseconds, 2 * least)
        );
        double chosen = _random.NextDouble();
        double delay = Math.Max(
            least + (chosen * (most - least)),
            retryAfter is { } asked ? asked.TotalMilliseconds + (chosen * least) : 0
        );
        return TimeSpan.FromMilliseconds(delay);
    }
}
