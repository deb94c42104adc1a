using AgentWire.Generator.Plan;
using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the format of each type: an empty struct that reads and writes it.</summary>
internal sealed class FormatFiles(DialectPlan plan)
{
    private readonly ValueCodes _values = new(plan);

    /// <summary>Writes a file for the type, and one for each variant whose content is an object.</summary>
    public IEnumerable<OutputFile> Write(NamedType type)
    {
        yield return Make(type, "", code => WriteType(code, type));
        if (type is not UnionType union)
        {
            yield break;
        }

        UnionPlan bodies = plan.UnionOf(union);
        foreach (Variant variant in union.Variants.Where(bodies.HasFile))
        {
            yield return Make(
                type,
                $".{variant.Name}",
                code =>
                    code.Block(
                        $"internal readonly partial struct {type.Name}Format",
                        () => UnionFormat.Of(code, bodies, _values).WriteVariant(variant)
                    )
            );
        }
    }

    /// <summary>Writes the file of a value with bounds of its own.</summary>
    /// <param name="type">The value.</param>
    /// <param name="origin">Where it is used first.</param>
    public OutputFile Write(TypeRef type, Location origin)
    {
        string name = BoundedFormats.NameOf(type);
        return Make(
            name,
            origin,
            code =>
            {
                ValueCode value = _values.Of(type);
                code.Doc(
                    "summary",
                    $"The wire format of {CSharpText.Xml(Words.Wanted(type, plan.Dialect))} with bounds."
                );
                code.Block(
                    $"internal readonly struct {name} : IWireFormat<{value.Type}>",
                    () =>
                    {
                        code.Line($"public {value.Type} Read(ref WireReader reader) => {value.Read};");
                        code.Line();
                        code.Line(
                            $"public void Write(ref WireWriter writer, {value.Type} value) => {value.WriteValue("value")}"
                        );
                    }
                );
            }
        );
    }

    private OutputFile Make(NamedType type, string part, Action<CodeWriter> body) =>
        Make($"{type.Name}Format{part}", type.Origin, body);

    private OutputFile Make(string name, Location origin, Action<CodeWriter> body) =>
        CSharpFile.Make(plan, $"Formats/{name}", origin.File, ["AgentWire.CompilerServices"], body);

    private void WriteType(CodeWriter code, NamedType type)
    {
        code.Doc("summary", $"The wire format of <see cref=\"{type.Name}\"/>.");
        string partial = type is UnionType ? "partial " : "";
        string adjacent = type is UnionType { Tagging: Tagging.Adjacent } ? $", IAdjacentFormat<{type.Name}>" : "";
        code.Block(
            $"internal readonly {partial}struct {type.Name}Format : IWireFormat<{type.Name}>{adjacent}",
            () => WriteMembers(code, type)
        );
    }

    private void WriteMembers(CodeWriter code, NamedType type)
    {
        switch (type)
        {
            case ObjectType record:
                WriteObject(code, record);
                break;
            case UnionType union:
                UnionFormat.Of(code, plan.UnionOf(union), _values).WriteUnion();
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

    private void WriteObject(CodeWriter code, ObjectType type)
    {
        BodyCode body = new(plan.BodyOf(type), _values);
        if (body.HasMembers)
        {
            body.WriteNames(code);
            code.Line();
        }

        code.Block(
            $"public {type.Name} Read(ref WireReader reader)",
            () => body.WriteRead(code, type.Name, $"MemberCursor members = reader.BeginObject({body.NamesField});")
        );
        body.WriteReadEnvelopes(code);
        code.Line();
        code.Block($"public void Write(ref WireWriter writer, {type.Name} value)", () => body.WriteWrite(code));
    }

    private void WriteSet(CodeWriter code, StringSet set)
    {
        code.Call(
            "private static readonly WireNames Values = new",
            [.. set.Values.Select(value => CSharpText.Literal(value.Text))],
            ";"
        );
        code.Line();
        code.Line($"public {set.Name} Read(ref WireReader reader) => ({set.Name})reader.ReadValue(Values);");
        code.Line();
        WriteWrite(code, set, "value", value => $"{set.Name}.{value.Name}", "writer.WriteValue(Values, (int)value);");
    }

    private void WriteWrite(
        CodeWriter code,
        StringSet set,
        string text,
        Func<StringSetValue, string> label,
        string statement
    )
    {
        string header = $"public void Write(ref WireWriter writer, {set.Name} value)";
        if (set.Values.All(value => value.Versions.IsAlways))
        {
            code.Line($"{header} => {statement}");
            return;
        }

        code.Block(
            header,
            () =>
            {
                VersionCode.WriteRequire(code, set, text, label, plan.Dialect);
                code.Line();
                code.Line(statement);
            }
        );
    }

    private void WriteOpenSet(CodeWriter code, StringSet set)
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
        WriteWrite(
            code,
            set,
            "value.Value",
            value => CSharpText.Literal(value.Text),
            "writer.WriteString(value.Value);"
        );
    }
}
