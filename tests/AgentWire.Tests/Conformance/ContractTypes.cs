using System.Reflection;
using System.Text.Json;
using AgentWire.Shared.Contracts;

namespace AgentWire.Tests.Conformance;

/// <summary>Reads facts about the C# types of a contract.</summary>
internal static class ContractTypes
{
    /// <summary>Returns the variants of a union, without the one for unknown tags. Empty for any other type.</summary>
    public static IEnumerable<Type> Variants(Type type) =>
        type.GetNestedTypes().Where(nested => nested.IsSubclassOf(type) && nested.Name != "Unknown");

    /// <summary>The variants of a union and of all unions inside them.</summary>
    public static IReadOnlyCollection<Type> VariantsWithin(Type root)
    {
        HashSet<Type> types = [];
        Visit(root, types);
        return [.. types.Where(type => type.DeclaringType is { } union && type.IsSubclassOf(union))];
    }

    /// <summary>Returns whether a type is the fallback of its union.</summary>
    public static bool IsFallback(string dialect, Type type) =>
        Union(dialect, type) is { } union
        && union.TryGetProperty("fallback", out JsonElement fallback)
        && fallback.ValueEquals(type.Name);

    /// <summary>Returns whether a type is a variant of an untagged union.</summary>
    public static bool IsUntagged(string dialect, Type type) =>
        Union(dialect, type) is { } union && union.GetProperty("tagging").ValueEquals("untagged");

    private static JsonElement? Union(string dialect, Type variant) =>
        variant.DeclaringType is { } type
        && Repository.Manifest(dialect).GetProperty("unions").TryGetProperty(type.Name, out JsonElement union)
            ? union
            : null;

    private static void Visit(Type type, HashSet<Type> types)
    {
        foreach (Type argument in type.GetGenericArguments())
        {
            Visit(argument, types);
        }

        if (!TestedAssemblies.Has(type) || !types.Add(type))
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
