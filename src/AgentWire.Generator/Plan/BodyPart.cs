using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator.Plan;

/// <summary>An object of a body: that of the body itself, or an envelope in it.</summary>
/// <param name="Body">The body.</param>
/// <param name="Name">The start of the names of its methods and fields.</param>
/// <param name="Path">The wire names of the envelopes that lead to it.</param>
/// <param name="Layout">The content.</param>
internal sealed record BodyPart(BodyPlan Body, string Name, IReadOnlyList<string> Path, Layout Layout)
{
    /// <summary>Gets the places with a name, without the tag.</summary>
    public IReadOnlyList<Slot> Slots { get; } = [.. Layout.Slots.Where(slot => slot is not (TagSlot or MapSlot))];

    /// <summary>Gets the field that contains the names of its members, or an empty set.</summary>
    public string NamesField => Slots.Count == 0 ? "WireNames.None" : Body.Shared.TableOf(this);

    /// <summary>Gets the field that would contain them if no other field had the same names.</summary>
    public string OwnNamesField => $"{Name}Members";

    /// <summary>Gets the start of the name of the method that reads it, if it is an envelope. One method reads all envelopes of one shape.</summary>
    public string Reader => Body.Shared.ReaderOf(this);

    public IEnumerable<BodyPart> Envelopes => Slots.OfType<EnvelopeSlot>().Select(Open);

    /// <summary>Gets this object, and the envelopes at every depth.</summary>
    public IEnumerable<BodyPart> All => Envelopes.SelectMany(envelope => envelope.All).Prepend(this);

    public BodyPart Open(EnvelopeSlot envelope) =>
        new(Body, Name + CSharpNames.Pascal(envelope.WireName), [.. Path, envelope.WireName], envelope.Layout);
}
