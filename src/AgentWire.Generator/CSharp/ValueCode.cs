using System.Globalization;
using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The C# of one kind of value: its type, its initial local, and how it is read and written.</summary>
/// <param name="Type">The C# type.</param>
/// <param name="Initial">What a local of it holds at first.</param>
/// <param name="Read">The expression that reads it.</param>
/// <param name="Write">What the method of the writer is called after "Write"; empty where only its type arguments tell.</param>
/// <param name="Arguments">What that takes beside the value, each after a comma.</param>
internal sealed record ValueCode(string Type, string Initial, string Read, string Write, string Arguments = "")
{
    public bool IsReference => Initial == "null!";

    /// <summary>The statement that writes it alone.</summary>
    public string WriteValue(string value) => $"writer.Write{Write}({value}{Arguments});";

    /// <summary>The statement that writes it as a member.</summary>
    public string WriteMember(string name, string value) => $"writer.Write{Write}({name}, {value}{Arguments});";

    /// <summary>The statement that writes it as a member unless it is null.</summary>
    public string WriteOptional(string name, string value) =>
        $"writer.WriteOptional{Write}({name}, {value}{Arguments});";
}

/// <summary>Finds the C# of a type.</summary>
/// <param name="plan">The dialect whose types may be named.</param>
/// <param name="inside">The union in whose body the C# stands, if any.</param>
internal sealed class ValueCodes(DialectPlan plan, UnionType? inside = null)
{
    /// <summary>How types are called there.</summary>
    public Scope Scope { get; } = new(plan, inside);

    public ValueCode Of(TypeRef type) =>
        type switch
        {
            StringRef text => Text(text),
            BooleanRef => new("bool", "false", "reader.ReadBoolean()", "Boolean"),
            NumberRef { IsWidened: true } => new("float", "0", "reader.ReadSingle()", "Double"),
            ConstantRef constant => new("int", "0", $"reader.ReadConstant({constant.Value})", "Int64"),
            NumberRef => new("double", "0", "reader.ReadDouble()", "Double"),
            IntegerRef integer => Integer(IntegerShape.Of(integer)!),
            OpaqueRef opaque => Opaque(opaque),
            ListRef list => List(list),
            NamedRef named => Named(plan.Dialect.Find(named.Name)),
            _ => throw new NotSupportedException($"{type} should have been refused before"),
        };

    /// <summary>The types of a mirrored fact's value and of its codec.</summary>
    public string MirrorOf(TypeRef type) => $"{Of(type).Type}, {plan.FormatOf(type)}";

    private static ValueCode Text(StringRef text)
    {
        string bounds = text.HasLength ? TextBounds(text) : "";
        string next = bounds.Length == 0 ? "" : $", {bounds}";
        return new("string", "null!", $"reader.ReadString({bounds})", "String", next);
    }

    private static string TextBounds(StringRef text)
    {
        string most = text.MaxLength?.ToString(CultureInfo.InvariantCulture) ?? "int.MaxValue";
        return $"{text.MinLength ?? 0}, {most}, \"a string of {text.LengthInWords}\"";
    }

    private static ValueCode Integer(IntegerShape shape)
    {
        string cast = shape is { IsNarrower: true, Type: "int" } ? "(int)" : "";
        return new(shape.Type, "0", $"{cast}reader.{shape.Read}", shape.Write, shape.WriteArguments);
    }

    private ValueCode Opaque(OpaqueRef opaque)
    {
        (string read, string write) = opaque.IsObject
            ? ("reader.ReadRawObject()", "OpaqueObject")
            : ("reader.ReadRaw()", "Opaque");
        return new("RawJson", "default", read, write, $", MemberOrder.{plan.Dialect.OpaqueOrder}");
    }

    private ValueCode List(ListRef list)
    {
        string type = Of(list.Item).Type;
        string arguments = $"<{type}, {plan.FormatOf(list.Item)}>";
        string least = list.MinItems > 0 ? $"minItems: {list.MinItems}" : "";
        string next = least.Length == 0 ? "" : $", {least}";
        return new($"WireList<{type}>", "default", $"reader.ReadList{arguments}({least})", $"List{arguments}", next);
    }

    private ValueCode Named(NamedType type)
    {
        if (type is ScalarType scalar)
        {
            return Scalar(scalar);
        }

        string arguments = $"<{type.Name}, {type.Name}Format>";
        bool isReference = type is not StringSet;
        return new(
            Scope.NameOf(type.Name),
            isReference ? "null!" : "default",
            $"reader.Read{arguments}()" + (isReference ? "!" : ""),
            arguments
        );
    }

    private static ValueCode Scalar(ScalarType scalar) =>
        scalar.Kind switch
        {
            "timestamp-z" => new("WireTimestamp", "default", "reader.ReadTimestamp()", "Timestamp"),
            "uuid" => new("string", "null!", "reader.ReadUuid()", "Uuid"),
            "not-blank" => new("string", "null!", "reader.ReadNotBlank()", "NotBlank"),
            _ => Text(scalar.Text),
        };
}
