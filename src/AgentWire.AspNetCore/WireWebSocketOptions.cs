using System.Text;
using AgentWire.CompilerServices;
using AgentWire.Streaming;

namespace AgentWire.AspNetCore;

/// <summary>Options for serving a WebSocket. Immutable. A new instance has the default settings.</summary>
public sealed record WireWebSocketOptions : WireServerOptions
{
    /// <summary>
    /// Gets the origins whose pages can connect, such as <c>https://app.example.com</c>, in addition to the server's own origin.
    /// <c>*</c> allows any origin. Default: empty, which allows only the server's own origin.
    /// </summary>
    /// <remarks>
    /// Clients that send no origin are not browsers, and can always connect. The server's own origin is the scheme and host of
    /// the request. Over plain HTTP, a host name counts only if it is one of the <c>AllowedHosts</c> of the application's host
    /// filtering, because anybody can make a name resolve to this server. <c>localhost</c> and IP addresses always count. Behind a
    /// proxy that terminates TLS, the server knows its own origin only from forwarded headers.
    /// </remarks>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    /// <exception cref="ArgumentException">An entry does not have the form in which browsers send an origin.</exception>
    public IReadOnlyList<string> AllowedOrigins
    {
        get;
        init => field = Origins(value);
    } = [];

    /// <summary>
    /// Gets the options for reading the client's messages: what happens to messages that are not valid, and how long a message
    /// can take to arrive. <see cref="WireStreamOptions.LeaveOpen"/> has no effect here, because the endpoint owns the socket.
    /// </summary>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    public WireStreamOptions Receive
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Receive));
    } = WireStreamOptions.Default;

    /// <summary>
    /// Gets the subprotocols that the endpoint speaks. The first one that a client asks for and the endpoint speaks is selected; if there is
    /// none, the response names none, and a browser that asked for some closes the connection. Default: empty.
    /// </summary>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    public IReadOnlyList<string> SubProtocols
    {
        get;
        init => field = [.. value ?? throw new ArgumentNullException(nameof(SubProtocols))];
    } = [];

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        base.PrintMembers(builder);
        return builder
            .Append(", ")
            .AppendMembers($"AllowedOrigins = {AllowedOrigins}, Receive = {Receive}, SubProtocols = {SubProtocols}");
    }

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
                    $"'{origin}' is not an origin, which consists of a scheme, a host in ASCII, and a port unless it is the default of the scheme.",
                    nameof(origins)
                );
            }
        }

        return [.. origins];
    }
}
