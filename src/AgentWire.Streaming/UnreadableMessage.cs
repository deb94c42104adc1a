namespace AgentWire.Streaming;

/// <summary>A message that arrived completely but is not valid.</summary>
public sealed class UnreadableMessage
{
    internal UnreadableMessage(WireError error, byte[] utf8)
    {
        Error = error;
        Utf8 = utf8;
    }

    /// <summary>Gets the error, with its position.</summary>
    public WireError Error { get; }

    /// <summary>Gets the bytes of the message as they arrived, without the framing. The caller can keep them.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Gets the error, with its position.</summary>
    public override string ToString() => Error.ToString();
}
