using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>The code that the bodies of one format share. It is written once, where it is needed first.</summary>
internal sealed class SharedParts
{
    private readonly Dictionary<string, string> _tables = [];
    private readonly Dictionary<string, string> _readers = [];

    /// <summary>Adds the parts of a body: names before the methods that use them, and inner envelopes before outer ones.</summary>
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

    /// <summary>Returns the field that contains the names of an object's members.</summary>
    public string TableOf(BodyPart part) => _tables[NamesOf(part)];

    /// <summary>Returns the start of the name of the method that reads an envelope.</summary>
    public string ReaderOf(BodyPart envelope) => _readers[ShapeOf(envelope)];

    private static string NamesOf(BodyPart part) => string.Join('\n', part.Slots.Select(slot => slot.WireName));

    /// <summary>Returns everything that the reading of an object depends on.</summary>
    private static string ShapeOf(BodyPart part) =>
        (part.Body.KeepsUnknown ? "keeps unknown\n" : "")
        + string.Join(
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
        $"{body.Plan.LocalOf(member, body.Owner)} {member.Type} {member.Presence} {member.IsStrict} {member.OmitWhenEmpty} {member.EmptyWhenAbsent} {body.IsMirrored(member)}";
}
