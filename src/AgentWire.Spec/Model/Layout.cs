using System.Text;

namespace AgentWire.Spec.Model;

/// <summary>What stands in an object, in the order of its declaration.</summary>
/// <param name="Slots">The places, its own first.</param>
/// <param name="Lifted">The object types whose members were taken in.</param>
internal sealed record Layout(IReadOnlyList<Slot> Slots, IReadOnlyList<string> Lifted)
{
    /// <summary>The members that carry a fact of their own, envelopes opened.</summary>
    public IEnumerable<Member> Members =>
        Slots.SelectMany(slot =>
            slot switch
            {
                MemberSlot own => [own.Member],
                EnvelopeSlot envelope => envelope.Layout.Members,
                _ => Enumerable.Empty<Member>(),
            }
        );

    /// <summary>The facts that more places than one carry, envelopes opened.</summary>
    public IEnumerable<Member> Mirrors =>
        Slots.SelectMany(slot =>
            slot switch
            {
                MirrorSlot mirror => [mirror.Of],
                EnvelopeSlot envelope => envelope.Layout.Mirrors,
                _ => Enumerable.Empty<Member>(),
            }
        );

    public string? FlattenedUnion => Slots.OfType<FlattenedSlot>().SingleOrDefault()?.Union;

    /// <summary>The same, sorted by the UTF-8 bytes of the names at every depth.</summary>
    public Layout Sorted() =>
        this with
        {
            Slots =
            [
                .. Slots
                    .Select(slot =>
                        slot is EnvelopeSlot envelope ? envelope with { Layout = envelope.Layout.Sorted() } : slot
                    )
                    .OrderBy(slot => slot.WireName, Utf8Order.Instance),
            ],
        };

    private sealed class Utf8Order : IComparer<string>
    {
        public static readonly Utf8Order Instance = new();

        public int Compare(string? x, string? y) =>
            Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
    }
}

/// <summary>A place in an object.</summary>
internal abstract record Slot(string WireName);

/// <summary>The tag that tells a union's variants apart.</summary>
internal sealed record TagSlot(string WireName, string Text) : Slot(WireName);

internal sealed record MemberSlot(Member Member) : Slot(Member.WireName)
{
    /// <summary>Whether this place may go without it, though the fact is required: another place has it.</summary>
    public bool IsOptionalHere { get; init; }
}

/// <summary>A fact that another place holds already, written once more.</summary>
internal sealed record MirrorSlot(string WireName, Member Of, bool IsRequired) : Slot(WireName);

/// <summary>An object that is there on the wire only: its members belong to the object around it.</summary>
/// <param name="WireName">The name on the wire.</param>
/// <param name="IsRequired">Otherwise written exactly when one of its facts is present.</param>
/// <param name="Layout">What stands in it.</param>
internal sealed record EnvelopeSlot(string WireName, bool IsRequired, Layout Layout) : Slot(WireName);

/// <summary>A union whose tag and body stand here, under names of its own.</summary>
internal sealed record FlattenedSlot(string Union) : Slot("");

internal sealed record Member
{
    public required string WireName { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in the contract (<c>Type.tag.member</c>), which is how a manifest speaks of it.</summary>
    public required string Path { get; init; }
    public required string Description { get; init; }
    public required TypeRef Type { get; init; }
    public required Presence Presence { get; init; }

    /// <summary>A nullable member that must be there all the same.</summary>
    public bool IsStrict { get; init; }

    /// <summary>A list that is left out when empty.</summary>
    public bool OmitWhenEmpty { get; init; }
    public required Location Origin { get; init; }
}

/// <summary>The four kinds of member, by what is written.</summary>
internal enum Presence
{
    /// <summary>Always there, never null (an opaque value may be JSON's null).</summary>
    Required,

    /// <summary>Always written, as null where there is none; absent reads as null unless strict.</summary>
    Nullable,

    /// <summary>Left out where there is none; null reads as absent.</summary>
    Optional,

    /// <summary>Absent, null and a value are three things.</summary>
    OptionalOpaque,
}
