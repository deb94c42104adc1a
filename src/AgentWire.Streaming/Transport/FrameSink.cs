namespace AgentWire.Streaming.Transport;

/// <summary>The destination of complete frames, with one write and one flush for each. It throws whatever the transport throws.</summary>
internal abstract class FrameSink
{
    /// <summary>Gets whether the transport stays open when an operation is cancelled.</summary>
    public virtual bool SurvivesCancellation => true;

    /// <summary>Writes a frame. The task completes when the transport has accepted it, which gives back-pressure.</summary>
    public abstract ValueTask WriteAsync(ArraySegment<byte> frame, CancellationToken cancellationToken);

    /// <summary>Tells the peer that no more data follows, if the transport can do this.</summary>
    public abstract ValueTask CompleteAsync(CancellationToken cancellationToken);

    /// <summary>Closes a transport that can be closed while a frame is being written. This ends the write.</summary>
    public virtual ValueTask AbortAsync() => default;

    /// <summary>Closes a transport that must be closed after its last frame.</summary>
    /// <param name="isCut">Whether the last frame may have been sent only in part.</param>
    public virtual ValueTask CloseAsync(bool isCut) => default;
}
