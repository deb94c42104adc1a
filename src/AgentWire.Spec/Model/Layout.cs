using System.Text;

namespace AgentWire.Spec.Model;

/// <summary>The content of an object, in declared order.</summary>
/// <param name="Slots">The places, with the object's own first.</param>
/// <param name="Lifted">The object types whose members were added by <c>allOf</c>.</param>
internal sealed record Layout(IReadOnlyList<Slot> Slots, IReadOnlyList<string> Lifted)
{
    /// <summary>Gets whether unknown members are part of the value, whatever the options of a reader are.</summary>
    public bool KeepsUnknown { get; init; }

    /// <summary>Gets the members that carry a fact of their own, including those in envelopes.</summary>
    public IEnumerable<Member> Members =>
        Slots.SelectMany(slot =>
            slot switch
            {
                MemberSlot own => [own.Member],
                EnvelopeSlot envelope => envelope.Layout.Members,
                MapSlot map => [map.Member],
                _ => Enumerable.Empty<Member>(),
            }
        );

    /// <summary>Gets the facts with more than one place, including those in envelopes.</summary>
    public IEnumerable<Member> Mirrors =>
        Slots.SelectMany(slot =>
            slot switch
            {
                MirrorSlot mirror => [mirror.Of],
                EnvelopeSlot envelope => envelope.Layout.Mirrors,
                _ => Enumerable.Empty<Member>(),
            }
        );

    /// <summary>Gets the fact that holds all members without a place of their own, or null if these are ignored.</summary>
    public Member? Map => Slots.OfType<MapSlot>().SingleOrDefault()?.Member;

    public string? FlattenedUnion => Slots.OfType<FlattenedSlot>().SingleOrDefault()?.Union;

    /// <summary>Returns the same content, sorted by the UTF-8 bytes of the names at every depth.</summary>
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

/// <summary>The tag of a union.</summary>
internal sealed record TagSlot(string WireName, string Text) : Slot(WireName);

internal sealed record MemberSlot(Member Member) : Slot(Member.WireName)
{
    /// <summary>Gets whether this place can lack the fact although the fact is required, because another place has it.</summary>
    public bool IsOptionalHere { get; init; }
}

/// <summary>A place that repeats a fact of another place.</summary>
internal sealed record MirrorSlot(string WireName, Member Of, bool IsRequired) : Slot(WireName);

/// <summary>An object that exists only on the wire. Its members belong to the object around it.</summary>
/// <param name="WireName">The name on the wire.</param>
/// <param name="IsRequired">Whether it is always written. If not, it is written if one of its facts is present.</param>
/// <param name="Layout">The content.</param>
internal sealed record EnvelopeSlot(string WireName, bool IsRequired, Layout Layout) : Slot(WireName);

/// <summary>A union whose tag and body are members of this object.</summary>
internal sealed record FlattenedSlot(string Union) : Slot("");

/// <summary>The tag or the content of an adjacent union that is beside other members. Both are places of one fact.</summary>
internal sealed record AdjacentSlot(string WireName, UnionType Union, bool IsTag) : Slot(WireName);

/// <summary>All members without a place of their own, which are written after the others. Its fact is a map.</summary>
internal sealed record MapSlot(Member Member) : Slot(Member.WireName);

internal sealed record Member
{
    /// <summary>The name of the fact that holds the members of any other name. It is not on the wire.</summary>
    public const string AnyName = "*";

    public required string WireName { get; init; }

    /// <summary>Gets the C# name, which <see cref="Reading.CSharpNames"/> decides.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the path in the contract (<c>Type.tag.member</c>), which the manifest uses to refer to it.</summary>
    public required string Path { get; init; }
    public required string Description { get; init; }
    public required TypeRef Type { get; init; }
    public required Presence Presence { get; init; }

    /// <summary>Gets whether a nullable member must be present.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Gets whether a list is omitted if it is empty.</summary>
    public bool OmitWhenEmpty { get; init; }

    /// <summary>Gets whether an optional list is always written, and reads as empty if it is absent.</summary>
    public bool EmptyWhenAbsent { get; init; }

    /// <summary>Gets which versions that have the object have the member. A member is not older than its type.</summary>
    public VersionSpan Versions { get; init; }
    public required Location Origin { get; init; }

    /// <summary>Gets whether it is omitted if there is no value.</summary>
    public bool IsOptional => !EmptyWhenAbsent && Presence is Presence.Optional or Presence.OptionalNullable;

    /// <summary>Gets whether null reads as absent. A list that is always written is never null.</summary>
    public bool ReadsNullAsAbsent => Presence == Presence.Optional && !EmptyWhenAbsent;

    /// <summary>Gets whether it says nothing, because it always has the same value. An optional constant says whether it is present.</summary>
    public bool IsFixed => Type is ConstantRef && Presence == Presence.Required;
}

/// <summary>The four kinds of member, by what is written.</summary>
internal enum Presence
{
    /// <summary>Always present, and never null (but an opaque value can be the JSON null).</summary>
    Required,

    /// <summary>Always written, as null if there is no value. An absent member reads as null, unless it is strict.</summary>
    Nullable,

    /// <summary>Omitted if there is no value. A null reads as absent.</summary>
    Optional,

    /// <summary>Absent, null and a value are different. An optional member that can be any JSON is always of this kind.</summary>
    OptionalNullable,
}
