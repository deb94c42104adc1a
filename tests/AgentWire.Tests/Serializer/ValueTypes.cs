using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.Shared.Contracts;
using FsCheck.Fluent;

namespace AgentWire.Tests.Serializer;

/// <summary>Every public type of the library that can be a value in a user's type.</summary>
internal static class ValueTypes
{
    private static readonly Type[] Plain =
    [
        typeof(string),
        typeof(bool),
        typeof(double),
        typeof(float),
        typeof(byte),
        typeof(ushort),
        typeof(uint),
        typeof(ulong),
        typeof(short),
        typeof(int),
        typeof(long),
    ];

    /// <summary>Gets the types with a converter, lists of each and of other possible elements, the nullable types, and optionals.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        .. Named,
        .. Named.Concat(Plain).Select(ListOf),
        ListOf(ListOf(typeof(RawJson))),
        .. Named.Where(type => type.IsValueType).Append(ListOf(typeof(RawJson))).Select(NullableOf),
        .. Named.Concat(Plain).Append(ListOf(typeof(string))).Append(ListOf(typeof(RawJson))).Select(OptionalOf),
        ListOf(OptionalOf(typeof(string))),
    ];

    /// <summary>Gets the types that are a string on the wire.</summary>
    public static IReadOnlyList<Type> Keys { get; } =
    [.. Named.Where(type => type.IsValueType && type != typeof(RawJson) && type != typeof(RawMembers))];

    /// <summary>Finds a type by its name, which theories show.</summary>
    public static Type Find(string name) => All.Single(type => NameOf(type) == name);

    public static string NameOf(Type type) =>
        type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{NameOf(type.GetGenericArguments()[0])}>"
            : type.FullName!.Replace("AgentWire.", "", StringComparison.Ordinal);

    /// <summary>Returns values of a type as if they had been read: without unknown members.</summary>
    public static IReadOnlyList<object> ValuesOf(Type type, int count)
    {
        Type made = Nullable.GetUnderlyingType(type) ?? type;
        return
        [
            .. ContractValues
                .Of(made, spoiled: false)
                .Sample(count)
                .Where(value => value is not null)
                // The JSON null in a nullable type is no value, as for every type.
                .Where(value => made == type || !value!.Equals(default(RawJson)))
                .Where(value => value is not WireOptional<RawJson> { HasValue: true } json || json.Value != default)
                .Select(value => JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, made), made)!),
        ];
    }

    /// <summary>Returns the types of the members of contract types, including those inside lists and nullable types.</summary>
    public static IEnumerable<Type> OfMembers() =>
        Named
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Select(member => member.PropertyType)
            .SelectMany(Inside)
            .Where(type => TestedAssemblies.Has(type))
            .Distinct();

    private static IEnumerable<Type> Named =>
        TestedAssemblies.PublicTypes.Where(type =>
            !type.IsGenericType && type.GetCustomAttribute<JsonConverterAttribute>(false) is not null
        );

    private static IEnumerable<Type> Inside(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Inside).Append(type) : [type];

    private static Type ListOf(Type type) => typeof(WireList<>).MakeGenericType(type);

    private static Type OptionalOf(Type type) => typeof(WireOptional<>).MakeGenericType(type);

    private static Type NullableOf(Type type) => typeof(Nullable<>).MakeGenericType(type);
}
