using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the format of a union whose variant is determined by the kind of JSON.</summary>
internal sealed class KindUnionFormat(CodeWriter code, UnionPlan union, ValueCodes values)
    : UnionFormat(code, union, values)
{
    public override void WriteUnion()
    {
        Code.Block(
            $"public {Union.Name}? Read(ref WireReader reader) => reader.PeekKind() switch",
            () =>
            {
                foreach (Variant variant in Union.Variants)
                {
                    string kinds = string.Join(
                        " or ",
                        Plan.KindsOf(variant).Each().Select(kind => $"WireKind.{NameOf(kind)}")
                    );
                    Code.Line($"{kinds} => {ReadOf(variant)},");
                }

                Code.Line($"_ => reader.RefuseKind<{Union.Name}>({CSharpText.Literal(Plan.Kinds.InWords())}),");
            },
            "};"
        );
        Code.Line();
        Code.Line($"public void Write(ref WireWriter writer, {Union.Name} value) => value.WriteVariant(ref writer);");
        WriteWriteOfValues();
    }

    private static string NameOf(JsonKinds kind) => kind == JsonKinds.List ? "Array" : $"{kind}";
}
