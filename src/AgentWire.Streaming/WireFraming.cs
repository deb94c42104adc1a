using System.IO.Pipelines;
using AgentWire.Runtime.Text;
using AgentWire.Streaming.Framing;

namespace AgentWire.Streaming;

/// <summary>
/// How messages follow one another in a stream of bytes. WebSocket messages need none: readers, writers and connections
/// take a <see cref="System.Net.WebSockets.WebSocket"/> as it is.
/// </summary>
public abstract class WireFraming
{
    private protected WireFraming(string name, string contentType, bool hasKeepAlive)
    {
        Name = name;
        ContentType = contentType;
        HasKeepAlive = hasKeepAlive;
    }

    /// <summary>
    /// One message a line, ended by LF. CRLF and blank lines are read too, and a last line without its end if it is a whole
    /// message.
    /// </summary>
    public static WireFraming NewlineDelimited { get; } = new NewlineFraming();

    /// <summary>
    /// Server-sent events. A message is written as <c>data: {json}</c> and an empty line, with neither <c>event</c> nor
    /// <c>id</c>. Everything that the format allows is read: LF, CRLF and CR, a byte order mark, data over several lines, and
    /// any event name. The codec says what else its dialect sends (<see cref="WireCodec.ServerSentEvents"/>): an event whose
    /// name carries no message is dropped, whatever its data is. An event of any other name is read like one without a name.
    /// The keep-alive is the event of the dialect, or a comment where it has none.
    /// </summary>
    public static WireFraming ServerSentEvents { get; } = new ServerSentEventFraming();

    /// <summary>
    /// The length in bytes as an unsigned 32-bit big-endian integer, then the message: walrus. As there, a stream that ends
    /// within the length has ended cleanly.
    /// </summary>
    public static WireFraming LengthPrefixed { get; } = new LengthFraming();

    /// <summary>The name in the contract: <c>ndjson</c>, <c>sse</c> or <c>length-prefixed</c>.</summary>
    public string Name { get; }

    /// <summary>The media type of such a stream in HTTP.</summary>
    public string ContentType { get; }

    /// <summary>
    /// Whether there is something to send that is no message and that every reader passes over: an event of the dialect or a
    /// comment in server-sent events, a blank line between lines. A length-prefixed stream has no such thing.
    /// </summary>
    public bool HasKeepAlive { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Writes what stands before a message.</summary>
    internal abstract void Begin(PooledWriter frame);

    /// <summary>Writes what stands after a message, or what only its end can tell.</summary>
    internal abstract void End(PooledWriter frame);

    /// <summary>Writes what is no message, if <see cref="HasKeepAlive"/>.</summary>
    internal virtual void KeepAlive(PooledWriter frame, WireServerSentEvents events) { }

    internal abstract WireStreamReader<T> Reader<T>(Stream stream, WireCodec<T> codec, WireStreamOptions options)
        where T : notnull;

    internal abstract WireStreamReader<T> Reader<T>(PipeReader pipe, WireCodec<T> codec, WireStreamOptions options)
        where T : notnull;
}
