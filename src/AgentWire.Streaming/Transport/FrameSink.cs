namespace AgentWire.Streaming.Transport;

/// <summary>Where whole frames go: one write and one flush for each. Throws whatever the transport throws.</summary>
internal abstract class FrameSink
{
    /// <summary>Whether cancelling an operation leaves the transport open.</summary>
    public virtual bool SurvivesCancellation => true;

    /// <summary>Ends when the transport has taken the frame: this is where back-pressure is felt.</summary>
    public abstract ValueTask WriteAsync(ArraySegment<byte> frame, CancellationToken cancellationToken);

    /// <summary>Tells the peer that nothing more will come, as far as the transport can.</summary>
    public abstract ValueTask CompleteAsync(CancellationToken cancellationToken);

    /// <summary>Closes a transport that can be closed while a frame is being written, which ends the writing.</summary>
    public virtual ValueTask AbortAsync() => default;

    /// <summary>Closes a transport that is closed after its last frame.</summary>
    /// <param name="isCut">Whether that frame may have gone out in part.</param>
    public virtual ValueTask CloseAsync(bool isCut) => default;
}
