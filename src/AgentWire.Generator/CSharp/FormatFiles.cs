using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the codec of each type: an empty struct that reads and writes it.</summary>
internal sealed class FormatFiles(Dialect dialect)
{
    private readonly ValueCodes _values = new(dialect);

    public OutputFile Write(NamedType type) =>
        CSharpFile.Make(
            $"{dialect.Namespace}/Formats/{type.Name}Format",
            type.Origin.File,
            $"AgentWire.{dialect.Namespace}",
            ["AgentWire.CompilerServices"],
            code =>
            {
                code.Doc("summary", $"How a <see cref=\"{type.Name}\"/> stands on the wire.");
                string adjacent = type is UnionType { Tagging: Tagging.Adjacent }
                    ? $", IAdjacentFormat<{type.Name}>"
                    : "";
                code.Block(
                    $"internal readonly struct {type.Name}Format : IWireFormat<{type.Name}>{adjacent}",
                    () =>
                    {
                        switch (type)
                        {
                            case ObjectType record:
                                WriteObject(code, record);
                                break;
                            case UnionType { Tagging: Tagging.Internal tagging } union:
                                new InternalUnionFormat(code, union, tagging, _values).Write();
                                break;
                            case UnionType { Tagging: Tagging.External, IsFlattened: true } union:
                                new FlattenedUnionFormat(code, union, _values).Write();
                                break;
                            case UnionType { Tagging: Tagging.External } union:
                                new ExternalUnionFormat(code, union, _values).Write();
                                break;
                            case UnionType { Tagging: Tagging.Adjacent tagging } union:
                                new AdjacentUnionFormat(code, union, tagging, _values).Write();
                                break;
                            case UnionType union:
                                new UntaggedUnionFormat(code, union, _values).Write();
                                break;
                            case StringSet { IsOpen: true } set:
                                WriteOpenSet(code, set);
                                break;
                            case StringSet set:
                                WriteSet(code, set);
                                break;
                            default:
                                throw new NotSupportedException($"{type.Name} should have been refused before");
                        }
                    }
                );
            }
        );

    private void WriteObject(CodeWriter code, ObjectType type)
    {
        BodyCode body = new(type.Layout, _values, isSorted: type.IsSorted);
        if (body.HasMembers)
        {
            body.WriteNames(code);
            code.Line();
        }

        code.Block(
            $"public {type.Name}? Read(ref WireReader reader)",
            () => body.WriteRead(code, type.Name, $"MemberCursor members = reader.BeginObject({body.NamesField});")
        );
        body.WriteReadEnvelopes(code);
        code.Line();
        code.Block($"public void Write(ref WireWriter writer, {type.Name} value)", () => body.WriteWrite(code));
    }

    private static void WriteSet(CodeWriter code, StringSet set)
    {
        code.Call(
            "private static readonly WireNames Values = new",
            [.. set.Values.Select(value => CSharpText.Literal(value.Text))],
            ";"
        );
        code.Line();
        code.Line($"public {set.Name} Read(ref WireReader reader) => ({set.Name})reader.ReadValue(Values);");
        code.Line();
        code.Line(
            $"public void Write(ref WireWriter writer, {set.Name} value) => writer.WriteValue(Values, (int)value);"
        );
    }

    private static void WriteOpenSet(CodeWriter code, StringSet set)
    {
        code.Block(
            $"public {set.Name} Read(ref WireReader reader)",
            () =>
            {
                code.Line("string value = reader.ReadString();");
                code.Line($"return reader.Failed ? default : new {set.Name}(value);");
            }
        );
        code.Line();
        code.Line($"public void Write(ref WireWriter writer, {set.Name} value) => writer.WriteString(value.Value);");
    }
}
