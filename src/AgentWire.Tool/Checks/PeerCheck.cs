using System.Buffers;
using AgentWire.Spec.Model;

namespace AgentWire.Tool.Checks;

/// <summary>Finds what a version of the peer does not know in messages, by writing them for this version.</summary>
internal sealed class PeerCheck
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly WireCodec _codec;

    // Codecs for the versions that have something new, or no longer have something, in ascending order.
    private readonly (ContractVersion Version, WireCodec Codec)[] _changes;

    public PeerCheck(WireCodec codec, ContractVersion version)
    {
        Version = version;
        _codec = For(codec, $"{version}");
        _changes = [.. codec.Versions.Changes.Select(each => (ContractVersion.Parse(each), For(codec, each)))];
    }

    public ContractVersion Version { get; }

    /// <summary>Returns what the version does not have in a message, in the order in which it is written.</summary>
    /// <param name="message">The message.</param>
    /// <param name="canonical">What is written for all versions. Offsets refer to it.</param>
    public IEnumerable<(string Code, string Pointer, long Byte, string Message)> Find(
        object message,
        ReadOnlyMemory<byte> canonical
    )
    {
        if (OmittedBy(_codec, message, canonical.Span, out WireError refused) is not { } omitted)
        {
            long offset = OmittedMembers.OffsetOf(canonical.Span, refused.Pointer);
            return [(refused.Code.ToWireName(), refused.Pointer, offset, refused.Message)];
        }

        if (omitted.Count == 0)
        {
            return [];
        }

        // The offsets of the members that each version does not have, or null if the message cannot be written for it.
        HashSet<long>?[] missing =
        [
            .. _changes.Select(change =>
                OmittedBy(change.Codec, message, canonical.Span, out _)?.Select(member => member.Offset).ToHashSet()
            ),
        ];
        return omitted.Select(member =>
            (Finding.Omitted, member.Pointer, member.Offset, Describe(member.Offset, missing))
        );
    }

    private static WireCodec For(WireCodec codec, string version) =>
        codec.With(codec.Options with { PeerVersion = version });

    /// <summary>Returns the members that a codec does not write, or null with the error if it cannot write the message.</summary>
    private IReadOnlyList<OmittedMember>? OmittedBy(
        WireCodec codec,
        object message,
        ReadOnlySpan<byte> canonical,
        out WireError error
    )
    {
        error = default;
        _output.ResetWrittenCount();
        try
        {
            codec.WriteObject(_output, message);
        }
        catch (WireException refused)
        {
            error = refused.Error;
            return null;
        }

        return OmittedMembers.Find(canonical, _output.WrittenSpan);
    }

    /// <summary>Says since when, or until when, there is a member: the versions for which it is written.</summary>
    private string Describe(long offset, HashSet<long>?[] missing)
    {
        string what = $"version {Version} of the peer does not have this member";
        int later = _changes.Count(change => change.Version <= Version);
        int next = later;
        while (next < missing.Length && missing[next]?.Contains(offset) == true)
        {
            next++;
        }

        if (next < missing.Length)
        {
            return missing[next] is null ? what : $"{what}, which exists since {_changes[next].Version}";
        }

        int gone = later;
        while (gone > 0 && missing[gone - 1]?.Contains(offset) == true)
        {
            gone--;
        }

        return gone == later || (gone > 0 && missing[gone - 1] is null)
            ? what
            : $"{what}, which exists until {_changes[gone].Version}";
    }
}
