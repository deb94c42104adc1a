namespace AgentWire.Streaming.Transport;

/// <summary>What the targets of a package do in different ways.</summary>
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

    /// <summary>Returns a source that is cancelled after a time.</summary>
    public static CancellationTokenSource Limit(TimeProvider clock, TimeSpan time) => new(time, clock);

    /// <summary>Returns a request that has the version of HTTP that the client asks for.</summary>
    public static HttpRequestMessage Get(HttpClient client, Uri address) =>
        new(HttpMethod.Get, address)
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
        };

    public static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) =>
        content.ReadAsStreamAsync(cancellationToken);

    public static ValueTask<int> ReadAsync(
        Stream stream,
        byte[] buffer,
        int offset,
        CancellationToken cancellationToken
    ) => stream.ReadAsync(buffer.AsMemory(offset), cancellationToken);
}
