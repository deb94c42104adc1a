using System.Globalization;
using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The C# of one kind of value: its type, the initial value of its local variable, and how it is read and written.</summary>
/// <param name="Type">The C# type.</param>
/// <param name="Initial">The initial value of a local variable.</param>
/// <param name="Reader">The name of the reader's methods after "Read" or "ReadOptional".</param>
/// <param name="Bounds">The additional arguments of these methods, each after a comma.</param>
/// <param name="Writer">The name of the writer's methods after "Write" or "WriteOptional".</param>
/// <param name="Arguments">The additional arguments of these methods, each after a comma.</param>
internal sealed record ValueCode(
    string Type,
    string Initial,
    string Reader,
    string Bounds,
    string Writer,
    string Arguments
)
{
    public bool IsReference => Initial == "null!";

    /// <summary>Returns the expression that reads it without a name.</summary>
    public string Read { get; init; } = $"reader.Read{Reader}({Bounds.TrimStart(',', ' ')})";

    /// <summary>Returns the expression that reads it as a member.</summary>
    public string ReadMember(string local) => $"reader.Read{Reader}(out {local}{Bounds})";

    /// <summary>Returns the expression that reads it as a member, or null.</summary>
    public string ReadOptional(string local) => $"reader.ReadOptional{Reader}(out {local}{Bounds})";

    /// <summary>Returns the statement that writes it without a name.</summary>
    public string WriteValue(string value) => $"writer.Write{Writer}({value}{Arguments});";

    /// <summary>Returns the statement that writes it as a member.</summary>
    public string WriteMember(string name, string value) => $"writer.Write{Writer}({name}, {value}{Arguments});";

    /// <summary>Returns the statement that writes it as a member unless it is null.</summary>
    public string WriteOptional(string name, string value) =>
        $"writer.WriteOptional{Writer}({name}, {value}{Arguments});";
}

/// <summary>Finds the C# of a type.</summary>
/// <param name="plan">The dialect whose types can be used.</param>
/// <param name="inside">The union that contains the C#, if any.</param>
internal sealed class ValueCodes(DialectPlan plan, UnionType? inside = null)
{
    /// <summary>Gets the names of types at this place.</summary>
    public Scope Scope { get; } = new(plan, inside);

    /// <summary>
    /// Returns the modifier of a property that hides what a variant inherits: a nested type of the same name, or the property of
    /// the base.
    /// </summary>
    public string Hiding(string property) =>
        Scope.IsNested(property) || Base?.Names.Contains(property) == true ? "new " : "";

    /// <summary>Gets what can be read on the base of the union, or null outside a union.</summary>
    public BaseMembers? Base => field ??= inside is null ? null : BaseMembers.Of(plan, inside, this);

    public ValueCode Of(TypeRef type) =>
        type switch
        {
            StringRef text => Text(text),
            BooleanRef => new("bool", "false", "Boolean", "", "Boolean", ""),
            NumberRef { IsWidened: true } => new("float", "0", "Single", "", "Double", ""),
            ConstantRef constant => new("int", "0", "Constant", $", {constant.Value}", "Int64", ""),
            NumberRef => new("double", "0", "Double", "", "Double", ""),
            IntegerRef integer => Integer(IntegerShape.Of(integer)!),
            OpaqueRef opaque => Opaque(opaque),
            ListRef list => List(list),
            NamedRef named => Named(plan.Dialect.Find(named.Name)),
            _ => throw new NotSupportedException($"{type} should have been refused before"),
        };

    /// <summary>Returns the types of a mirrored fact's value and of its format.</summary>
    public string MirrorOf(TypeRef type) => $"{Of(type).Type}, {plan.FormatOf(type)}";

    private static ValueCode Text(StringRef text)
    {
        string bounds = text.HasLength ? $", {TextBounds(text)}" : "";
        return new("string", "null!", "String", bounds, "String", bounds);
    }

    private static string TextBounds(StringRef text)
    {
        string most = text.MaxLength?.ToString(CultureInfo.InvariantCulture) ?? "int.MaxValue";
        return $"{text.MinLength ?? 0}, {most}, \"a string of {text.LengthInWords}\"";
    }

    private static ValueCode Integer(IntegerShape shape)
    {
        ValueCode code = new(shape.Type, "0", shape.Clr, shape.ReadArguments, shape.Write, shape.WriteArguments);
        // The reader has no method of its own for an int with bounds alone.
        return shape is { IsNarrower: true, Type: "int" }
            ? code with
            {
                Read = $"(int)reader.ReadInt64({shape.ReadArguments[2..]})",
            }
            : code;
    }

    private ValueCode Opaque(OpaqueRef opaque)
    {
        (string read, string write) = opaque.IsObject ? ("RawObject", "OpaqueObject") : ("Raw", "Opaque");
        return new("RawJson", "default", read, "", write, $", MemberOrder.{plan.Dialect.OpaqueOrder}");
    }

    private ValueCode List(ListRef list)
    {
        string type = Of(list.Item).Type;
        string name = $"List<{type}, {plan.FormatOf(list.Item)}>";
        string least = list.MinItems > 0 ? $", minItems: {list.MinItems}" : "";
        return new($"WireList<{type}>", "default", name, least, name, least);
    }

    private ValueCode Named(NamedType type)
    {
        if (type is ScalarType scalar)
        {
            return Scalar(scalar);
        }

        string arguments = $"<{type.Name}, {type.Name}Format>";
        bool isReference = type is not StringSet;
        ValueCode code = new(Scope.NameOf(type.Name), isReference ? "null!" : "default", arguments, "", arguments, "");
        return isReference ? code with { Read = $"{code.Read}!" } : code;
    }

    private static ValueCode Scalar(ScalarType scalar) =>
        scalar.Kind switch
        {
            "timestamp-z" => new("WireTimestamp", "default", "Timestamp", "", "Timestamp", ""),
            "uuid" => new("string", "null!", "Uuid", "", "Uuid", ""),
            "not-blank" => new("string", "null!", "NotBlank", "", "NotBlank", ""),
            _ => Text(scalar.Text),
        };
}
