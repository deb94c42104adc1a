using System.Text;
using AgentWire.Streaming;

namespace AgentWire.AspNetCore;

/// <summary>How a WebSocket endpoint is served. Immutable.</summary>
public sealed record WireWebSocketOptions : WireServerOptions
{
    /// <summary>The settings of every endpoint that was given none.</summary>
    public static new WireWebSocketOptions Default { get; } = new();

    /// <summary>
    /// The origins whose pages may connect, such as <c>https://app.example.com</c>, beside the server's own; <c>*</c> for
    /// any. Clients that name no origin are no browsers, and may always connect. Default: none but the server's own.
    /// The server's own is the scheme and host of the request. Over plain HTTP a host name counts only if it is one of
    /// <c>AllowedHosts</c> of the application's host filtering, since anybody can have a name resolved to this server;
    /// <c>localhost</c> and IP addresses always do. Behind a proxy that ends TLS, the server knows its own origin by
    /// forwarded headers only.
    /// </summary>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    /// <exception cref="ArgumentException">An entry is not in the form in which a browser names an origin.</exception>
    public IReadOnlyList<string> AllowedOrigins
    {
        get;
        init => field = Origins(value);
    } = [];

    /// <summary>
    /// How the client's messages are read: what happens to unreadable ones, and how long one may take to arrive. The
    /// socket is the endpoint's affair: <see cref="WireStreamOptions.LeaveOpen"/> says nothing here.
    /// </summary>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    public WireStreamOptions Receive
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Receive));
    } = WireStreamOptions.Default;

    private static string[] Origins(IReadOnlyList<string> origins)
    {
        ArgumentNullException.ThrowIfNull(origins);
        foreach (string origin in origins)
        {
            if (
                origin != "*"
                && !(
                    Ascii.IsValid(origin)
                    && Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
                    && uri.UserInfo.Length == 0
                    && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                throw new ArgumentException(
                    $"'{origin}' is no origin: a scheme, a host in ASCII, and a port where it is not the scheme's own.",
                    nameof(origins)
                );
            }
        }

        return [.. origins];
    }
}
