using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the C# that writes an object. Text that is always written between two values is one literal.</summary>
/// <param name="code">The output.</param>
/// <param name="members">The C# of the facts, by their paths.</param>
/// <param name="values">The C# of types.</param>
internal sealed class BodyWriter(CodeWriter code, Dictionary<string, MemberCode> members, ValueCodes values)
{
    private const string Extra = $"value.{AddedNames.Extra}";

    private readonly HashSet<string> _locals = [.. members.Values.Select(member => member.Local), "start"];

    // The text that is always written next, and the number of objects that it opens.
    private string _text = "";
    private int _levels;

    // Whether the members of the first of these objects are sorted.
    private bool _startsSorted;

    /// <summary>Specifies whether a comma precedes the next member.</summary>
    private enum Comma
    {
        No,
        Perhaps,
        Yes,
    }

    public void Write(BodyPart root, string name, string? tags)
    {
        _text = name;
        WriteObject(root, Extra, tags);
    }

    /// <summary>Writes the same for sorted members, into which unknown members must be sorted.</summary>
    /// <param name="root">The object.</param>
    /// <param name="name">The JSON before the opening brace, if any.</param>
    /// <param name="tags">The field of the tags whose member is one of these members, or null if there is none.</param>
    /// <param name="holdsUnsorted">Whether a value contains members that are not sorted.</param>
    /// <param name="form">The form of opaque values in it, or null if it is canonical.</param>
    public void WriteSorted(BodyPart root, string name, string? tags, bool holdsUnsorted, string? form)
    {
        _text = name;
        Flush();
        _startsSorted = true;
        if (holdsUnsorted || form is not null)
        {
            WriteObject(root, Extra, tags);
            code.Call("writer.Sort", form is null ? ["start"] : ["start", form], ";");
        }
        else
        {
            WriteObject(root, Extra, tags, start: "start");
        }
    }

    private void WriteObject(BodyPart part, string extra, string? tags, string? start = null)
    {
        _text += "{";
        _levels++;
        Comma comma = Comma.No;
        foreach (Slot slot in part.Layout.Slots.Where(slot => slot is not MapSlot))
        {
            WriteSlot(part, slot, extra, ref comma);
        }

        Flush();
        string sorted = start is null ? "" : "Sorted";
        if (part.Layout.Map is { } map)
        {
            string?[] entries = [start, members[map.Path].Entries, part.NamesField, tags];
            code.Call($"writer.Write{sorted}MapEnd{values.EntryOf(map)}", entries.OfType<string>(), ";");
            return;
        }

        string? envelopes = EnvelopeBits(part);
        string? noTags = envelopes?.Contains('[', StringComparison.Ordinal) == true ? "null" : null;
        string?[] arguments = [start, extra, part.NamesField, tags ?? noTags, envelopes];
        code.Call($"writer.Write{sorted}End", arguments.OfType<string>(), ";");
    }

    private void WriteSlot(BodyPart part, Slot slot, string extra, ref Comma comma)
    {
        switch (slot)
        {
            case TagSlot tag:
                WriteName(slot, comma);
                _text += $"\"{tag.Text}\"";
                break;
            case AdjacentSlot adjacent:
                WriteName(slot, comma);
                Flush();
                code.Line(AdjacentCode.Write(adjacent));
                break;
            case EnvelopeSlot envelope when IsAlwaysWritten(envelope):
                WriteName(slot, comma);
                WriteObject(part.Open(envelope), InsideOf(extra, envelope), tags: null);
                break;
            case EnvelopeSlot envelope:
                WriteOptional(part, envelope, extra, comma);
                comma = comma == Comma.No ? Comma.Perhaps : comma;
                return;
            default:
                MemberCode member = CodeOf(slot);
                if (!member.IsAlwaysWritten)
                {
                    WriteOptional(part, slot, member, comma);
                    comma = comma == Comma.No ? Comma.Perhaps : comma;
                    return;
                }

                WriteName(slot, comma);
                if (member.Constant is { } constant)
                {
                    _text += constant;
                }
                else
                {
                    member.WriteAlways(code, TakeName());
                }

                break;
        }

        comma = Comma.Yes;
    }

