using AgentWire.Generator.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>A member's place in C#: its property, and the local that holds it while it is read.</summary>
internal sealed class MemberCode(Member member, ValueCode value, string hiding) : BodyPart
{
    public override string WireName => member.WireName;

    public override string Setter => $"{Property} = {Local}";

    private string Property => member.Name;

    private string Local => CSharpText.Local(member.Name);

    private bool IsRequired => member.Presence == Presence.Required;

    public override bool MustBePresent => IsRequired || member.IsStrict;

    public override bool IsAlwaysWritten => member.Presence is Presence.Required or Presence.Nullable;

    // JSON's null is a value of an opaque member, so that a nullable one has no other.
    private bool IsOpaqueNullable => member is { Presence: Presence.Nullable, Type: OpaqueRef { IsObject: false } };

    private bool HasNull => !IsRequired && !member.OmitWhenEmpty && !IsOpaqueNullable;

    public override string LocalDeclaration =>
        HasNull ? $"{value.Type}? {Local} = null;" : $"{value.Type} {Local} = {value.Initial};";

    public override void WriteProperty(CodeWriter code)
    {
        string required = IsRequired ? "required " : "";
        string nullable = HasNull ? "?" : "";
        code.Doc("summary", CSharpText.Xml(member.Description + Bounds));
        code.Line($"public {hiding}{required}{value.Type}{nullable} {Property} {{ get; init; }}");
    }

    /// <summary>What is checked beside the C# type.</summary>
    private string Bounds =>
        member.Type switch
        {
            IntegerRef integer when IntegerShape.Of(integer)!.IsNarrower =>
                $" From {integer.Minimum} to {integer.Maximum}.",
            StringRef { HasLength: true } text =>
                $" {char.ToUpperInvariant(text.LengthInWords[0])}{text.LengthInWords[1..]}.",
            _ => "",
        };

    public override void WriteRead(CodeWriter code)
    {
        if (IsRequired || IsOpaqueNullable || member.Presence == Presence.OptionalOpaque)
        {
            code.Statement($"{Local} = {value.Read};");
        }
        else
        {
            code.Choose($"{Local} = reader.ReadNull()", HasNull ? "null" : "default", value.Read);
        }
    }

    public override void WriteValue(CodeWriter code)
    {
        if (!HasNull)
        {
            code.Statement($"{value.Write($"value.{Property}")};");
            return;
        }

        code.Block($"if (value.{Property} is {{ }} {Local})", () => code.Statement($"{value.Write(Local)};"));
        code.Block("else", () => code.Line("writer.WriteNull();"));
        code.Line();
    }

    public override void WriteWhenPresent(CodeWriter code, Action name)
    {
        (string condition, string present) = member.OmitWhenEmpty
            ? ($"value.{Property}.Count > 0", $"value.{Property}")
            : ($"value.{Property} is {{ }} {Local}", Local);
        code.Block(
            $"if ({condition})",
            () =>
            {
                name();
                code.Statement($"{value.Write(present)};");
            }
        );
    }
}
