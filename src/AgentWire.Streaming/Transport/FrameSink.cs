namespace AgentWire.Streaming.Transport;

/// <summary>Where whole frames go: one write and one flush for each.</summary>
internal abstract class FrameSink
{
    /// <summary>Ends when the transport has taken the frame: this is where back-pressure is felt.</summary>
    public abstract ValueTask WriteAsync(ArraySegment<byte> frame, CancellationToken cancellationToken);

    /// <summary>Tells the peer that nothing more will come, as far as the transport can.</summary>
    public abstract ValueTask CompleteAsync(CancellationToken cancellationToken);

    /// <summary>Closes the transport.</summary>
    public abstract ValueTask CloseAsync();
}
