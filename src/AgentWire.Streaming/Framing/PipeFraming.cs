using System.Buffers;
using System.IO.Pipelines;

namespace AgentWire.Streaming.Framing;

/// <summary>A framing whose frames are cut out of a pipe's buffer.</summary>
internal abstract class PipeFraming(string name, string contentType) : WireFraming(name, contentType)
{
    // A message of many megabytes lies in that many pieces of this size.
    private const int BufferBytes = 16 * 1024;

    /// <summary>Whether the end of the stream may stand in place of a frame's own end.</summary>
    public virtual bool EndMayBeMissing => false;

    /// <summary>Takes the next whole frame off the front of the input.</summary>
    /// <param name="input">What has arrived and was not taken yet.</param>
    /// <param name="searched">How many bytes of it hold no frame's end, as found before.</param>
    /// <param name="maxBytes">The longest message.</param>
    /// <param name="message">The message in the frame.</param>
    /// <exception cref="WireStreamException">The frame is longer than that.</exception>
    public abstract bool TryTake(
        ref ReadOnlySequence<byte> input,
        ref long searched,
        int maxBytes,
        out ReadOnlySequence<byte> message
    );

    /// <summary>Whether a stream that ends with this left of it has ended between two messages.</summary>
    public abstract bool EndsCleanly(in ReadOnlySequence<byte> rest);

    internal sealed override WireStreamReader<T> Reader<T>(
        Stream stream,
        WireCodec<T> codec,
        WireStreamOptions options
    ) =>
        new PipeFrameReader<T>(
            this,
            PipeReader.Create(stream, new(bufferSize: BufferBytes, leaveOpen: options.LeaveOpen)),
            codec,
            // Completing the pipe gives its memory back, and closes the stream if that is wanted.
            options with
            {
                LeaveOpen = false,
            }
        );

    internal sealed override WireStreamReader<T> Reader<T>(
        PipeReader pipe,
        WireCodec<T> codec,
        WireStreamOptions options
    ) => new PipeFrameReader<T>(this, pipe, codec, options);
}
