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
    /// Behind a proxy that ends TLS, the server knows its own origin by forwarded headers only.
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

    /// <summary>
    /// How long the closing handshake may take, from the decision to close until the connection is cut. Default: 5 seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither infinite nor from a millisecond to 24 days.</exception>
    public TimeSpan CloseTimeout
    {
        get;
        init => field = Duration(value, nameof(CloseTimeout));
    } = TimeSpan.FromSeconds(5);

    private static string[] Origins(IReadOnlyList<string> origins)
    {
        ArgumentNullException.ThrowIfNull(origins);
        foreach (string origin in origins)
        {
            if (
                origin != "*"
                && !(
                    Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
                    && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                throw new ArgumentException(
                    $"'{origin}' is no origin: a scheme, a host, and a port where it is not the scheme's own.",
                    nameof(origins)
                );
            }
        }

        return [.. origins];
    }
}
