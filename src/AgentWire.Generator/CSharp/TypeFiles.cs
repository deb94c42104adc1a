using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the public types of a dialect, such as a record for an object and an enum for a closed set.</summary>
internal sealed class TypeFiles(DialectPlan plan)
{
    /// <summary>Writes a file for the type, and one for each variant.</summary>
    public IEnumerable<OutputFile> Write(NamedType type)
    {
        if (type is not UnionType union)
        {
            yield return Make(type, "", Usings(type), code => WriteType(code, type));
            yield break;
        }

        UnionPlan bodies = plan.UnionOf(union);
        ValueCodes values = new(plan, bodies);
        BaseMembersCode shared = new(union, bodies.Base);
        yield return Make(type, "", Usings(type), code => WriteUnion(code, union, values, shared));
        for (int index = 0; index < union.Variants.Count; index++)
        {
            Variant variant = union.Variants[index];
            int place = index;
            yield return Make(
                type,
                $".{variant.Name}",
                variant.IsFallback ? [.. PrintMembersMethod.Usings, "System"] : PrintMembersMethod.Usings,
                code =>
                    code.Block(
                        $"partial record {type.Name}",
                        () => WriteVariant(code, bodies, values, shared, variant, place)
                    )
            );
        }
    }

    private OutputFile Make(NamedType type, string part, IEnumerable<string> usings, Action<CodeWriter> body) =>
        CSharpFile.Make(
            plan,
            $"{type.Name}{part}",
            type.Origin.File,
            usings.Append("System.Text.Json.Serialization"),
            body
        );

    private static IEnumerable<string> Usings(NamedType type) =>
        type switch
        {
            UnionType { IsOpen: true } => [.. PrintMembersMethod.Usings, "System"],
            ObjectType => PrintMembersMethod.Usings,
            StringSet { IsOpen: true } => ["AgentWire.CompilerServices", "System"],
            UnionType { Tagging: not Tagging.Adjacent } => ["AgentWire.CompilerServices"],
            _ => [],
        };

    private void WriteType(CodeWriter code, NamedType type)
    {
        WriteHead(code, type);
        switch (type)
        {
            case ObjectType record:
                code.Block(
                    $"public sealed partial record {type.Name}",
                    () =>
                        new BodyCode(plan.BodyOf(record), new ValueCodes(plan)).WriteProperties(code, isVariant: false)
                );
                break;
            case StringSet { IsOpen: true } set:
                code.Block($"public readonly partial record struct {type.Name}", () => WriteOpenSet(code, set));
                break;
            case StringSet set:
                code.Block(
                    $"public enum {type.Name}",
                    () => code.Separated(set.Values, value => WriteValue(code, value))
                );
                break;
            default:
                throw new NotSupportedException($"{type.Name} should have been refused before");
        }
    }

    private static void WriteValue(CodeWriter code, StringSetValue value)
    {
        code.Doc("summary", CSharpText.Xml(value.Description + VersionText.After(value.Versions)));
        // For options whose JsonStringEnumConverter precedes the type's own converter. That converter does not accept these names:
        if (value.Text.Length > 0 && value.Text.Trim().Length == value.Text.Length)
        {
            code.Line($"[JsonStringEnumMemberName({CSharpText.Literal(value.Text)})]");
        }

        code.Line($"{value.Name},");
    }

    private static void WriteOpenSet(CodeWriter code, StringSet set)
    {
        code.Doc("summary", "Creates a value of the set, or any other string.");
        code.Doc("exception cref=\"ArgumentNullException\"", "exception", "The string is null.");
        code.Block(
            $"public {set.Name}(string value)",
            () => code.Line("Value = value ?? throw new ArgumentNullException(nameof(value));")
        );
        code.Line();
        foreach (StringSetValue value in set.Values)
        {
            code.Doc("summary", CSharpText.Xml(value.Description + VersionText.After(value.Versions)));
            code.Line($"public static {set.Name} {value.Name} {{ get; }} = new({CSharpText.Literal(value.Text)});");
            code.Line();
        }

        code.Doc("summary", "Gets the string. It is null only in the <c>default</c> value, which cannot be written.");
        code.Line("public string Value { get; }");
        code.Line();
        code.Doc("summary", "Returns the string.");
        code.Line("public override string ToString() => Value ?? \"\";");
        code.Line();
        HashCodeMethod.Write(code, ["Value"]);
    }

    private void WriteUnion(CodeWriter code, UnionType union, ValueCodes values, BaseMembersCode shared)
    {
        WriteHead(code, union);
        code.Block($"public abstract partial record {union.Name}", () => WriteUnionBody(code, union, values, shared));
    }

