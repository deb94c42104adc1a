using System.Reflection;

namespace AgentWire.Tests.Conformance;

/// <summary>What the C# types of a contract say about themselves.</summary>
internal static class ContractTypes
{
    /// <summary>The variants of a union, without the one for unknown tags; empty for any other type.</summary>
    public static IEnumerable<Type> Variants(Type type) =>
        type.GetNestedTypes().Where(nested => nested.IsSubclassOf(type) && nested.Name != "Unknown");

    /// <summary>The variants of a union and of all unions inside them.</summary>
    public static IReadOnlyCollection<Type> VariantsWithin(Type root)
    {
        HashSet<Type> types = [];
        Visit(root, types);
        return [.. types.Where(type => type.DeclaringType is { } union && type.IsSubclassOf(union))];
    }

    private static void Visit(Type type, HashSet<Type> types)
    {
        foreach (Type argument in type.GetGenericArguments())
        {
            Visit(argument, types);
        }

        if (type.Assembly != typeof(WireCodec).Assembly || !types.Add(type))
        {
            return;
        }

        foreach (PropertyInfo property in type.GetProperties())
        {
            Visit(property.PropertyType, types);
        }

        foreach (Type variant in Variants(type))
        {
            Visit(variant, types);
        }
    }
}
