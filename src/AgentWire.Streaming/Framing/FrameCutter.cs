using System.Buffers;

namespace AgentWire.Streaming.Framing;

/// <summary>
/// Cuts the frames of one stream out of what has arrived of it. Remembers what it has found in the bytes that it left, so that
/// no byte is looked at again at each read.
/// </summary>
internal abstract class FrameCutter
{
    /// <summary>Whether a message has begun in what was left, and is not complete. Before its first byte there is only silence.</summary>
    public abstract bool InMessage { get; }

    /// <summary>Whether a stream that ends now was cut.</summary>
    public virtual bool IsCut => InMessage;

    /// <summary>Whether the end of the stream may stand in place of a frame's own end.</summary>
    public virtual bool EndMayBeMissing => false;

    /// <summary>Takes the next whole frame off the front of the input.</summary>
    /// <param name="input">What has arrived and was not taken yet: what was left the last time, and more.</param>
    /// <param name="message">The message in the frame, valid until the next call; null where it carries none.</param>
    /// <returns>False where no frame is complete.</returns>
    /// <exception cref="WireStreamException">The frame is too long.</exception>
    public abstract bool TryTake(ref ReadOnlySequence<byte> input, out ReadOnlySequence<byte>? message);

    /// <summary>Gives pooled memory back; nothing is taken after that.</summary>
    public virtual void Release() { }
}
