using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The common parts of the formats of tagged unions.</summary>
internal abstract class UnionFormat
{
    protected UnionFormat(CodeWriter code, UnionPlan union, ValueCodes values)
    {
        Code = code;
        Plan = union;
        Values = values;
    }

    protected CodeWriter Code { get; }
    protected UnionPlan Plan { get; }
    protected UnionType Union => Plan.Union;
    protected ValueCodes Values { get; }
    protected IReadOnlyList<string> TagLiterals =>
        [.. Union.Variants.Select(variant => CSharpText.Literal(variant.Tag!))];

    protected BodyCode BodyOf(Variant variant) => new(Plan.BodyOf(variant)!, Values);

    protected string TypeOf(Variant variant) => $"{Union.Name}.{variant.Name}";

    /// <summary>Creates the format of a union, which writes to the given code.</summary>
    public static UnionFormat Of(CodeWriter code, UnionPlan union, ValueCodes values) =>
        union.Union.Tagging switch
        {
            Tagging.Internal tagging => new InternalUnionFormat(code, union, tagging, values),
            Tagging.External when union.Union.IsFlattened => new FlattenedUnionFormat(code, union, values),
            Tagging.External => new ExternalUnionFormat(code, union, values),
            Tagging.Adjacent tagging => new AdjacentUnionFormat(code, union, tagging, values),
            Tagging.Kind => new KindUnionFormat(code, union, values),
            _ => new UntaggedUnionFormat(code, union, values),
        };

    /// <summary>Writes the parts that do not belong to a single variant.</summary>
    public abstract void WriteUnion();

    /// <summary>Writes the parts that belong to a variant with its own file.</summary>
    public void WriteVariant(Variant variant)
    {
        if (Plan.BodyOf(variant) is { } body && new BodyCode(body, Values) is { HasOwnNames: true } names)
        {
            names.WriteNames(Code);
            Code.Line();
        }

        WriteMembers(variant);
    }

    protected virtual void WriteMembers(Variant variant)
    {
        WriteReadMembers(variant);
        Code.Line();
        WriteWrite(variant, () => WriteContent(variant));
    }

    /// <summary>Writes a switch with one arm for each variant, and one for unknown tags.</summary>
    protected void WriteReadSwitch(string start, string index, Func<Variant, string> read)
    {
        Code.Block(
            $"{start} {index} switch",
            () =>
            {
                for (int place = 0; place < Union.Variants.Count; place++)
                {
                    Code.Line($"{place} => {read(Union.Variants[place])},");
                }

                Code.Line(
                    Union.IsOpen
                        ? "_ => ReadUnknown(ref reader, ref members),"
                        : $"_ => reader.RefuseTag<{Union.Name}>(ref members, Tags),"
                );
            },
            "};"
        );
    }

    protected void WriteReadUnknown(string call)
    {
        string type = $"{Union.Name}.{AddedNames.Unknown}";
        Code.Line($"private static {type}? ReadUnknown(ref WireReader reader, ref MemberCursor members) =>");
        Code.Indented(() => Code.Line($"{call} ? new {type}(tag, json) : null;"));
    }

    /// <summary>Returns the expression that reads the content of a variant whose content is one value.</summary>
    protected string ReadOf(Variant variant) =>
        variant.Payload is Payload.Value payload
            ? $"new {TypeOf(variant)} {{ Value = {Values.Of(payload.Type).Read} }}"
            : $"Read{variant.Name}(ref reader)";

    /// <summary>Writes code that writes the variants of a union without tags that are one value, each after an empty line.</summary>
    protected void WriteWriteOfValues()
    {
        foreach (Variant variant in Union.Variants)
        {
            if (variant.Payload is Payload.Value payload)
            {
                Code.Line();
                WriteWrite(variant, Values.Of(payload.Type).WriteValue("value.Value"));
            }
        }
    }

    /// <summary>Writes code that reads the variants without content, each after an empty line.</summary>
    protected void WriteReadUnits()
    {
        foreach (Variant variant in Union.Variants.Where(variant => variant.Payload is Payload.Unit))
        {
            Code.Line();
            Code.Block(
                $"private static {TypeOf(variant)} Read{variant.Name}(ref WireReader reader)",
                () =>
                {
                    Code.Line("reader.ExpectNull();");
                    Code.Line($"return new {TypeOf(variant)}();");
                }
            );
        }
    }

    /// <summary>Gets whether variants are tried in order.</summary>
    protected virtual bool IsTried => false;

    private void WriteReadMembers(Variant variant)
    {
        BodyCode body = BodyOf(variant);
        string begin = $"MemberCursor members = reader.BeginObject({body.NamesField});";
        Code.Block(
            $"private static {TypeOf(variant)}{(IsTried ? "?" : "")} Read{variant.Name}(ref WireReader reader)",
            () => body.WriteRead(Code, TypeOf(variant), begin, IsTried)
        );
        body.WriteReadEnvelopes(Code);
    }

    /// <summary>Writes the method that writes a variant.</summary>
    protected void WriteWrite(Variant variant, Action body) =>
        Code.Method(
            $"internal static void Write{variant.Name}",
            ["ref WireWriter writer", $"{TypeOf(variant)} value"],
            () =>
            {
                if (RequireOf(variant) is { } statement)
                {
                    Code.Line(statement);
                }

                body();
            }
        );

    /// <summary>Writes the same method with one statement.</summary>
    protected void WriteWrite(Variant variant, string statement)
    {
        if (RequireOf(variant) is not null)
        {
            WriteWrite(variant, () => Code.Line(statement));
            return;
        }

        Code.Line($"internal static void Write{variant.Name}(ref WireWriter writer, {TypeOf(variant)} value) =>");
        Code.Indented(() => Code.Line(statement));
    }

    /// <summary>Returns the statement that refuses a variant that the peer does not have, or null if every version has it.</summary>
    protected string? RequireOf(Variant variant) => VersionCode.Require(variant.Path, variant.Versions, Values.Dialect);

    /// <summary>Writes code that writes the content of a variant whose content is an object.</summary>
    protected virtual void WriteContent(Variant variant) => BodyOf(variant).WriteWrite(Code);
}
