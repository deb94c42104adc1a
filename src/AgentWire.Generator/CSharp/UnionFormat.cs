using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>What the codecs of tagged unions have in common.</summary>
internal abstract class UnionFormat
{
    private readonly Dictionary<Variant, BodyCode> _bodies = [];

    protected UnionFormat(CodeWriter code, UnionType union, ValueCodes values)
    {
        Code = code;
        Union = union;
        Values = values;
        foreach (Variant variant in union.Variants)
        {
            if (variant.Payload is Payload.Members { Layout: var layout } && values.EventOf(layout) is null)
            {
                _bodies.Add(variant, new BodyCode(layout, values, variant.Name, union.IsSorted));
            }
        }
    }

    protected CodeWriter Code { get; }
    protected UnionType Union { get; }
    protected ValueCodes Values { get; }
    protected IReadOnlyList<string> TagLiterals =>
        [.. Union.Variants.Select(variant => CSharpText.Literal(variant.Tag!))];

    protected BodyCode BodyOf(Variant variant) => _bodies[variant];

    protected string TypeOf(Variant variant) => $"{Union.Name}.{variant.Name}";

    protected bool WriteNames()
    {
        BodyCode[] named = [.. _bodies.Values.Where(body => body.HasMembers)];
        foreach (BodyCode body in named)
        {
            body.WriteNames(Code);
        }

        return named.Length > 0;
    }

    /// <summary>One arm a variant, and one for what is not known.</summary>
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

    /// <summary>One case a variant, and one for what is not known where the union is open.</summary>
    protected void WriteWriteSwitch(Action<Variant> write, string? unknown)
    {
        for (int place = 0; place < Union.Variants.Count; place++)
        {
            Code.Line($"case {place}:");
            Code.Indented(() =>
            {
                write(Union.Variants[place]);
                Code.Line("break;");
            });
        }

        if (!Union.IsOpen || unknown is null)
        {
            return;
        }

        Code.Line("default:");
        Code.Indented(() =>
        {
            Code.Line(unknown);
            Code.Line("break;");
        });
    }

    protected void WriteReadUnknown(string call)
    {
        string type = $"{Union.Name}.{UnknownCode.Name}";
        Code.Line($"private static {type}? ReadUnknown(ref WireReader reader, ref MemberCursor members) =>");
        Code.Indented(() => Code.Line($"{call} ? new {type}(tag, json) : null;"));
    }

    /// <summary>Reads a variant's content, which is a value of its own.</summary>
    protected void WriteReadPayload(Variant variant)
    {
        Code.Block(
            $"private static {TypeOf(variant)}? Read{variant.Name}(ref WireReader reader)",
            () =>
            {
                switch (variant.Payload)
                {
                    case Payload.Unit:
                        Code.Line("reader.ExpectNull();");
                        Code.Line($"return new {TypeOf(variant)}();");
                        break;
                    case Payload.Value payload:
                        ValueCode value = Values.Of(payload.Type);
                        Code.Line($"{value.Type} payload = {value.Read};");
                        Code.Line($"return reader.Failed ? null : new {TypeOf(variant)} {{ Value = payload }};");
                        break;
                    default:
                        BodyCode body = BodyOf(variant);
                        body.WriteRead(
                            Code,
                            TypeOf(variant),
                            $"MemberCursor members = reader.BeginObject({body.NamesField});"
                        );
                        break;
                }
            }
        );
        if (variant.Payload is Payload.Members)
        {
            BodyOf(variant).WriteReadEnvelopes(Code);
        }
    }

    /// <summary>Writes a variant's content, which is an object.</summary>
    protected void WriteWritePayload(Variant variant, string name = "") =>
        Code.Method(
            $"private static void Write{variant.Name}",
            ["ref WireWriter writer", $"{TypeOf(variant)} value"],
            () => BodyOf(variant).WriteWrite(Code, name)
        );
}
