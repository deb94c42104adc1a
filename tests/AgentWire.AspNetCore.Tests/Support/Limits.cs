namespace AgentWire.AspNetCore.Tests.Support;

/// <summary>Nothing here may hang: whatever takes so long has failed, even on a busy machine.</summary>
internal static class Limits
{
    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(60);

    public static CancellationToken Token => new CancellationTokenSource(Time).Token;

    public static Task Soon(this Task task) => task.WaitAsync(Time);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Time);
}
