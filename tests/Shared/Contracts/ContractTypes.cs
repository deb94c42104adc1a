using System.Reflection;

namespace AgentWire.Shared.Contracts;

/// <summary>The contract types and their codecs. They are found by reflection, so that a new dialect is covered automatically.</summary>
public static class ContractTypes
{
    /// <summary>Gets the dialect and the name of every type, for theories.</summary>
    public static TheoryData<string, string> Names => NamesOf(Codecs);

    /// <summary>Gets the dialect and the name of every type that has its own C# type.</summary>
    public static TheoryData<string, string> OwnNames => NamesOf(Codecs.Where(codec => IsOwn(codec.Type)));

    public static IEnumerable<WireCodec> Codecs => WireDialects.All.SelectMany(dialect => dialect.Types);

    /// <summary>Gets every public type of the contracts: unions, variants, objects and sets.</summary>
    public static IEnumerable<Type> All =>
        Codecs.Select(codec => codec.Type).Where(IsOwn).SelectMany(type => Variants(type).Append(type));

    /// <summary>Returns whether a type belongs to the library. Another type, such as the string of an identifier, can have any value.</summary>
    public static bool IsOwn(Type type) => TestedAssemblies.Has(type);

    public static WireCodec Codec(string dialect, string type) =>
        Codecs.Single(codec => codec.Dialect == dialect && codec.TypeName == type);

    /// <summary>Returns the variants of a union. Empty for another type.</summary>
    public static IEnumerable<Type> Variants(Type union) =>
        union.GetNestedTypes().Where(nested => nested.BaseType == union);

    /// <summary>The members that an object initializer can set.</summary>
    public static PropertyInfo[] Members(Type record) =>
        [.. record.GetProperties().Where(property => property.SetMethod is { IsPublic: true })];

    public static bool IsNullable(PropertyInfo member) =>
        new NullabilityInfoContext().Create(member).ReadState == NullabilityState.Nullable;

    private static TheoryData<string, string> NamesOf(IEnumerable<WireCodec> codecs)
    {
        TheoryData<string, string> names = [];
        foreach (WireCodec codec in codecs)
        {
            names.Add(codec.Dialect, codec.TypeName);
        }

        return names;
    }
}
