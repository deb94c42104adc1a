using System.IO.Pipelines;
using AgentWire.Runtime.Text;
using AgentWire.Streaming.Framing;

namespace AgentWire.Streaming;

/// <summary>
/// Defines how messages are separated in a stream of bytes. WebSocket messages need no framing: readers, writers and
/// connections take a <see cref="System.Net.WebSockets.WebSocket"/> directly.
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
    /// Gets the framing with one message per line. Each line ends with LF. A reader also accepts CRLF and blank lines, and a
    /// last line without a line end if it is a complete message.
    /// </summary>
    public static WireFraming NewlineDelimited { get; } = new NewlineFraming();

    /// <summary>
    /// Gets the framing of server-sent events. A message is written as <c>data: {json}</c> and an empty line, without
    /// <c>event</c>. Only a message of a log has an <c>id</c>, which is its position, if the dialect allows ids.
    /// </summary>
    /// <remarks>
    /// A reader accepts everything that the format allows: LF, CRLF and CR, a byte order mark, data on several lines, and any
    /// event name. The codec describes what else its dialect sends (<see cref="WireCodec.ServerSentEvents"/>): an event whose
    /// name carries no message is dropped, whatever its data is. An event with any other name is read like an event without a
    /// name. The keep-alive is the event that the dialect defines for it, or otherwise a comment.
    /// </remarks>
    public static WireFraming ServerSentEvents { get; } = new ServerSentEventFraming();

    /// <summary>
    /// Gets the framing in which the length in bytes, as an unsigned 32-bit big-endian integer, precedes each message. walrus
    /// uses it. As in walrus, a stream that ends within the length has ended cleanly.
    /// </summary>
    public static WireFraming LengthPrefixed { get; } = new LengthFraming();

    /// <summary>Gets the name in the contract: <c>ndjson</c>, <c>sse</c> or <c>length-prefixed</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the media type of such a stream in HTTP.</summary>
    public string ContentType { get; }

    /// <summary>
    /// Gets whether the framing has a keep-alive, which is not a message and which every reader skips. In server-sent events it
    /// is an event of the dialect or a comment, and between lines it is a blank line. A length-prefixed stream has none.
    /// </summary>
    public bool HasKeepAlive { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Writes the bytes before a message.</summary>
    internal abstract void Begin(PooledWriter frame);

    /// <summary>Writes the position of a message of a log, with which a client continues after it. Most framings have no place for it.</summary>
    internal virtual void Position(PooledWriter frame, WireLogPosition position) { }

    /// <summary>Writes the bytes after a message, or those that depend on its length.</summary>
    /// <param name="frame">The writer, which can have earlier messages.</param>
    /// <param name="start">Where the bytes of <see cref="Begin"/> are.</param>
    internal abstract void End(PooledWriter frame, int start);

    /// <summary>Writes a keep-alive, if <see cref="HasKeepAlive"/> is true.</summary>
    internal virtual void KeepAlive(PooledWriter frame, WireServerSentEvents events) { }

    internal abstract WireStreamReader<T> Reader<T>(Stream stream, WireCodec<T> codec, WireStreamOptions options)
        where T : notnull;

    internal abstract WireStreamReader<T> Reader<T>(PipeReader pipe, WireCodec<T> codec, WireStreamOptions options)
        where T : notnull;
}
