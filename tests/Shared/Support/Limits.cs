namespace AgentWire.Shared;

/// <summary>No test should hang. A test that takes longer than this has failed, even on a busy machine.</summary>
public static class Limits
{
    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(60);

    public static CancellationToken Token => new CancellationTokenSource(Time).Token;

    public static Task Soon(this Task task) => task.WaitAsync(Time);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Time);
}
