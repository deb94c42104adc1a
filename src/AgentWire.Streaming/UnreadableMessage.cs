namespace AgentWire.Streaming;

/// <summary>A message that arrived whole and that the codec refused.</summary>
public sealed class UnreadableMessage
{
    internal UnreadableMessage(WireError error, byte[] utf8)
    {
        Error = error;
        Utf8 = utf8;
    }

    /// <summary>What is wrong with it, and where.</summary>
    public WireError Error { get; }

    /// <summary>Its bytes as they arrived, without the framing. The caller may keep them.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }
}
