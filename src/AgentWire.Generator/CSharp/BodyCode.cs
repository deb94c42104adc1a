using AgentWire.Generator.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The C# of an object's members: its properties, and the code that reads and writes them.</summary>
internal sealed class BodyCode
{
    private readonly BodyPart[] _parts;

    public BodyCode(Layout layout, ValueCodes values, string namesField)
    {
        _parts = [.. layout.Slots.SelectMany(slot => PartsOf(slot, values))];
        NamesField = _parts.Length == 0 ? "WireNames.None" : namesField;
    }

    /// <summary>The field that holds the members' names, or an empty set.</summary>
    public string NamesField { get; }

    public bool HasMembers => _parts.Length > 0;

    public void WriteProperties(CodeWriter code)
    {
        foreach (BodyPart part in _parts.Where(part => part.Setter is not null))
        {
            part.WriteProperty(code);
            code.Line();
        }

        code.Doc("summary", "Unknown members; null unless read with <see cref=\"UnknownMemberHandling.Preserve\"/>.");
        code.Line("public RawMembers? Extra { get; init; }");
    }

    public void WriteNames(CodeWriter code) =>
        code.Call(
            $"private static readonly WireNames {NamesField} = new",
            [.. _parts.Select(part => CSharpText.Literal(part.WireName))],
            ";"
        );

    /// <summary>From the first member to the finished value.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="type">The type to make.</param>
    /// <param name="begin">The statement before the first member, if any.</param>
    public void WriteRead(CodeWriter code, string type, string? begin)
    {
        foreach (string declaration in _parts.Select(part => part.LocalDeclaration).OfType<string>())
        {
            code.Line(declaration);
        }

        if (begin is not null)
        {
            code.Line(begin);
        }

        code.Block("while (reader.NextMember(ref members))", () => WriteReadMember(code));
        code.Line();
        WriteResult(code, type);
    }

    /// <summary>From the opening brace to the closing one.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="start">The JSON before the first member, the opening brace included.</param>
    /// <param name="tags">The field of the tags whose member stands among these; null where none does.</param>
    public void WriteWrite(CodeWriter code, string start, string? tags)
    {
        MemberWriter writer = new(code, start);
        foreach (BodyPart part in _parts)
        {
            writer.Write(part);
        }

        writer.End();
        code.Line($"writer.WriteExtra(value.Extra, {NamesField}, {tags ?? "null"});");
        code.Line("writer.WriteEnd();");
    }

    private void WriteReadMember(CodeWriter code)
    {
        if (!HasMembers)
        {
            code.Line("reader.SkipUnknown(ref members);");
            return;
        }

        code.Block(
            "switch (members.Index)",
            () =>
            {
                for (int index = 0; index < _parts.Length; index++)
                {
                    BodyPart part = _parts[index];
                    code.Line($"case {index}:");
                    code.Indented(() =>
                    {
                        part.WriteRead(code);
                        code.Line("break;");
                    });
                }

                code.Line("default:");
                code.Indented(() =>
                {
                    code.Line("reader.SkipUnknown(ref members);");
                    code.Line("break;");
                });
            }
        );
    }

    private void WriteResult(CodeWriter code, string type)
    {
        string[] setters = [.. _parts.Select(part => part.Setter).OfType<string>(), "Extra = members.Extra"];
        string condition =
            $"reader.EndObject(ref members, required: {CSharpText.Bits(_parts.Select(part => part.MustBePresent))})";
        // The formatter gives three setters and more a line each.
        if (setters.Length < 3)
        {
            code.Choose($"return {condition}", $"new {type} {{ {string.Join(", ", setters)} }}", "null");
            return;
        }

        code.Line($"return {condition}");
        code.Indented(() =>
        {
            code.Block(
                $"? new {type}",
                () =>
                {
                    foreach (string setter in setters)
                    {
                        code.Line($"{setter},");
                    }
                }
            );
            code.Line(": null;");
        });
    }

    private static IEnumerable<BodyPart> PartsOf(Slot slot, ValueCodes values) =>
        slot switch
        {
            MemberSlot { Member: var member } =>
            [
                new MemberCode(member, values.Of(member.Type), values.Hiding(member.Name)),
            ],
            FlattenedSlot flattened when values.AdjacentOf(flattened.Union) is var (union, tagging) => AdjacentPart.Of(
                union,
                tagging,
                values
            ),
            _ => [],
        };

    /// <summary>Writes members one after another, what is constant between two values in one piece.</summary>
    private sealed class MemberWriter(CodeWriter code, string start)
    {
        // Null once the opening brace has been written.
        private string? _opening = start;
        private bool _isCommaSure = !start.EndsWith('{');

        public void Write(BodyPart part)
        {
            if (part.IsAlwaysWritten)
            {
                WriteName(part);
                part.WriteValue(code);
                _isCommaSure = true;
            }
            else
            {
                End();
                part.WriteWhenPresent(code, () => WriteName(part));
                code.Line();
            }
        }

        public void End()
        {
            if (_opening is not null)
            {
                code.Call("writer.WriteStart", [CSharpText.Utf8Literal(_opening)], ";");
                _opening = null;
            }
        }

        private void WriteName(BodyPart part)
        {
            string name = $"\"{part.WireName}\":";
            if (_opening is not null)
            {
                string comma = _isCommaSure ? "," : "";
                _opening += comma + name;
                End();
            }
            else if (_isCommaSure)
            {
                code.Call("writer.WriteLiteral", [CSharpText.Utf8Literal($",{name}")], ";");
            }
            else
            {
                code.Line("writer.WriteSeparator();");
                code.Call("writer.WriteLiteral", [CSharpText.Utf8Literal(name)], ";");
            }
        }
    }
}
