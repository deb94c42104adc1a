using System.Net.Http.Headers;
using System.Net.WebSockets;
using AgentWire.Streaming.Following;
using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming;

/// <summary>Creates followers of streams.</summary>
public static class WireFollower
{
    /// <summary>
    /// Creates a follower of a stream over HTTP. Each connection is a GET request with the header Accept, and with the cursor as
    /// Last-Event-ID if there is one.
    /// </summary>
    /// <param name="client">
    /// The HTTP client, which stays with the caller. Its timeout applies until the headers of a response arrive.
    /// </param>
    /// <param name="address">The address of the stream. It can be relative to <see cref="HttpClient.BaseAddress"/>.</param>
    /// <param name="framing">The framing of the messages, such as <see cref="WireFraming.ServerSentEvents"/>.</param>
    /// <param name="codec">The codec of the messages.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <remarks>
    /// By default, .NET sends only ASCII in headers. If the server's ids can contain other characters, set
    /// SocketsHttpHandler.RequestHeaderEncodingSelector.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument other than the options is null.</exception>
    public static WireFollower<T> Create<T>(
        HttpClient client,
        Uri address,
        WireFraming framing,
        WireCodec<T> codec,
        WireFollowOptions<T>? options = null
    )
        where T : notnull
    {
        Argument.NotNull(client, nameof(client));
        Argument.NotNull(address, nameof(address));
        Argument.NotNull(framing, nameof(framing));
        return OverHttp(() => client, (http, cursor) => Get(http, address, framing, cursor), framing, codec, options);
    }

    /// <summary>Creates a follower of a stream over HTTP, with requests of your own.</summary>
    /// <param name="client">
    /// The HTTP client, which stays with the caller. Its timeout applies until the headers of a response arrive.
    /// </param>
    /// <param name="request">
    /// Creates the request for each connection, which is disposed after it was sent. The argument is the cursor, or null if there is
    /// none. A request must say where to continue, for example with the header Last-Event-ID. If the delegate throws, the exception
    /// is thrown to the caller that is reading.
    /// </param>
    /// <param name="framing">The framing of the messages.</param>
    /// <param name="codec">The codec of the messages.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <exception cref="ArgumentNullException">An argument other than the options is null.</exception>
    public static WireFollower<T> Create<T>(
        HttpClient client,
        Func<string?, HttpRequestMessage> request,
        WireFraming framing,
        WireCodec<T> codec,
        WireFollowOptions<T>? options = null
    )
        where T : notnull
    {
        Argument.NotNull(client, nameof(client));
        return Create(() => client, request, framing, codec, options);
    }

    /// <summary>
    /// Creates a follower of a stream over HTTP, with requests of your own and an HTTP client for each connection. Use it with an
    /// IHttpClientFactory, whose clients should not be kept: <c>() => factory.CreateClient("events")</c>.
    /// </summary>
    /// <param name="client">Returns the HTTP client for a connection. The follower does not dispose it.</param>
    /// <param name="request">
    /// Creates the request for each connection, which is disposed after it was sent. The argument is the cursor, or null if there is
    /// none. A request must say where to continue, for example with the header Last-Event-ID. If a delegate throws, the exception is
    /// thrown to the caller that is reading.
    /// </param>
    /// <param name="framing">The framing of the messages.</param>
    /// <param name="codec">The codec of the messages.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <exception cref="ArgumentNullException">An argument other than the options is null.</exception>
    public static WireFollower<T> Create<T>(
        Func<HttpClient> client,
        Func<string?, HttpRequestMessage> request,
        WireFraming framing,
        WireCodec<T> codec,
        WireFollowOptions<T>? options = null
    )
        where T : notnull
    {
        Argument.NotNull(request, nameof(request));
        return OverHttp(
            Argument.NotNull(client, nameof(client)),
            (_, cursor) => request(cursor),
            Argument.NotNull(framing, nameof(framing)),
            codec,
            options
        );
    }

