using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the C# that reads an object. Its facts are read into local variables, and each envelope has a method.</summary>
/// <param name="code">The output.</param>
/// <param name="members">The C# of the facts, by their paths.</param>
/// <param name="values">The C# of types.</param>
internal sealed class BodyReader(CodeWriter code, Dictionary<string, MemberCode> members, ValueCodes values)
{
    private const string Cursor = "members";
    private const string EnvelopeCursor = "envelope";

    /// <param name="root">The object.</param>
    /// <param name="type">The type to create.</param>
    /// <param name="begin">The statement before the first member, if any.</param>
    /// <param name="isAttempt">Whether other shapes are tried after this one. If so, nothing is created unnecessarily.</param>
    public void Write(BodyPart root, string type, string? begin, bool isAttempt)
    {
        MemberCode[] facts = [.. FactsOf(root)];
        foreach (MemberCode fact in facts.Where(fact => fact.HasLocal))
        {
            code.Line(fact.LocalDeclaration);
        }

        AdjacentSlot? adjacent = root.Slots.OfType<AdjacentSlot>().FirstOrDefault();
        if (adjacent is not null)
        {
            code.Line(AdjacentCode.LocalDeclaration(adjacent));
        }

        if (root.Layout.Map is { } map)
        {
            code.Line($"WireMapBuilder{values.ValueOf(map)} {members[map.Path].Local} = default;");
        }

        if (begin is not null)
        {
            code.Line(begin);
        }

        if (root.Layout.Map is not null)
        {
            code.Line($"{Cursor}.TakeOthers();");
        }

        if (root.Body.KeepsUnknown)
        {
            code.Line($"{Cursor}.KeepUnknown();");
        }

        WriteLoop(root, Cursor);
        code.Line();
        WriteFound(root);
        WriteResult(root, facts, adjacent, type, isAttempt);
    }

    /// <summary>Writes the method that reads an envelope.</summary>
    public void WriteEnvelope(BodyPart envelope, string name)
    {
        code.Method(
            $"private static bool Read{name}",
            [
                "ref WireReader reader",
                $"ref MemberCursor {Cursor}",
                .. FactsOf(envelope).Where(fact => fact.HasLocal).Select(fact => $"ref {fact.LocalType} {fact.Local}"),
            ],
            () =>
            {
                code.Line($"MemberCursor {EnvelopeCursor} = reader.BeginObject({envelope.NamesField});");
                if (envelope.Body.KeepsUnknown)
                {
                    code.Line($"{EnvelopeCursor}.KeepUnknown();");
                }

                WriteLoop(envelope, EnvelopeCursor);
                code.Line();
                code.Line(
                    $"return reader.EndEnvelope(ref {EnvelopeCursor}, ref {Cursor}, required: {RequiredBits(envelope.Slots)});"
                );
            }
        );
    }

    private MemberCode CodeOf(MemberSlot slot) => members[slot.Member.Path];

    /// <summary>Returns the facts of an object and of its envelopes, in order.</summary>
    private IEnumerable<MemberCode> FactsOf(BodyPart part) => PathsOf(part).Distinct().Select(path => members[path]);

    private static IEnumerable<string> PathsOf(BodyPart part) =>
        part.Slots.SelectMany(slot =>
            slot switch
            {
                MemberSlot own => [own.Member.Path],
                MirrorSlot mirror => [mirror.Of.Path],
                EnvelopeSlot envelope => PathsOf(part.Open(envelope)),
                _ => Enumerable.Empty<string>(),
            }
        );

    private void WriteLoop(BodyPart part, string cursor)
    {
        string? entry = part.Layout.Map is { } map
            ? $"reader.ReadEntry{values.EntryOf(map)}(ref {cursor}, ref {members[map.Path].Local})"
            : null;
        if (part.Slots.Count == 0 && entry is null)
        {
            code.Line($"reader.SkipMembers(ref {cursor});");
            return;
        }

        code.Block(
            $"while (reader.NextMember(ref {cursor}))",
            () =>
            {
                if ((part.Slots.Count, entry) is (1, null) or (0, not null))
                {
                    code.Line($"{entry ?? ReadOf(part, part.Slots[0], cursor)};");
                    return;
                }

                code.Block(
                    $"_ = {cursor}.Index switch",
                    () =>
                    {
                        for (int index = 0; index < part.Slots.Count; index++)
                        {
                            code.Line($"{index} => {ReadOf(part, part.Slots[index], cursor)},");
                        }

                        code.Line($"_ => {entry ?? "false"},");
                    },
                    "};"
                );
            }
        );
    }

