using System.Net;
using System.Net.Sockets;

namespace AgentWire.Streaming.Transport;

/// <summary>What the targets of a package do in different ways.</summary>
internal static class Http
{
    /// <summary>Returns whether the connection could not be made, so that the server has received nothing.</summary>
    public static bool IsBeforeRequest(HttpRequestException exception) =>
        exception.InnerException switch
        {
            SocketException socket => socket.SocketErrorCode
                is SocketError.ConnectionRefused
                    or SocketError.HostNotFound
                    or SocketError.HostUnreachable
                    or SocketError.NetworkUnreachable
                    or SocketError.NoData
                    or SocketError.TryAgain,
            WebException web => web.Status
                is WebExceptionStatus.ConnectFailure
                    or WebExceptionStatus.NameResolutionFailure
                    or WebExceptionStatus.ProxyNameResolutionFailure
                    or WebExceptionStatus.SecureChannelFailure
                    or WebExceptionStatus.TrustFailure,
            _ => false,
        };

    public static Task DelayAsync(TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
        clock.Delay(delay, cancellationToken);

    /// <summary>Returns a source that is cancelled after a time.</summary>
    public static CancellationTokenSource Limit(TimeProvider clock, TimeSpan time) =>
        clock.CreateCancellationTokenSource(time);

    /// <summary>Returns a request.</summary>
    public static HttpRequestMessage Get(HttpClient client, Uri address) => new(HttpMethod.Get, address);

    public static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
    }

    public static Task<int> ReadAsync(Stream stream, byte[] buffer, int offset, CancellationToken cancellationToken) =>
        stream.ReadAsync(buffer, offset, buffer.Length - offset, cancellationToken);
}
