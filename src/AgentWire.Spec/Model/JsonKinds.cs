namespace AgentWire.Spec.Model;

/// <summary>Kinds of JSON values other than null. An integer is a number.</summary>
[Flags]
internal enum JsonKinds
{
    None = 0,
    String = 1,
    Number = 2,
    Boolean = 4,
    List = 8,
    Object = 16,
    All = String | Number | Boolean | List | Object,
}

/// <summary>Finds the kinds of JSON that the values of a type have.</summary>
internal static class JsonKindsOf
{
    private static readonly (JsonKinds Kind, string Words)[] Words =
    [
        (JsonKinds.String, "a string"),
        (JsonKinds.Number, "a number"),
        (JsonKinds.Boolean, "a Boolean"),
        (JsonKinds.List, "an array"),
        (JsonKinds.Object, "an object"),
    ];

    /// <param name="type">The type. No union without tags can contain itself as a variant.</param>
    /// <param name="find">Returns the type with a name.</param>
    public static JsonKinds Of(TypeRef type, Func<string, NamedType> find) =>
        type switch
        {
            StringRef or ConstantRef.Text => JsonKinds.String,
            NumberRef or IntegerRef or ConstantRef.Integer => JsonKinds.Number,
            BooleanRef or ConstantRef.Boolean => JsonKinds.Boolean,
            ListRef => JsonKinds.List,
            OpaqueRef { IsObject: true } or MapRef => JsonKinds.Object,
            OpaqueRef => JsonKinds.All,
            NamedRef named => find(named.Name) switch
            {
                StringSet or ScalarType => JsonKinds.String,
                ListType => JsonKinds.List,
                UnionType union => union.Variants.Aggregate(
                    JsonKinds.None,
                    (kinds, variant) => kinds | Of(union, variant, find)
                ),
                _ => JsonKinds.Object,
            },
            _ => throw new NotSupportedException($"{type} is unknown"),
        };

    /// <summary>Returns the kinds of a variant's values, with the tag.</summary>
    public static JsonKinds Of(UnionType union, Variant variant, Func<string, NamedType> find) =>
        variant.Payload switch
        {
            Payload.Value value when !union.Tagging.HasTag => Of(value.Type, find),
            Payload.Unit when union is { Tagging: Tagging.External, IsFlattened: false } => JsonKinds.String,
            _ => JsonKinds.Object,
        };

    /// <summary>Describes kinds in words, such as <c>a string or an array</c>.</summary>
    public static string InWords(this JsonKinds kinds) =>
        string.Join(" or ", Words.Where(each => kinds.HasFlag(each.Kind)).Select(each => each.Words));

    /// <summary>Returns each kind that is in a set of kinds.</summary>
    public static IEnumerable<JsonKinds> Each(this JsonKinds kinds) =>
        Words.Select(each => each.Kind).Where(kind => kinds.HasFlag(kind));
}
