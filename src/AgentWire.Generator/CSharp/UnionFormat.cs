using AgentWire.Generator.Model;

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
            if (variant.Payload is Payload.Members { Layout: { FlattenedUnion: null } layout })
            {
                _bodies.Add(variant, new BodyCode(layout, values, variant.Name, union.Orders));
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

    protected void WriteNames()
    {
        foreach (BodyCode body in _bodies.Values.Where(body => body.HasMembers))
        {
            body.WriteNames(Code);
        }
    }

    /// <summary>One arm a variant, and one for what is not known.</summary>
    protected void WriteReadSwitch(string start, string index, string arguments)
    {
        Code.Block(
            $"{start} {index} switch",
            () =>
            {
                for (int place = 0; place < Union.Variants.Count; place++)
                {
                    Code.Line($"{place} => Read{Union.Variants[place].Name}({arguments}),");
                }

                Code.Line("_ => ReadUnknown(ref reader, ref members),");
            },
            "};"
        );
    }

    /// <summary>One case a variant, and one for what is not known.</summary>
    protected void WriteWriteSwitch(Action<Variant> write, string unknown)
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
        Code.Call($"private static {type}? ReadUnknown", ["ref WireReader reader", "ref MemberCursor members"], " =>");
        Code.Indented(() => Code.Choose(call, $"new {type}(tag, json)", "null"));
    }
}
