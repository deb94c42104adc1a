using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator.Plan;

/// <summary>One object of a body: the body's own, or an envelope inside it.</summary>
/// <param name="Body">The body.</param>
/// <param name="Name">What its methods and fields are called after.</param>
/// <param name="Path">The envelopes that lead to it, by their names on the wire.</param>
/// <param name="Layout">What stands in it.</param>
internal sealed record BodyPart(BodyPlan Body, string Name, IReadOnlyList<string> Path, Layout Layout)
{
    /// <summary>What stands in it beside the tag.</summary>
    public IReadOnlyList<Slot> Slots { get; } = [.. Layout.Slots.Where(slot => slot is not TagSlot)];

    /// <summary>The field that holds its members' names, or an empty set.</summary>
    public string NamesField => Slots.Count == 0 ? "WireNames.None" : Body.Shared.TableOf(this);

    /// <summary>The field that would hold them, were there no other of the same.</summary>
    public string OwnNamesField => $"{Name}Members";

    /// <summary>What the method that reads it is called after, if it is an envelope: all of one shape are read by one method.</summary>
    public string Reader => Body.Shared.ReaderOf(this);

    public IEnumerable<BodyPart> Envelopes => Slots.OfType<EnvelopeSlot>().Select(Open);

    /// <summary>Itself, and the envelopes at every depth.</summary>
    public IEnumerable<BodyPart> All => Envelopes.SelectMany(envelope => envelope.All).Prepend(this);

    public BodyPart Open(EnvelopeSlot envelope) =>
        new(Body, Name + Naming.Pascal(envelope.WireName), [.. Path, envelope.WireName], envelope.Layout);
}
