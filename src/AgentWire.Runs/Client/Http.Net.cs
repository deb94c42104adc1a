namespace AgentWire.Runs.Client;

/// <summary>What the targets of the package do in different ways.</summary>
internal static class Http
{
    /// <summary>Returns whether the connection could not be made, so that the server has received nothing.</summary>
    public static bool IsBeforeRequest(HttpRequestException exception) =>
        exception.HttpRequestError
            is HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;

    public static Task DelayAsync(TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay, clock, cancellationToken);

    public static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) =>
        content.ReadAsStreamAsync(cancellationToken);

    public static ValueTask<int> ReadAsync(
        Stream stream,
        byte[] buffer,
        int offset,
        CancellationToken cancellationToken
    ) => stream.ReadAsync(buffer.AsMemory(offset), cancellationToken);
}
