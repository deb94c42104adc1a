using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>The limits of a codec, and how it treats unknown members and tags. Immutable.</summary>
/// <example>
/// <code>
/// WireCodec&lt;ServerMessage&gt; codec = WalrusWire.Server.With(
/// WireOptions.Default with { UnknownMembers = UnknownMemberHandling.Preserve }
/// );
/// </code>
/// </example>
public sealed record WireOptions
{
    /// <summary>The greatest value of <see cref="MaxDepth"/>.</summary>
    public const int DepthLimit = 1000;

    /// <summary>The greatest value of <see cref="MaxMessageBytes"/>: 512 MiB.</summary>
    public const int MessageBytesLimit = 512 * 1024 * 1024;

    /// <summary>The greatest value of <see cref="MaxPreservedMembers"/>.</summary>
    public const int PreservedMembersLimit = 65_536;

    /// <summary>Gets the default options. They are like those of the reference servers, except that unknown tags are kept.</summary>
    public static WireOptions Default { get; } = new();

    /// <summary>Gets what a reader does with unknown members. Default: <see cref="UnknownMemberHandling.Ignore"/>.</summary>
    public UnknownMemberHandling UnknownMembers { get; init; }

    /// <summary>Gets what a reader does with unknown tags. Default: <see cref="UnknownTagHandling.Keep"/>.</summary>
    public UnknownTagHandling UnknownTags { get; init; }

    /// <summary>Gets what a reader does if the two places of a mirrored fact differ. Default: <see cref="MirrorHandling.Strict"/>.</summary>
    public MirrorHandling Mirrors { get; init; }

    /// <summary>Gets the maximum number of nested arrays and objects, including the outermost: 1 to <see cref="DepthLimit"/>. Default: 127.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int MaxDepth
    {
        get;
        init => field = InRange(value, DepthLimit, nameof(MaxDepth));
    } = 127;

    /// <summary>Gets the maximum length of a message in bytes: 1 to <see cref="MessageBytesLimit"/>. Default: 16 MiB (16,777,216).</summary>
    /// <remarks>
    /// The limit applies to reading, writing and looking for a tag. The canonical form of a message can be longer than the form
    /// that was read. A message just within the limit can therefore be read and then refused when it is written.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int MaxMessageBytes
    {
        get;
        init => field = InRange(value, MessageBytesLimit, nameof(MaxMessageBytes));
    } = 16 * 1024 * 1024;

    /// <summary>Gets the maximum number of unknown members that one object can keep: 1 to <see cref="PreservedMembersLimit"/>. Default: 256.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int MaxPreservedMembers
    {
        get;
        init => field = InRange(value, PreservedMembersLimit, nameof(MaxPreservedMembers));
    } = 256;

    /// <summary>
    /// Gets the version of the peer that messages are written for, or null to write everything that the contract has. It has no
    /// effect on reading: a codec reads the messages of all versions.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Members that the version does not have are omitted. A type, a variant or a value of a set that it does not have cannot be
    /// written: the error is <see cref="WireErrorCode.NotRepresentable"/>. Unknown variants and unknown members are written as
    /// always.
    /// </para>
    /// <para>
    /// A version consists of numbers, separated by points or hyphens, such as <c>0.9.1</c> or <c>2026-08-22</c>. Two versions are
    /// compared number by number, and a number that is missing is 0. <see cref="WireCodec.Versions"/> are those that a codec
    /// covers. A version after the last one is treated like the last one.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">The text is not a version.</exception>
    public string? PeerVersion
    {
        get;
        init =>
            field =
                value is null || VersionText.IsValid(value)
                    ? value
                    : throw new ArgumentException(
                        $"\"{SafeText.OneLine(value, MaxShownVersion)}\" is not a version: {VersionText.Form}.",
                        nameof(value)
                    );
    }

    /// <summary>Gets the version that a codec has found in its dialect for <see cref="PeerVersion"/>. Only codecs set it, for themselves.</summary>
    internal WriteTarget Target { get; init; } = WriteTarget.AnyVersion;

    private const int MaxShownVersion = 64;

    private static int InRange(int value, int max, string name) =>
        value >= 1 && value <= max ? value : throw new ArgumentOutOfRangeException(name, value, $"From 1 to {max}.");
}