    private void WriteOptional(BodyPart part, Slot slot, MemberCode member, Comma comma)
    {
        Flush();
        if (member.Constant is { } constant)
        {
            code.Block(
                $"if ({member.IsPresent})",
                () =>
                {
                    WriteName(slot, comma);
                    _text += constant;
                    Flush();
                }
            );
            code.Line();
            return;
        }

        if (comma != Comma.Perhaps)
        {
            WriteName(slot, comma);
            member.WriteOptional(code, TakeName());
            return;
        }

        string local = slot is MirrorSlot ? Unused(member.LocalIn(part.Path)) : member.Local;
        member.WriteAfterOptional(
            code,
            local,
            () =>
            {
                WriteName(slot, comma);
                return TakeName();
            }
        );
    }

    private void WriteOptional(BodyPart part, EnvelopeSlot slot, string extra, Comma comma)
    {
        Flush();
        BodyPart envelope = part.Open(slot);
        string inside = Unused($"extraIn{envelope.Name[part.Name.Length..]}");
        IEnumerable<string> conditions = MembersOf(slot.Layout).Select(member => member.IsPresent);
        code.Line($"RawMembers {inside} = {InsideOf(extra, slot)};");
        code.Block(
            $"if ({string.Join(" || ", conditions.Append($"{inside}.Count > 0"))})",
            () =>
            {
                WriteName(slot, comma);
                WriteObject(envelope, inside, tags: null);
            }
        );
        code.Line();
    }

    private static string InsideOf(string extra, EnvelopeSlot envelope) =>
        $"{extra}.In({CSharpText.Literal(envelope.WireName)})";

    private MemberCode CodeOf(Slot slot) =>
        slot switch
        {
            MemberSlot own => members[own.Member.Path],
            MirrorSlot mirror => members[mirror.Of.Path],
            _ => throw new NotSupportedException($"{slot} should have been refused before"),
        };

    private IEnumerable<MemberCode> MembersOf(Layout layout) =>
        layout.Slots.SelectMany(slot => slot is EnvelopeSlot inner ? MembersOf(inner.Layout) : [CodeOf(slot)]);

    private bool IsAlwaysWritten(EnvelopeSlot envelope) =>
        envelope.IsRequired || MembersOf(envelope.Layout).Any(member => member.IsAlwaysWritten);

    private void WriteName(Slot slot, Comma comma)
    {
        if (comma == Comma.Perhaps)
        {
            Flush();
            code.Line("writer.WriteSeparator();");
        }

        _text += $"{(comma == Comma.Yes ? "," : "")}\"{slot.WireName}\":";
    }

    private void Flush()
    {
        if (_levels > 0)
        {
            string[] levels = _levels > 1 ? [$"levels: {_levels}"] : [];
            string start = _startsSorted ? "int start = writer.WriteSortedStart" : "writer.WriteStart";
            code.Call(start, [CSharpText.Utf8Literal(_text), .. levels], ";");
            _startsSorted = false;
        }
        else if (_text.Length > 0)
        {
            code.Call("writer.WriteLiteral", [CSharpText.Utf8Literal(_text)], ";");
        }

        _text = "";
        _levels = 0;
    }

    /// <summary>Returns the literal to write together with a value, or an empty literal if it must be written before.</summary>
    private string TakeName()
    {
        string name = _levels == 0 ? CSharpText.Utf8Literal(_text) : "";
        if (_levels == 0)
        {
            _text = "";
        }

        Flush();
        return name;
    }

    private string Unused(string local) => _locals.Add(local) ? local : Unused($"{local}Again");

    /// <summary>Returns the argument that says which of the members are envelopes, or null if there are none.</summary>
    private static string? EnvelopeBits(BodyPart part) =>
        part.Envelopes.Any() ? $"envelopes: {CSharpText.Bits(part.Slots.Select(slot => slot is EnvelopeSlot))}" : null;
}
