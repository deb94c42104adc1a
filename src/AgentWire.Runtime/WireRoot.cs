namespace AgentWire;

/// <summary>A type of message that a side sends.</summary>
public sealed record WireRoot
{
    internal WireRoot(WireSide side, string? name, WireCodec codec)
    {
        Side = side;
        Name = name;
        Codec = codec;
    }

    /// <summary>Gets the side that sends the messages.</summary>
    public WireSide Side { get; }

    /// <summary>Gets the name of the root, such as <c>events</c>, or null if the side has only one.</summary>
    public string? Name { get; }

    /// <summary>Gets the codec of the messages.</summary>
    public WireCodec Codec { get; }
}
