using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>
/// The codec of an external union that stands alone: an object with one member, whose name is the tag, or the bare tag of
/// a variant without a body.
/// </summary>
internal sealed class ExternalUnionFormat(CodeWriter code, UnionType union, ValueCodes values)
    : UnionFormat(code, union, values)
{
    public void Write()
    {
        Code.Call("internal static readonly WireTags Tags = WireTags.External", TagLiterals, ";");
        WriteNames();
        Code.Line();
        WriteRead();
        Code.Line();
        Code.Block(
            $"public void Write(ref WireWriter writer, {Union.Name} value)",
            () =>
                Code.Block(
                    "switch (value.Variant)",
                    () =>
                        WriteWriteSwitch(WriteCase, $"writer.WriteRaw((({Union.Name}.{UnknownCode.Name})value).Json);")
                )
        );
        foreach (Variant variant in Union.Variants.Where(variant => variant.Payload is not Payload.Unit))
        {
            Code.Line();
            WriteReadPayload(variant);
            if (variant.Payload is Payload.Members)
            {
                Code.Line();
                WriteWritePayload(variant);
            }
        }

        if (Union.IsOpen)
        {
            Code.Line();
            WriteReadUnknown("reader.ReadUnknownExternal(ref members, Tags, out string? tag, out RawJson json)");
        }
    }

    private void WriteRead() =>
        Code.Block(
            $"public {Union.Name}? Read(ref WireReader reader)",
            () =>
            {
                Code.Line($"MemberCursor members = reader.BeginExternal(Tags, units: {Units()});");
                WriteReadSwitch(
                    $"{Union.Name}? value =",
                    "members.Tag",
                    variant =>
                        variant.Payload is Payload.Unit ? $"new {TypeOf(variant)}()" : $"Read{variant.Name}(ref reader)"
                );
                Code.Line("return reader.EndExternal(ref members) ? value : null;");
            }
        );

    private string Units() => CSharpText.Bits(Union.Variants.Select(variant => variant.Payload is Payload.Unit));

    private void WriteCase(Variant variant)
    {
        if (variant.Payload is Payload.Unit)
        {
            Code.Line($"writer.WriteLiteral({CSharpText.Utf8Literal($"\"{variant.Tag}\"")});");
            return;
        }

        Code.Line($"writer.WriteStart({CSharpText.Utf8Literal($"{{\"{variant.Tag}\":")});");
        Code.Line(
            variant.Payload is Payload.Value payload
                ? $"{Values.Of(payload.Type).Write($"(({TypeOf(variant)})value).Value")};"
                : $"Write{variant.Name}(ref writer, ({TypeOf(variant)})value);"
        );
        Code.Line("writer.WriteEnd();");
    }
}