    private void WriteUnionBody(CodeWriter code, UnionType union, ValueCodes values, BaseMembersCode shared)
    {
        code.Line($"private protected {union.Name}() {{ }}");
        code.Line();
        if (union.Tagging is Tagging.Adjacent)
        {
            code.Doc(
                "summary",
                "Gets the position of the variant in the schema. Internal, so that no other assembly can add a variant."
            );
            code.Line("internal abstract int Variant { get; }");
        }
        else
        {
            code.Doc("summary", "Writes the variant. Internal, so that no other assembly can add a variant.");
            code.Line("internal abstract void WriteVariant(ref WireWriter writer);");
        }

        shared.WriteBase(code);
        if (!union.Tagging.HasTag)
        {
            WriteConversions(code, union, values);
        }

        if (union.IsOpen)
        {
            code.Line();
            UnknownCode.WriteType(code, plan, union, shared, () => WriteAttribute(code));
        }
    }

    /// <summary>Writes the conversion of a value to its variant, for each type that only one variant has.</summary>
    private static void WriteConversions(CodeWriter code, UnionType union, ValueCodes values)
    {
        IEnumerable<IGrouping<string, Variant>> types = union
            .Variants.Where(variant => variant.Payload is Payload.Value)
            .GroupBy(variant => values.Of(((Payload.Value)variant.Payload).Type).Type);
        foreach (IGrouping<string, Variant> type in types.Where(type => type.Count() == 1))
        {
            string variant = type.First().Name;
            code.Line();
            code.Doc("summary", $"Creates a <see cref=\"{variant}\"/>.");
            code.Line(
                $"public static implicit operator {union.Name}({type.Key} value) => new {variant} {{ {AddedNames.Value} = value }};"
            );
        }
    }

    private void WriteVariant(
        CodeWriter code,
        UnionPlan bodies,
        ValueCodes values,
        BaseMembersCode shared,
        Variant variant,
        int index
    )
    {
        UnionType union = bodies.Union;
        WriteDocs(
            code,
            variant.Description + VersionText.After(variant.Versions),
            variant.UpstreamName,
            variant.HasUpstreamBytes
        );
        WriteAttribute(code);
        code.Block(
            $"public sealed record {variant.Name} : {union.Name}{shared.Implemented}",
            () =>
            {
                if (variant.IsFallback)
                {
                    FallbackCode.Write(code, union, (Tagging.Adjacent)union.Tagging, variant, values);
                }
                else
                {
                    WritePayload(code, bodies, variant, values);
                }

                code.Line();
                shared.WriteVariant(code, variant);
                code.Line(
                    union.Tagging is Tagging.Adjacent
                        ? $"internal override int Variant => {index};"
                        : $"internal override void WriteVariant(ref WireWriter writer) => {FormatOf(union, variant)}.Write{variant.Name}(ref writer, this);"
                );
            }
        );
    }

    /// <summary>Returns the name of a union's format as it must be written in a variant, where a property can have the same name.</summary>
    private string FormatOf(UnionType union, Variant variant)
    {
        string name = $"{union.Name}Format";
        bool isHidden =
            variant.Payload is Payload.Members { Layout: var layout }
            && layout.Members.Any(member => plan.NameOf(member, variant.Name) == name);
        return isHidden ? $"global::{plan.Namespace}.{name}" : name;
    }

    private static void WritePayload(CodeWriter code, UnionPlan union, Variant variant, ValueCodes values)
    {
        switch (variant.Payload)
        {
            case Payload.Members when union.EventOf(variant) is { } flattened:
                code.Doc("summary", "Gets the event, which is beside the tag.");
                code.Line(
                    $"public {values.Hiding(AddedNames.Event)}required {values.Scope.NameOf(flattened)} {AddedNames.Event} {{ get; init; }}"
                );
                code.Line();
                PrintMembersMethod.Write(code, isVariant: true, [AddedNames.Event]);
                break;
            case Payload.Members:
                new BodyCode(union.BodyOf(variant)!, values).WriteProperties(code, isVariant: true);
                break;
            case Payload.Value value:
                code.Doc("summary", "Gets the value that the variant carries.");
                code.Line(
                    $"public {values.Hiding(AddedNames.Value)}required {values.Of(value.Type).Type} {AddedNames.Value} {{ get; init; }}"
                );
                if (HashCodeMethod.IsNeededFor(value.Type))
                {
                    code.Line();
                    HashCodeMethod.Write(code, [AddedNames.Value]);
                }

                code.Line();
                PrintMembersMethod.Write(code, isVariant: true, [AddedNames.Value]);
                break;
            default:
                PrintMembersMethod.Write(code, isVariant: true, []);
                break;
        }
    }

    private void WriteHead(CodeWriter code, NamedType type)
    {
        WriteDocs(code, type.Description + VersionText.After(type.Versions), type.UpstreamName, type.HasUpstreamBytes);
        WriteAttribute(code);
    }

    private static void WriteDocs(CodeWriter code, string description, string? upstream, bool hasUpstreamBytes)
    {
        code.Doc("summary", CSharpText.Xml(description));
        if (
            UpstreamText.Of(upstream is null ? null : $"<c>{CSharpText.Xml(upstream)}</c>", hasUpstreamBytes) is
            { } note
        )
        {
            code.Doc("remarks", note);
        }
    }

    private void WriteAttribute(CodeWriter code) => code.Line($"[JsonConverter(typeof({plan.Prefix}JsonConverter))]");
}
