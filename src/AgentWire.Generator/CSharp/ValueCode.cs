using AgentWire.Generator.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The C# of one kind of value: its type, its initial local, and the expressions that read and write it.</summary>
internal sealed record ValueCode(string Type, string Initial, string Read, Func<string, string> Write)
{
    public bool IsReference => Initial == "null!";
}

/// <summary>Finds the C# of a type.</summary>
internal sealed class ValueCodes(Dialect dialect)
{
    public ValueCode Of(TypeRef type) =>
        type switch
        {
            StringRef => new("string", "null!", "reader.ReadString()", value => $"writer.WriteString({value})"),
            BooleanRef => new("bool", "false", "reader.ReadBoolean()", value => $"writer.WriteBoolean({value})"),
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

    private static ValueCode Named(NamedType type)
    {
        string arguments = $"<{type.Name}, {type.Name}Format>";
        bool isReference = type is not StringSet;
        return new(
            type.Name,
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
