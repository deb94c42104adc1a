using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator.CSharp;

/// <summary>A fact in C#: its property, and the local that holds it while it is read.</summary>
/// <param name="member">The fact.</param>
/// <param name="property">What its property is called.</param>
/// <param name="local">What its local is called.</param>
/// <param name="value">Its value.</param>
/// <param name="mirror">The types of the value and of its codec, where more places than one have it; otherwise null.</param>
/// <param name="hiding">The modifier of a property that hides something.</param>
internal sealed class MemberCode(
    Member member,
    string property,
    string local,
    ValueCode value,
    string? mirror,
    string hiding
)
{
    public string Property => property;

    public string Local => local;

    /// <summary>Whether more places than one have it.</summary>
    public bool IsMirrored => mirror is not null;

    /// <summary>The only JSON that it can be; null where there is a choice.</summary>
    public string? Constant => member.Type is ConstantRef constant ? constant.Value.ToString() : null;

    public bool IsConstant => Constant is not null;

    /// <summary>Whether its hash must not be left to the compiler.</summary>
    public bool IsNumber => HashCodeMethod.IsNeededFor(member.Type);

    /// <summary>What is constant needs no local, except to know that it was there.</summary>
    public bool HasLocal => !IsConstant || IsMirrored;

    /// <summary>Whether it must be there when read.</summary>
    public bool MustBePresent => IsRequired || member.IsStrict;

    /// <summary>Whether it is written whatever its value.</summary>
    public bool IsAlwaysWritten => member.Presence is Presence.Required or Presence.Nullable;

    private bool IsRequired => member.Presence == Presence.Required;

    // JSON's null is a value of an opaque member, so that a nullable one has no other.
    private bool IsOpaqueNullable => member is { Presence: Presence.Nullable, Type: OpaqueRef { IsObject: false } };

    private bool HasNull => !IsRequired && !member.OmitWhenEmpty && !IsOpaqueNullable;

    private string Type => HasNull ? $"{value.Type}?" : value.Type;

    public string LocalType =>
        !IsMirrored ? Type
        : IsConstant ? "bool"
        : $"Mirrored<{value.Type}>";

    public string LocalDeclaration =>
        $"{LocalType} {Local} = {(IsMirrored ? IsConstant ? "false" : "default"
            : HasNull ? "null"
            : value.Initial)};";

    /// <summary>What the local holds in the end.</summary>
    public string LocalValue =>
        !IsMirrored ? Local
        : !value.IsReference && HasNull ? $"{Local}.IsPresent ? {Local}.Value : null"
        : value.IsReference && IsRequired ? $"{Local}.Value!"
        : $"{Local}.Value";

    /// <summary>Whether any of the places had it.</summary>
    public string WasPresent => IsConstant ? Local : $"{Local}.IsPresent";

    /// <summary>A name for what the property holds, in an envelope where another place has taken the usual one.</summary>
    public string LocalIn(IEnumerable<string> path) =>
        Names.Local(string.Concat(path.Select(Naming.Pascal)) + property);

    public void WriteProperty(CodeWriter code)
    {
        string required = IsRequired ? "required " : "";
        code.Doc("summary", CSharpText.Xml(member.Description + Bounds));
        code.Line(
            IsConstant
                ? $"public {hiding}{value.Type} {Property} => {Constant};"
                : $"public {hiding}{required}{Type} {Property} {{ get; init; }}"
        );
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

    /// <summary>The expression that reads one of its places.</summary>
    /// <param name="isOptionalHere">Whether null reads as absent in this place, though another may have to have it.</param>
    public string Read(bool isOptionalHere) =>
        IsConstant
            ? IsMirrored
                ? $"reader.ReadConstant({Constant}, out {local})"
                : value.Read
            : IsMirrored
                ? $"reader.Read{(isOptionalHere ? "Optional" : "")}Mirrored<{mirror}>(ref {local})"
                : IsRequired || IsOpaqueNullable || member.Presence == Presence.OptionalOpaque
                    ? value.ReadMember(local)
                    : value.ReadOptional(local);

    /// <summary>Writes the value itself, which is always written.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="name">The literal of the member's name; empty where that is written already.</param>
    public void WriteAlways(CodeWriter code, string name)
    {
        if (!HasNull)
        {
            code.Line(WriteValue(name, $"value.{Property}"));
            return;
        }

        if (name.Length > 0)
        {
            code.Line($"writer.WriteLiteral({name});");
        }

        code.Block($"if (value.{Property} is {{ }} {Local})", () => code.Line(value.WriteValue(Local)));
        code.Block("else", () => code.Line("writer.WriteNull();"));
        code.Line();
    }

    /// <summary>Writes the value if there is one; <paramref name="name"/> is the literal of the member's name.</summary>
    public void WriteOptional(CodeWriter code, string name)
    {
        if (member.OmitWhenEmpty)
        {
            code.Block($"if ({IsPresent})", () => code.Line(value.WriteMember(name, $"value.{Property}")));
            code.Line();
            return;
        }

        code.Line(value.WriteOptional(name, $"value.{Property}"));
    }

    /// <summary>The statement that writes a value that is there.</summary>
    public string WriteValue(string name, string present) =>
        name.Length > 0 ? value.WriteMember(name, present) : value.WriteValue(present);

    /// <summary>The condition under which an optional value is there.</summary>
    public string IsPresent => member.OmitWhenEmpty ? $"value.{Property}.Count > 0" : $"value.{Property} is not null";

    /// <summary>The condition under which an optional value is there, and what it is called then.</summary>
    public (string Condition, string Present) WhenPresent(string local) =>
        member.OmitWhenEmpty ? (IsPresent, $"value.{Property}") : ($"value.{Property} is {{ }} {local}", local);
}
