namespace AgentWire.Streaming;

internal static class Argument
{
    public static T NotNull<T>(T? argument, string name)
        where T : class => argument ?? throw new ArgumentNullException(name);

    /// <summary>Checks that a time is one that a timer can wait for, or infinite.</summary>
    public static TimeSpan Timeout(TimeSpan argument, string name) =>
        argument == System.Threading.Timeout.InfiniteTimeSpan
        || (argument > TimeSpan.Zero && argument.TotalMilliseconds <= int.MaxValue)
            ? argument
            : throw new ArgumentOutOfRangeException(name, argument, "The value must be positive or infinite.");
}