    /// <summary>Creates a follower of the messages of a WebSocket. Its positions are those of <see cref="WireFollowOptions{T}.CursorOf"/>.</summary>
    /// <param name="address">
    /// Returns the address for a connection, which begins with ws: or wss:. The argument is the cursor, or null if there is none.
    /// </param>
    /// <param name="codec">The codec of the messages.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <param name="configure">Sets options of each WebSocket, such as headers and keep-alives. Default: null, which sets none.</param>
    /// <remarks>
    /// If the server answers with a status, it counts as over HTTP. On .NET Standard 2.0 the status is not known, and the
    /// attempt has failed in any case.
    /// </remarks>
    /// <exception cref="ArgumentNullException">The address or the codec is null.</exception>
    public static WireFollower<T> Create<T>(
        Func<string?, Uri> address,
        WireCodec<T> codec,
        WireFollowOptions<T>? options = null,
        Action<ClientWebSocketOptions>? configure = null
    )
        where T : notnull
    {
        Argument.NotNull(address, nameof(address));
        options ??= new();
        return Create(
            (cursor, cancellationToken) =>
                ClientWebSocketOpening.OpenAsync(
                    address(cursor),
                    configure,
                    cursor is not null,
                    options.Stream.TimeProvider,
                    cancellationToken
                ),
            codec,
            options
        );
    }

    /// <summary>
    /// Creates a follower of the messages of a WebSocket that a delegate opens, which can also send a message first. Its positions
    /// are those of <see cref="WireFollowOptions{T}.CursorOf"/>.
    /// </summary>
    /// <param name="open">
    /// Opens a WebSocket for each connection, which the follower closes. The arguments are the cursor, or null if there is none, and
    /// the token that ends the attempt. If the delegate throws or is too slow, the attempt has failed, and
    /// another one follows even without a cursor. The delegate can throw a <see cref="WireFollowException"/> to end following. An exception that says that the program is wrong, such as an
    /// <see cref="ArgumentException"/>, is thrown to the caller that is reading.
    /// </param>
    /// <param name="codec">The codec of the messages.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <exception cref="ArgumentNullException">The delegate or the codec is null.</exception>
    public static WireFollower<T> Create<T>(
        Func<string?, CancellationToken, Task<WebSocket>> open,
        WireCodec<T> codec,
        WireFollowOptions<T>? options = null
    )
        where T : notnull
    {
        options ??= new();
        return new(
            new WebSocketSource<T>(
                Argument.NotNull(open, nameof(open)),
                Argument.NotNull(codec, nameof(codec)),
                Owning(options)
            ),
            options
        );
    }

    private static WireFollower<T> OverHttp<T>(
        Func<HttpClient> client,
        Func<HttpClient, string?, HttpRequestMessage> request,
        WireFraming framing,
        WireCodec<T> codec,
        WireFollowOptions<T>? options
    )
        where T : notnull
    {
        options ??= new();
        return new(
            new HttpSource<T>(client, request, framing, Argument.NotNull(codec, nameof(codec)), Owning(options)),
            options
        );
    }

    private static WireStreamOptions Owning<T>(WireFollowOptions<T> options)
        where T : notnull => options.Stream with { LeaveOpen = false };

    private static HttpRequestMessage Get(HttpClient client, Uri address, WireFraming framing, string? cursor)
    {
        HttpRequestMessage request = Http.Get(client, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(framing.ContentType));
        request.Headers.CacheControl = new() { NoStore = true };
        if (cursor is not null)
        {
            // A header ends at a line break, and what follows would be another one.
            if (
                cursor.IndexOfAny(['\r', '\n', '\0']) >= 0
                || !request.Headers.TryAddWithoutValidation("Last-Event-ID", cursor)
            )
            {
                throw new InvalidOperationException("The cursor cannot be sent in a header.");
            }
        }

        return request;
    }
}
