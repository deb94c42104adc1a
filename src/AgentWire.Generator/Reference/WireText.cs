using System.Numerics;
using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Reference;

/// <summary>Describes wire types in a few words, for the reference page.</summary>
internal static class WireText
{
    private static readonly (string Name, BigInteger Minimum, BigInteger Maximum)[] Widths =
    [
        ("u8", byte.MinValue, byte.MaxValue),
        ("u16", ushort.MinValue, ushort.MaxValue),
        ("u32", uint.MinValue, uint.MaxValue),
        ("u64", ulong.MinValue, ulong.MaxValue),
        ("i16", short.MinValue, short.MaxValue),
        ("i32", int.MinValue, int.MaxValue),
        ("i64", long.MinValue, long.MaxValue),
    ];

    public static string Link(string type) => Link(type, type);

    /// <summary>Makes a link to a type's section, with another text.</summary>
    public static string Link(string type, string text) => $"[{text}](#{type.ToLowerInvariant()})";

    /// <summary>Describes the reference and its published page in a sentence after another one, or returns nothing if there is none.</summary>
    public static string Of(Upstream? upstream) =>
        upstream switch
        {
            null => "",
            { Page: null } => $" Upstream: {upstream.InWords}.",
            { PageVersion: null } => $" Upstream: {upstream.InWords}; the published page is `{upstream.Page}`.",
            _ => $" Upstream: {upstream.InWords}; the published page is `{upstream.Page}` of {upstream.PageVersion}.",
        };

    public static string Of(TypeRef type) =>
        type switch
        {
            StringRef { HasLength: true } text => $"string of {text.LengthInWords}",
            StringRef => "string",
            BooleanRef => "boolean",
            IntegerRef integer => Of(integer),
            ConstantRef constant => $"`{Samples.Of(constant)}`",
            NumberRef { IsWidened: true } => "f32, written as f64",
            NumberRef => "f64",
            OpaqueRef { IsObject: true } => "any object",
            OpaqueRef { IsNotNull: true } => "any JSON but null",
            OpaqueRef => "any JSON",
            ListRef { MinItems: > 0 } list => $"list of {Of(list.Item)}, at least {list.MinItems}",
            ListRef list => $"list of {Of(list.Item)}",
            MapRef map => $"map of {Of(map.Value)}",
            NamedRef named => Link(named.Name),
            _ => throw new NotSupportedException($"{type} is unknown"),
        };

    public static string PresenceOf(Member member) =>
        member switch
        {
            { OmitWhenEmpty: true } => "omitted if empty",
            { EmptyWhenAbsent: true } => "empty if absent",
            { Presence: Presence.Required } => "required",
            { Presence: Presence.Nullable, IsStrict: true } => "nullable, strict",
            { Presence: Presence.Nullable } => "nullable",
            { Presence: Presence.OptionalNullable } => "optional, null kept",
            _ => "optional",
        };

    /// <summary>Describes the kind of a type in one sentence.</summary>
    public static string Form(NamedType type) =>
        type switch
        {
            UnionType union => $"{Form(union)}{Unknown(union)}",
            StringSet { IsOpen: true } => "An open set of strings.",
            StringSet => "A closed set of strings.",
            ScalarType { Kind: { } kind } => $"A string: `{kind}`.",
            ScalarType scalar => $"A {Of(scalar.Text)}.",
            ListType list => $"A {Of(list.List)}.",
            _ => "An object.",
        };

    private static string Form(UnionType union) =>
        union.Tagging switch
        {
            Tagging.Internal tagging => $"A union, tagged by the member `{tagging.Tag}`",
            Tagging.Adjacent tagging =>
                $"A union, with its tag in `{tagging.Tag}` and its content in `{tagging.Content}`",
            Tagging.Untagged => "A union without tags, whose variants are tried in order",
            Tagging.Kind => "A union without tags, whose variants have different kinds of JSON",
            _ when union.IsFlattened => "A union, tagged by the one member beside the tag of the message",
            _ => "A union, tagged by its one member, or a string if there is no content",
        };

    private static string Unknown(UnionType union) =>
        union.IsOpen ? "; unknown tags are kept as `Unknown`."
        : union.Fallback is { } fallback ? $"; a value that fits no other variant is `{fallback.Name}`."
        : ".";

    private static string Of(IntegerRef integer)
    {
        string? width = Widths
            .FirstOrDefault(width => width.Minimum == integer.Minimum && width.Maximum == integer.Maximum)
            .Name;
        return width ?? $"integer from {integer.Minimum} to {integer.Maximum}";
    }
}
