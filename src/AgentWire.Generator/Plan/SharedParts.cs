using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>What the bodies of one codec have in common, which is written once, where it is needed first.</summary>
internal sealed class SharedParts
{
    private readonly Dictionary<string, string> _tables = [];
    private readonly Dictionary<string, string> _readers = [];

    /// <summary>Takes what a body has: names before methods, which use them, and inner envelopes before those around them.</summary>
    public void Add(BodyPart root)
    {
        foreach (BodyPart part in root.All.Where(part => part.Slots.Count > 0))
        {
            _tables.TryAdd(NamesOf(part), part.OwnNamesField);
        }

        foreach (BodyPart envelope in root.All.Skip(1).Reverse())
        {
            _readers.TryAdd(ShapeOf(envelope), envelope.Name);
        }
    }

    /// <summary>The field that holds the names of an object's members.</summary>
    public string TableOf(BodyPart part) => _tables[NamesOf(part)];

    /// <summary>What the method that reads an envelope is called after.</summary>
    public string ReaderOf(BodyPart envelope) => _readers[ShapeOf(envelope)];

    private static string NamesOf(BodyPart part) => string.Join('\n', part.Slots.Select(slot => slot.WireName));

    /// <summary>All that the way an object is read depends on.</summary>
    private static string ShapeOf(BodyPart part) =>
        string.Join(
            '\n',
            part.Slots.Select(slot =>
                slot switch
                {
                    MemberSlot own => $"{slot.WireName} {own.IsOptionalHere} {FactOf(own.Member, part.Body)}",
                    MirrorSlot mirror => $"{slot.WireName} {!mirror.IsRequired} {FactOf(mirror.Of, part.Body)}",
                    EnvelopeSlot envelope =>
                        $"{slot.WireName} {envelope.IsRequired} {{{ShapeOf(part.Open(envelope))}}}",
                    _ => $"{slot}",
                }
            )
        );

    private static string FactOf(Member member, BodyPlan body) =>
        $"{body.Plan.LocalOf(member, body.Owner)} {member.Type} {member.Presence} {member.IsStrict} {member.OmitWhenEmpty} {body.IsMirrored(member)}";
}
