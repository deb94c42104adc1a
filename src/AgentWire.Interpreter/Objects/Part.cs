using System.Text;
using AgentWire.CompilerServices;
using AgentWire.Interpreter.Formats;
using AgentWire.Interpreter.Unions;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Objects;

/// <summary>An object of a body: that of the body itself, or an envelope in it.</summary>
internal sealed class Part
{
    private const int BitsOfWord = 64;

    public Part(FormatTable formats, IReadOnlyDictionary<string, Fact> facts, Layout layout)
    {
        Written = [.. layout.Slots.Where(slot => slot is not MapSlot).Select(slot => Place.Of(formats, facts, slot))];
        Places = [.. Written.Where(place => place is not TagPlace)];
        Names = new WireNames([.. Places.Select(place => place.WireName)]);
        Required = Bits(Places.Select(place => place.MustBePresent));
        Envelopes = Bits(Places.Select(place => place is EnvelopePlace));
        Facts = [.. Written.SelectMany(place => place.Facts)];
    }

    /// <summary>Gets the places in the order in which they are written.</summary>
    public IReadOnlyList<Place> Written { get; }

    /// <summary>Gets the places without the tag. Their indexes are those of <see cref="Names"/>.</summary>
    public IReadOnlyList<Place> Places { get; }

    public WireNames Names { get; }

    /// <summary>Gets one bit for each place, which is set if the place must be present.</summary>
    public ulong[] Required { get; }

    /// <summary>Gets one bit for each place, which is set if it is an envelope.</summary>
    public ulong[] Envelopes { get; }

    /// <summary>Gets the facts of all places, including those in envelopes.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    private static ulong[] Bits(IEnumerable<bool> values)
    {
        List<ulong> words = [];
        foreach ((int index, bool value) in values.Index())
        {
            if (index % BitsOfWord == 0)
            {
                words.Add(0);
            }

            words[^1] |= value ? 1UL << index : 0;
        }

        return [.. words];
    }
}

/// <summary>A place in an object.</summary>
/// <param name="WireName">The name of its member.</param>
internal abstract record Place(string WireName)
{
    /// <summary>Gets the name with its quotes and colon.</summary>
    public byte[] Text { get; } = Encoding.UTF8.GetBytes($"\"{WireName}\":");

    /// <summary>Gets whether it must be present when it is read. A mirrored fact can be in another place.</summary>
    public virtual bool MustBePresent => false;

    public virtual IEnumerable<Fact> Facts => [];

    public static Place Of(FormatTable formats, IReadOnlyDictionary<string, Fact> facts, Slot slot) =>
        slot switch
        {
            TagSlot tag => new TagPlace(slot.WireName, tag.Text),
            AdjacentSlot adjacent => new AdjacentPlace(
                slot.WireName,
                (AdjacentUnionFormat)formats.Of(adjacent.Union.Name),
                adjacent.IsTag
            ),
            MemberSlot own => new FactPlace(
                slot.WireName,
                facts[own.Member.Path],
                own.Member.ReadsNullAsAbsent || own.IsOptionalHere,
                IsMirror: false
            ),
            MirrorSlot mirror => new FactPlace(
                slot.WireName,
                facts[mirror.Of.Path],
                !mirror.IsRequired,
                IsMirror: true
            ),
            EnvelopeSlot envelope => new EnvelopePlace(
                slot.WireName,
                envelope.IsRequired,
                new Part(formats, facts, envelope.Layout)
            ),
            _ => throw new NotSupportedException($"{slot} is unknown"),
        };
}

/// <summary>The place of a union's tag.</summary>
internal sealed record TagPlace(string WireName, string Tag) : Place(WireName);

/// <summary>The tag or the content of an adjacent union that is beside other members.</summary>
internal sealed record AdjacentPlace(string WireName, AdjacentUnionFormat Union, bool IsTag) : Place(WireName)
{
    public override bool MustBePresent => true;
}

/// <summary>A place of a fact.</summary>
/// <param name="WireName">The name of its member.</param>
/// <param name="Fact">The fact.</param>
/// <param name="ReadsNullAsAbsent">Whether null reads as absent here.</param>
/// <param name="IsMirror">Whether the fact has a place of its own elsewhere.</param>
internal sealed record FactPlace(string WireName, Fact Fact, bool ReadsNullAsAbsent, bool IsMirror) : Place(WireName)
{
    public override bool MustBePresent => !IsMirror && Fact.MustBePresent;

    public override IEnumerable<Fact> Facts => [Fact];
}

/// <summary>An object that exists only on the wire. Its members belong to the object around it.</summary>
internal sealed record EnvelopePlace(string WireName, bool IsRequired, Part Inside) : Place(WireName)
{
    public override bool MustBePresent => IsRequired && Inside.Places.Any(place => place.MustBePresent);

    public override IEnumerable<Fact> Facts => Inside.Facts;
}
