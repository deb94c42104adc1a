namespace AgentWire;

/// <summary>How a codec treats what the contract does not know, and its limits. Immutable.</summary>
public sealed record WireOptions
{
    /// <summary>The deepest nesting that <see cref="MaxDepth"/> can allow.</summary>
    public const int DepthLimit = 1000;

    /// <summary>The longest message that <see cref="MaxMessageBytes"/> can allow: 512 MiB.</summary>
    public const int MessageBytesLimit = 512 * 1024 * 1024;

    /// <summary>The most unknown members that <see cref="MaxPreservedMembers"/> can allow.</summary>
    public const int PreservedMembersLimit = 65_536;

    /// <summary>The settings of every codec that was given none: as the reference servers read, but unknown tags are kept.</summary>
    public static WireOptions Default { get; } = new();

    /// <summary>What happens to members that the contract does not know. Default: <see cref="UnknownMemberHandling.Ignore"/>.</summary>
    public UnknownMemberHandling UnknownMembers { get; init; }

    /// <summary>What happens to variants that the contract does not know. Default: <see cref="UnknownTagHandling.Keep"/>.</summary>
    public UnknownTagHandling UnknownTags { get; init; }

    /// <summary>What happens where two places that carry one fact differ. Default: <see cref="MirrorHandling.Strict"/>.</summary>
    public MirrorHandling Mirrors { get; init; }

    /// <summary>The most arrays and objects inside one another, the outermost counted: 1 to <see cref="DepthLimit"/>. Default: 127.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int MaxDepth
    {
        get;
        init => field = InRange(value, DepthLimit, nameof(MaxDepth));
    } = 127;

    /// <summary>The longest message in bytes, read, peeked into or written: 1 to <see cref="MessageBytesLimit"/>. Default: 16 MiB (16,777,216).</summary>
    /// <remarks>
    /// The canonical form of a message can be longer than the form in which it was read. A message just within the limit can
    /// therefore be read and be refused when it is written.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int MaxMessageBytes
    {
        get;
        init => field = InRange(value, MessageBytesLimit, nameof(MaxMessageBytes));
    } = 16 * 1024 * 1024;

    /// <summary>The most unknown members that one object may keep: 1 to <see cref="PreservedMembersLimit"/>. Default: 256.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int MaxPreservedMembers
    {
        get;
        init => field = InRange(value, PreservedMembersLimit, nameof(MaxPreservedMembers));
    } = 256;

    private static int InRange(int value, int max, string name) =>
        value >= 1 && value <= max ? value : throw new ArgumentOutOfRangeException(name, value, $"From 1 to {max}.");
}
