using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>Writes the format of an untagged union, whose variants are tried in order.</summary>
internal sealed class UntaggedUnionFormat(CodeWriter code, UnionPlan union, ValueCodes values)
    : UnionFormat(code, union, values)
{
    public override void WriteUnion()
    {
        WriteRead();
        Code.Line();
        Code.Line($"public void Write(ref WireWriter writer, {Union.Name} value) => value.WriteVariant(ref writer);");
        foreach (Variant variant in Union.Variants.Where(variant => variant.Payload is Payload.Value))
        {
            Code.Line();
            Code.Line(
                $"private static {TypeOf(variant)} Read{variant.Name}(ref WireReader reader) => {ReadOf(variant)};"
            );
        }

        WriteWriteOfValues();
    }

    protected override bool IsTried => true;

    private void WriteRead() =>
        Code.Block(
            $"public {Union.Name}? Read(ref WireReader reader)",
            () =>
            {
                Code.Line("WireReader attempt = reader;");
                Code.Line($"{Union.Name}? value = Read{Union.Variants[0].Name}(ref attempt);");
                foreach (Variant variant in Union.Variants.Skip(1))
                {
                    WriteAttempt($"value = Read{variant.Name}(ref attempt);");
                }

                WriteAttempt($"attempt.FailShapes({CSharpText.Literal(Union.Name)});");
                Code.Line("reader = attempt;");
                Code.Line("return value;");
            }
        );

    private void WriteAttempt(string statement)
    {
        Code.Block(
            "if (attempt.FailedByShape)",
            () =>
            {
                Code.Line("attempt.Retry(reader);");
                Code.Line(statement);
            }
        );
        Code.Line();
    }
}
