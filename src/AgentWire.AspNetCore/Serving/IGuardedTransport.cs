namespace AgentWire.AspNetCore.Serving;

/// <summary>The transport that a guard protects.</summary>
internal interface IGuardedTransport
{
    /// <summary>Passes one frame to the transport. The task completes when the transport has accepted it, or when the connection is lost.</summary>
    ValueTask TransmitAsync(ReadOnlyMemory<byte> frame);

    /// <summary>Called once if the client is too slow. Must disconnect the client.</summary>
    void OnSlow();

    /// <summary>Cuts the connection, which ends a transmission.</summary>
    void Abort();
}
