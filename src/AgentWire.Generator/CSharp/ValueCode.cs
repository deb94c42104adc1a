using AgentWire.Generator.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The C# of one kind of value: its type, its initial local, and the expressions that read and write it.</summary>
internal sealed record ValueCode(string Type, string Initial, string Read, Func<string, string> Write)
{
    public bool IsReference => Initial == "null!";
}

/// <summary>Finds the C# of a type.</summary>
/// <param name="dialect">The dialect whose types may be named.</param>
/// <param name="inside">The union in whose body the C# stands, if any: its variants hide types of the same name.</param>
internal sealed class ValueCodes(Dialect dialect, UnionType? inside = null)
{
    /// <summary>A type's name as it is understood there.</summary>
    public string NameOf(string type) =>
        inside?.Variants.Any(variant => variant.Name == type) == true
            ? $"global::AgentWire.{dialect.Namespace}.{type}"
            : type;

    /// <summary>Whether a value holds members that are not sorted when it is written.</summary>
    public bool HasDeclaredOrder(TypeRef type) =>
        type switch
        {
            ListRef list => HasDeclaredOrder(list.Item),
            NamedRef named => dialect.Find(named.Name) is (ObjectType or UnionType) and { Orders: not WriteOrders.Sorted },
            _ => false,
        };

    public ValueCode Of(TypeRef type) =>
        type switch
        {
            StringRef => new("string", "null!", "reader.ReadString()", value => $"writer.WriteString({value})"),
            BooleanRef => new("bool", "false", "reader.ReadBoolean()", value => $"writer.WriteBoolean({value})"),
            NumberRef { IsWidened: true } => new(
                "float",
                "0",
                "reader.ReadSingle()",
                value => $"writer.WriteDouble({value})"
            ),
            ConstantRef constant => new(
                "int",
                "0",
                $"reader.ReadConstant({constant.Value})",
                _ => throw new NotSupportedException("a constant is written as it stands")
            ),
            NumberRef => new("double", "0", "reader.ReadDouble()", value => $"writer.WriteDouble({value})"),
            IntegerRef integer => Integer(IntegerShape.Of(integer)!),
            ListRef list => List(list.Item),
            NamedRef named => Named(dialect.Find(named.Name)),
            _ => throw new NotSupportedException($"{type} should have been refused before"),
        };

    private static ValueCode Integer(IntegerShape shape)
    {
        string cast = shape is { IsNarrower: true, Type: "int" } ? "(int)" : "";
        return new(
            shape.Type,
            "0",
            $"{cast}reader.{shape.Read}",
            value => $"writer.{shape.WriteMethod}({value}{shape.WriteArguments})"
        );
    }

    private ValueCode List(TypeRef item)
    {
        string type = Of(item).Type;
        string arguments = $"<{type}, {FormatOf(item)}>";
        return new(
            $"WireList<{type}>",
            "default",
            $"reader.ReadList{arguments}()",
            value => $"writer.WriteList{arguments}({value})"
        );
    }

    private ValueCode Named(NamedType type)
    {
        string arguments = $"<{type.Name}, {type.Name}Format>";
        bool isReference = type is not StringSet;
        return new(
            NameOf(type.Name),
            isReference ? "null!" : "default",
            $"reader.Read{arguments}()" + (isReference ? "!" : ""),
            value => $"writer.Write{arguments}({value})"
        );
    }

    /// <summary>The codec of a list's items; null where there is none.</summary>
    public static string? FormatOf(TypeRef item) =>
        item switch
        {
            NamedRef named => $"{named.Name}Format",
            StringRef => "StringFormat",
            IntegerRef integer when IntegerShape.Of(integer) is { Type: "ulong" } => "UInt64Format",
            _ => null,
        };
}
