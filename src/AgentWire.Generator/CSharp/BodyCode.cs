using System.Globalization;
using AgentWire.Generator.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The C# of an object's members: its properties, and the code that reads and writes them.</summary>
internal sealed class BodyCode
{
    private readonly MemberCode[] _members;

    public BodyCode(Layout layout, ValueCodes values, string namesField)
    {
        _members = [.. layout.Members.Select(member => new MemberCode(member, values.Of(member.Type)))];
        NamesField = _members.Length == 0 ? "WireNames.None" : namesField;
    }

    /// <summary>The field that holds the members' names, or an empty set.</summary>
    public string NamesField { get; }

    public bool HasMembers => _members.Length > 0;

    public void WriteProperties(CodeWriter code)
    {
        foreach (MemberCode member in _members)
        {
            member.WriteProperty(code);
            code.Line();
        }

        code.Doc("summary", "Unknown members; null unless read with <see cref=\"UnknownMemberHandling.Preserve\"/>.");
        code.Line("public RawMembers? Extra { get; init; }");
    }

    public void WriteNames(CodeWriter code) =>
        code.Call(
            $"private static readonly WireNames {NamesField} = new",
            [.. _members.Select(member => CSharpText.Literal(member.WireName))],
            ";"
        );

    /// <summary>From the first member to the finished value.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="type">The type to make.</param>
    /// <param name="begin">The statement before the first member, if any.</param>
    public void WriteRead(CodeWriter code, string type, string? begin)
    {
        foreach (MemberCode member in _members)
        {
            code.Line(member.LocalDeclaration);
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
        foreach (MemberCode member in _members)
        {
            writer.Write(member);
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
                for (int index = 0; index < _members.Length; index++)
                {
                    MemberCode member = _members[index];
                    code.Line($"case {index}:");
                    code.Indented(() =>
                    {
                        member.WriteRead(code);
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
        string[] setters =
        [
            .. _members.Select(member => $"{member.Property} = {member.Local}"),
            "Extra = members.Extra",
        ];
        string condition = $"reader.EndObject(ref members, required: {Required()})";
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

    /// <summary>One bit a member, the first one lowest.</summary>
    private string Required()
    {
        ulong bits = 0;
        for (int index = 0; index < _members.Length; index++)
        {
            bits |= _members[index].MustBePresent ? 1UL << index : 0;
        }

        if (bits == 0)
        {
            return "0";
        }

        string digits = bits.ToString("B", CultureInfo.InvariantCulture).PadLeft(_members.Length, '0');
        for (int place = digits.Length - 4; place > 0; place -= 4)
        {
            digits = digits.Insert(place, "_");
        }

        return $"0b{digits}";
    }

    /// <summary>Writes members one after another, what is constant between two values in one piece.</summary>
    private sealed class MemberWriter(CodeWriter code, string start)
    {
        // Null once the opening brace has been written.
        private string? _opening = start;
        private bool _isCommaSure = !start.EndsWith('{');

        public void Write(MemberCode member)
        {
            if (member.IsAlwaysWritten)
            {
                WriteName(member);
                member.WriteValue(code);
                _isCommaSure = true;
            }
            else
            {
                End();
                member.WriteWhenPresent(code, () => WriteName(member));
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

        private void WriteName(MemberCode member)
        {
            string name = $"\"{member.WireName}\":";
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
