namespace AgentWire.AspNetCore.Serving;

/// <summary>What a guard stands before.</summary>
internal interface IGuardedTransport
{
    /// <summary>Gives the transport one frame; ends when that has taken it, or when the connection is lost.</summary>
    ValueTask TransmitAsync(ReadOnlyMemory<byte> frame);

    /// <summary>The client is too slow: is to disconnect it. Called once.</summary>
    void OnSlow();

    /// <summary>Cuts the connection, which ends a transmission.</summary>
    void Abort();
}