    /// <summary>Returns the expression that reads the value of a place.</summary>
    private string ReadOf(BodyPart part, Slot slot, string cursor) =>
        slot switch
        {
            MemberSlot own => CodeOf(own).Read(own.IsOptionalHere),
            MirrorSlot mirror => members[mirror.Of.Path].Read(!mirror.IsRequired),
            AdjacentSlot adjacent => AdjacentCode.Read(adjacent),
            EnvelopeSlot { IsRequired: true } envelope => Call(part.Open(envelope), cursor),
            EnvelopeSlot envelope => $"reader.ReadNull() || {Call(part.Open(envelope), cursor)}",
            _ => throw new NotSupportedException($"{slot} should have been refused before"),
        };

    private string Call(BodyPart envelope, string cursor)
    {
        string[] arguments =
        [
            "ref reader",
            $"ref {cursor}",
            .. FactsOf(envelope).Where(fact => fact.HasLocal).Select(fact => $"ref {fact.Local}"),
        ];
        return $"Read{envelope.Reader}({string.Join(", ", arguments)})";
    }

    /// <summary>Writes code for required facts that are absent from their own place and present in another.</summary>
    private void WriteFound(BodyPart root)
    {
        for (int index = 0; index < root.Slots.Count; index++)
        {
            if (root.Slots[index] is MemberSlot slot && CodeOf(slot) is { IsMirrored: true, MustBePresent: true } fact)
            {
                code.Line($"{Cursor}.Found({index}, {fact.WasPresent});");
            }
        }
    }

    private void WriteResult(BodyPart root, MemberCode[] facts, AdjacentSlot? adjacent, string type, bool isAttempt)
    {
        string required = $"required: {RequiredBits(root.Slots)}";
        string[] setters =
        [
            .. facts.Where(fact => !fact.IsFixed).Select(fact => $"{fact.Property} = {fact.LocalValue}"),
            .. adjacent is null ? Enumerable.Empty<string>() : [AdjacentCode.Setter],
            LastSetter(root, required, isAttempt),
        ];
        if (isAttempt)
        {
            code.Block($"if (!reader.EndObject(ref {Cursor}, {required}))", () => code.Line("return null;"));
            code.Line();
        }

        code.Block(
            $"return new {type}",
            () =>
            {
                foreach (string setter in setters)
                {
                    code.Line($"{setter},");
                }
            },
            "};"
        );
    }

    /// <summary>Returns the setter of what has no place of its own, which also ends the object unless that was done before.</summary>
    private string LastSetter(BodyPart root, string required, bool isEnded)
    {
        if (root.Layout.Map is not { } fact)
        {
            string extra = isEnded ? $"{Cursor}.Extra" : $"reader.EndWithExtra(ref {Cursor}, {required})";
            return $"{AddedNames.Extra} = {extra}";
        }

        MemberCode entries = members[fact.Path];
        string map = isEnded
            ? $"{entries.Local}.ToMap()"
            : $"reader.EndWithMap(ref {Cursor}, ref {entries.Local}, {required})";
        return $"{entries.Property} = {map}";
    }

    private string RequiredBits(IReadOnlyList<Slot> slots) => CSharpText.Bits(slots.Select(MustBePresent));

    /// <summary>
    /// Returns whether a place must be present. A mirrored fact can be in another place. An envelope can be absent if all of its
    /// required facts are also in other places.
    /// </summary>
    private bool MustBePresent(Slot slot) =>
        slot switch
        {
            MemberSlot own => CodeOf(own).MustBePresent,
            AdjacentSlot => true,
            EnvelopeSlot envelope => envelope.IsRequired && envelope.Layout.Slots.Any(MustBePresent),
            _ => false,
        };
}
