using System.Buffers;

namespace AgentWire.Streaming.Framing;

/// <summary>
/// Cuts a stream into frames. It remembers what it has found in the bytes that remain, so that no byte is searched again with
/// each read.
/// </summary>
internal abstract class FrameCutter
{
    /// <summary>Gets whether the remaining bytes contain the start of a message that is not complete.</summary>
    public abstract bool InMessage { get; }

    /// <summary>Gets whether a stream that ends now was cut off.</summary>
    public virtual bool IsCut => InMessage;

    /// <summary>Gets whether the end of the stream can replace the end of a frame.</summary>
    public virtual bool EndMayBeMissing => false;

    /// <summary>Takes the next complete frame from the start of the input.</summary>
    /// <param name="input">The bytes that arrived and were not yet taken: those that remained after the last call, and new ones.</param>
    /// <param name="message">The message in the frame, which is valid until the next call, or null if the frame carries none.</param>
    /// <returns>False if no frame is complete.</returns>
    /// <exception cref="WireStreamException">The frame is too long.</exception>
    public abstract bool TryTake(ref ReadOnlySequence<byte> input, out ReadOnlySequence<byte>? message);

    /// <summary>Returns pooled memory. The cutter cannot be used after that.</summary>
    public virtual void Release() { }
}
