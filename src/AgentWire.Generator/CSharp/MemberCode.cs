using AgentWire.Generator.Plan;
using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator.CSharp;

/// <summary>A fact in C#: its property, and its local variable while it is read.</summary>
/// <param name="member">The fact.</param>
/// <param name="property">The name of its property.</param>
/// <param name="local">The name of its local variable.</param>
/// <param name="value">Its value.</param>
/// <param name="mirror">The types of the value and of its format if the fact has more than one place; otherwise null.</param>
/// <param name="hiding">The modifier of a property that hides a type.</param>
/// <param name="known">The condition that the peer has it, or null if every version has it.</param>
internal sealed class MemberCode(
    Member member,
    string property,
    string local,
    ValueCode value,
    string? mirror,
    string hiding,
    string? known
)
{
    public string Property => property;

    public string Local => local;

    /// <summary>Gets whether the fact has more than one place.</summary>
    public bool IsMirrored => mirror is not null;

    /// <summary>Gets the only JSON that it can be, or null if there is a choice.</summary>
    public string? Constant => member.Type is ConstantRef constant ? $"{Samples.Of(constant)}" : null;

    public bool IsConstant => Constant is not null;

    /// <summary>Gets whether it always has the same value, so that it has no property.</summary>
    public bool IsFixed => member.IsFixed;

    /// <summary>Gets whether the compiler must not create its hash code.</summary>
    public bool IsNumber => HashCodeMethod.IsNeededFor(member.Type);

    /// <summary>Gets whether it needs a local variable. A constant needs one only to know that it was present.</summary>
    public bool HasLocal => !IsFixed || IsMirrored;

    /// <summary>Gets whether it must be present when it is read.</summary>
    public bool MustBePresent => IsRequired || member.IsStrict;

    /// <summary>Gets whether it is written for any value and any version of the peer.</summary>
    public bool IsAlwaysWritten => !member.IsOptional && known is null;

    private bool IsRequired => member.Presence == Presence.Required;

    private bool HasNull => member.HasNull();

    /// <summary>Gets the type of the property.</summary>
    public string Type => HasNull ? $"{value.Type}?" : value.Type;

    public string LocalType => IsMirrored && !IsConstant ? $"Mirrored<{value.Type}>" : Type;

    public string LocalDeclaration =>
        $"{LocalType} {Local} = {(IsMirrored && !IsConstant ? "default"
            : HasNull ? "null"
            : value.CSharp.Initial)};";

    /// <summary>Gets the final value of the local variable.</summary>
    public string LocalValue =>
        !IsMirrored || IsConstant ? Local
        : !value.CSharp.IsReference && HasNull ? $"{Local}.IsPresent ? {Local}.Value : null"
        : value.CSharp.IsReference && IsRequired ? $"{Local}.Value!"
        : $"{Local}.Value";

    /// <summary>Gets the condition that any of the places had it.</summary>
    public string WasPresent => IsConstant ? Local : $"{Local}.IsPresent";

    /// <summary>Returns a name for the property's value in an envelope, where the usual name can be taken.</summary>
    public string LocalIn(IEnumerable<string> path) =>
        LocalNames.Of(string.Concat(path.Select(CSharpNames.Pascal)) + property);

    public void WriteProperty(CodeWriter code)
    {
        string required = IsRequired ? "required " : "";
        string absent = member.EmptyWhenAbsent ? " Always written." : "";
        string versions = VersionText.After(member.Versions);
        code.Doc("summary", CSharpText.Xml(member.Description + absent + Bounds + versions));
        code.Line($"public {hiding}{required}{Type} {Property} {{ get; init; }}");
    }

    /// <summary>Gets a description of the checks in addition to the C# type.</summary>
    private string Bounds =>
        member.Type switch
        {
            IntegerRef integer when IntegerShape.Of(integer).IsNarrower =>
                $" From {integer.Minimum} to {integer.Maximum}.",
            StringRef { HasLength: true } text =>
                $" {char.ToUpperInvariant(text.LengthInWords[0])}{text.LengthInWords[1..]}.",
            OpaqueRef { IsNotNull: true } => " Not the JSON null.",
            ConstantRef => $" If true, {Constant} is written; if false, nothing.",
            _ => "",
        };

    /// <summary>Returns the expression that reads one of its places.</summary>
    /// <param name="isOptionalHere">Whether null reads as absent in this place, even if another place requires the fact.</param>
    public string Read(bool isOptionalHere) =>
        IsConstant
            ? !HasLocal
                ? value.Read
                : isOptionalHere
                    ? $"reader.ReadOptional{value.Reader}(ref {local}{value.Bounds})"
                    : $"{local} = {value.Read}"
            : IsMirrored
                ? $"reader.Read{(isOptionalHere ? "Optional" : "")}Mirrored<{mirror}>(ref {local})"
                : IsRequired
                || member.IsOpaqueNullable()
                || member.EmptyWhenAbsent
                || member.Presence == Presence.OptionalNullable
                    ? value.ReadMember(local)
                    : member is { OmitWhenEmpty: true, Type: MapRef }
                        ? value.ReadOmitted(local)
                        : value.ReadOptional(local);

    /// <summary>Writes code that always writes the value.</summary>
    /// <param name="code">The output.</param>
    /// <param name="name">The literal of the member's name, or an empty string if it has been written.</param>
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

    /// <summary>
    /// Writes code that writes the value if there is one and the peer has the member. <paramref name="name"/> is the literal of the
    /// member's name.
    /// </summary>
    public void WriteOptional(CodeWriter code, string name)
    {
        if (member.OmitWhenEmpty)
        {
            code.Block($"if ({IsPresent})", () => code.Line(value.WriteMember(name, $"value.{Property}")));
            code.Line();
        }
        else if (known is null)
        {
            WriteOfAnyVersion(code, name);
        }
        else
        {
            code.Block($"if ({known})", () => WriteOfAnyVersion(code, name));
            code.Line();
        }
    }

    private void WriteOfAnyVersion(CodeWriter code, string name)
    {
        if (!member.IsOptional)
        {
            WriteAlways(code, name);
        }
        else
        {
            code.Line(
                member.IsWireOptional()
                    ? value.WriteMember(name, $"value.{Property}")
                    : value.WriteOptional(name, $"value.{Property}")
            );
        }
    }

    /// <summary>Writes code that writes the value after members that can be absent.</summary>
    /// <param name="code">The output.</param>
    /// <param name="local">A name for the value.</param>
    /// <param name="writeName">Writes the code that begins the member, and returns the literal of its name.</param>
    public void WriteAfterOptional(CodeWriter code, string local, Func<string> writeName)
    {
        (string condition, string present) = WhenPresent(local);
        code.Block(
            $"if ({condition})",
            () =>
            {
                string name = writeName();
                if (!member.IsOptional)
                {
                    WriteAlways(code, name);
                }
                else
                {
                    code.Line(WriteValue(name, present));
                }
            }
        );
        code.Line();
    }

    /// <summary>Gets the entries to write of a map that holds all other members.</summary>
    public string Entries => known is null ? $"value.{Property}" : $"{known} ? value.{Property} : default";

    /// <summary>Returns the statement that writes a value that is present.</summary>
    private string WriteValue(string name, string present) =>
        name.Length > 0 ? value.WriteMember(name, present) : value.WriteValue(present);

    /// <summary>Gets the condition under which a value that is not always written is present.</summary>
    public string IsPresent =>
        Known(
            IsConstant ? $"value.{Property}"
            : member.OmitWhenEmpty ? $"value.{Property}.Count > 0"
            : member.IsWireOptional() ? $"!value.{Property}.IsAbsent"
            : member.IsOptional ? $"value.{Property} is not null"
            : null
        );

    /// <summary>Returns the condition under which such a value is present, and its name then.</summary>
    private (string Condition, string Present) WhenPresent(string local) =>
        member.OmitWhenEmpty || member.IsWireOptional() || !member.IsOptional
            ? (IsPresent, $"value.{Property}")
            : (Known($"value.{Property} is {{ }} {local}"), local);

    private string Known(string? condition) => string.Join(" && ", new[] { known, condition }.OfType<string>());
}
