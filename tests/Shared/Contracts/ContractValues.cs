using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using AgentWire.Spec.Model;
using FsCheck;
using FsCheck.Fluent;

namespace AgentWire.Shared.Contracts;

/// <summary>Values of contract types: good values, which can be written, and spoiled values with one part that cannot be written.</summary>
public static class ContractValues
{
    private static readonly double[] Doubles =
    [
        0,
        -0.0,
        1,
        0.1,
        1e-5,
        9.999e-6,
        1e15,
        1e16,
        double.Epsilon,
        double.MaxValue,
        double.MinValue,
        1.0 / 3,
    ];

    private static readonly string[] Uuids =
    [
        "00000000-0000-0000-0000-000000000000",
        "0189aBcd-0123-7fff-8000-0123456789AB",
        "0189abcd01237fff80000123456789ab",
        "urn:uuid:0189abcd-0123-7fff-8000-0123456789ab",
        "{0189abcd-0123-7fff-8000-0123456789ab}",
    ];

    private static readonly string[] Pointers = ["", "/", "/a/0", "/a~1b/m~0n", "/-", "/a\n"];

    private static readonly string[] TagMembers = ["type", "role", "op", "action", "name"];

    private static Gen<RawJson> Opaque => JsonTexts.Documents.Resize(15).Select(RawJson.Parse);

    private static Gen<RawJson> TooDeep => Gen.Choose(128, 200).Select(depth => RawJson.Parse(JsonTexts.Nested(depth)));

    public static Gen<object?> Of(WireCodec codec, bool spoiled) =>
        Restriction.Of(codec) is { } restriction ? Within(restriction, codec.Type, spoiled) : Of(codec.Type, spoiled);

    public static Gen<object?> Of(Type type, bool spoiled) =>
        type switch
        {
            _ when type == typeof(string) => Boxed(spoiled ? Strings.Bad : Strings.Good),
            _ when type == typeof(bool) => Boxed(Gen.Elements(true, false)),
            _ when type == typeof(double) => Boxed(
                spoiled
                    ? Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity)
                    : Gen.Elements(Doubles)
            ),
            _ when type == typeof(float) => Boxed(
                spoiled
                    ? Gen.Elements(float.NaN, float.PositiveInfinity)
                    : Gen.Elements(0f, -0f, 0.91f, 1e-9f, float.MaxValue)
            ),
            _ when type == typeof(WireTimestamp) => Boxed(Timestamps),
            _ when type == typeof(RawJson) => Boxed(spoiled ? TooDeep : Opaque),
            _ when type == typeof(RawMembers) => Boxed(spoiled ? SpoiledExtra : Extra),
            _ when type.IsPrimitive => Integers(type),
            _ when type.IsEnum => spoiled
                ? Gen.Constant<object?>(Enum.ToObject(type, 99))
                : Gen.Elements(Enum.GetValues(type).Cast<object?>()),
            _ when IsList(type) => List(type, spoiled),
            _ when IsOptional(type) => Optional(type, spoiled),
            _ when type.IsAbstract => Gen.OneOf(
                ContractTypes.Variants(type).Where(v => !spoiled || CanSpoil(v)).Select(v => Of(v, spoiled))
            ),
            _ when IsOpenSet(type) => spoiled
                ? Gen.Constant(Activator.CreateInstance(type))
                : Strings.Good.Select(text => Activator.CreateInstance(type, text)),
            _ when type.GetConstructor([]) is null => Made(type, spoiled),
            _ => Record(type, spoiled),
        };

    public static byte[] Write(WireCodec codec, object value)
    {
        ArrayBufferWriter<byte> output = new();
        codec.WriteObject(output, value);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Returns whether the type has values that cannot be written.</summary>
    public static bool CanSpoil(Type type) =>
        type.IsPrimitive ? type == typeof(double) || type == typeof(float)
        : IsList(type) ? type.GetGenericArguments()[0] is var item && (item.IsClass || CanSpoil(item))
        : type.IsAbstract ? ContractTypes.Variants(type).Any(CanSpoil)
        : type == typeof(string) || type == typeof(RawMembers) || type.GetConstructor([]) is null
            ? type != typeof(WireTimestamp)
        : ContractTypes.Members(type).Any(CanSpoil);

    private static bool CanSpoil(PropertyInfo member) =>
        IsRequiredReference(member) || Restriction.Of(member) is not null || CanSpoil(ValueType(member));

    private static Gen<object?> Of(PropertyInfo member, bool spoiled) =>
        Restriction.Of(member) is { } restriction
            ? Within(restriction, ValueType(member), spoiled)
            : Of(ValueType(member), spoiled);

    private static Gen<object?> Within(Restriction restriction, Type type, bool spoiled) =>
        restriction switch
        {
            { Kind: "uuid" } => Uuid(spoiled),
            { Kind: "not-blank" } => NotBlank(spoiled),
            { Kind: "json-pointer" } => Pointer(spoiled),
            { Type: StringRef { MinLength: 1, MaxLength: { } most } } => OfLength(most, spoiled),
            { Type: IntegerRef integer } => Within((long)integer.Minimum, (long)integer.Maximum, type, spoiled),
            { Type: OpaqueRef { IsObject: true } } => Object(spoiled),
            { Type: OpaqueRef { IsNotNull: true } } => NotNull(spoiled),
            { Type: ListRef { MinItems: 1 } } => NotEmpty(type, spoiled),
            _ => throw new NotSupportedException($"No values are made for {restriction}."),
        };

    private static bool IsList(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(WireList<>);

    private static bool IsOptional(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(WireOptional<>);

    /// <summary>Returns null and values. What is absent is not written.</summary>
    private static Gen<object?> Optional(Type type, bool spoiled)
    {
        Gen<object?> values = Of(type.GetGenericArguments()[0], spoiled)
            .Select(value => Activator.CreateInstance(type, value));
        return spoiled ? values : Gen.OneOf(Gen.Constant(JsonSerializer.Deserialize("null", type)), values);
    }

    private static bool IsOpenSet(Type type) => type.IsValueType && type.GetConstructor([typeof(string)]) is not null;

    private static bool IsRequiredReference(PropertyInfo member) =>
        member.PropertyType.IsClass && !ContractTypes.IsNullable(member);

    private static Type ValueType(PropertyInfo member) =>
        Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;

    private static Gen<object?> Boxed<T>(Gen<T> values) => values.Select(value => (object?)value);

    private static Gen<object?> Integers(Type type)
    {
        object min = type.GetField("MinValue")!.GetValue(null)!;
        object max = type.GetField("MaxValue")!.GetValue(null)!;
        Gen<object?> small = Gen.Choose(0, 100)
            .Select(i => (object?)Convert.ChangeType(i, type, CultureInfo.InvariantCulture));
        return Gen.OneOf(Gen.Elements<object?>(min, max), small);
    }

    private static Gen<object?> Uuid(bool spoiled) =>
        Boxed(spoiled ? Gen.OneOf(Strings.Bad, Strings.Good) : Gen.Elements(Uuids));

    private static Gen<object?> NotBlank(bool spoiled) =>
        Boxed(
            spoiled
                ? Gen.OneOf(Gen.Elements("", " ", "\t\u0085\u3000"), Strings.Bad)
                : Strings.Good.Select(text => $" {text}-")
        );

    private static Gen<object?> Pointer(bool spoiled) =>
        Boxed(spoiled ? Gen.OneOf(Gen.Elements("a", "/~", "/a~2", "~0"), Strings.Bad) : Gen.Elements(Pointers));

    private static Gen<object?> NotNull(bool spoiled) =>
        Boxed(
            spoiled
                ? Gen.OneOf(TooDeep, Gen.Constant(RawJson.Parse("null")))
                : Opaque.Where(json => !json.Utf8.SequenceEqual("null"u8))
        );

    private static Gen<object?> Object(bool spoiled) =>
        Boxed(
            spoiled
                ? Gen.OneOf(TooDeep, Opaque.Where(json => json.Utf8[0] != (byte)'{'))
                : JsonTexts
                    .Objects(JsonTexts.StringTokens, JsonTexts.Documents.Resize(15), 3)
                    .Resize(15)
                    .Select(RawJson.Parse)
        );

    private static Gen<object?> NotEmpty(Type type, bool spoiled)
    {
        object? empty = Activator.CreateInstance(type);
        return spoiled
            ? Gen.OneOf(Gen.Constant(empty), List(type, true))
            : List(type, false).Where(list => !Equals(list, empty));
    }

    private static Gen<object?> Within(long min, long max, Type type, bool spoiled)
    {
        IEnumerable<long> values = spoiled
            ? new[] { int.MinValue, min - 1, unchecked(max + 1) }.Where(value => value < min || value > max)
            : [min, min + 1, max - 1, max];
        return Gen.Elements(
            values.Select(value => (object?)Convert.ChangeType(value, type, CultureInfo.InvariantCulture))
        );
    }

    private static Gen<object?> OfLength(int max, bool spoiled) =>
        Boxed(
            spoiled
                ? Gen.OneOf(Strings.Bad, Gen.Elements("", new string('x', max + 1), Emojis(max + 1)))
                : Gen.OneOf(
                    Strings.Good.Where(text => text.Length > 0),
                    Gen.Elements(new string('x', max), Emojis(max))
                )
        );

    private static string Emojis(int count) => string.Concat(Enumerable.Repeat("😀", count));

    private static Gen<WireTimestamp> Timestamps =>
        from seconds in Gen.OneOf(
            Gen.Choose(int.MinValue, int.MaxValue).Select(i => i * 28L),
            Gen.Elements(-62_167_219_200, -62_135_596_800, 0, 253_402_300_799)
        )
        from nanoseconds in Gen.Elements(0, 1, 120_000_000, 123_456_000, 999_999_999)
        select WireTimestamp.FromUnix(seconds, nanoseconds);

    private static Gen<object?> List(Type type, bool spoiled)
    {
        Type item = type.GetGenericArguments()[0];
        Gen<object?> bad = item.IsClass
            ? CanSpoil(item)
                ? Gen.OneOf(Gen.Constant<object?>(null), Of(item, true))
                : Gen.Constant<object?>(null)
            : Of(item, true);
        Gen<object?[]> good = Of(item, false).ArrayOf().Resize(4);
        Gen<object?[]> items = spoiled
            ? from before in good
            from one in bad
            from after in good
            select (object?[])[.. before, one, .. after]
            : good;
        MethodInfo make = typeof(ContractValues)
            .GetMethod(nameof(MakeList), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(item);
        return items.Select(values => make.Invoke(null, [values]));
    }

    private static WireList<T> MakeList<T>(object[] items) => items.Cast<T>().ToWireList();

    private static Gen<object?> Record(Type type, bool spoiled)
    {
        PropertyInfo[] members = ContractTypes.Members(type);
        Gen<PropertyInfo?> spoiledMember = spoiled
            ? Gen.Elements<PropertyInfo?>(members.Where(CanSpoil))
            : Gen.Constant<PropertyInfo?>(null);
        return from bad in spoiledMember
            from values in Gen.CollectToArray(members.Select(member => Member(member, member == bad)))
            select Assembled(type, members, values);
    }

    private static object? Assembled(Type type, PropertyInfo[] members, object?[] values)
    {
        object record = Activator.CreateInstance(type)!;
        foreach ((PropertyInfo member, object? value) in members.Zip(values))
        {
            member.SetValue(record, value);
        }

        return record;
    }

    private static Gen<object?> Member(PropertyInfo member, bool spoiled)
    {
        Gen<object?> nothing = Gen.Constant<object?>(null);
        if (spoiled)
        {
            return !IsRequiredReference(member) ? Of(member, true)
                : CanSpoil(ValueType(member)) ? Gen.OneOf(nothing, Of(member, true))
                : nothing;
        }

        Gen<object?> good = Of(member, false);
        return ContractTypes.IsNullable(member) ? Gen.OneOf(nothing, good) : good;
    }

    /// <summary>Gets members in the order of their names in UTF-8, which declared and sorted members both keep.</summary>
    private static Gen<RawMembers> Extra =>
        from members in ExtraName.Zip(Opaque, KeyValuePair.Create).ListOf().Resize(4)
        select RawMembers.Create(
            members.DistinctBy(member => member.Key).OrderBy(member => member.Key, Utf8Order.Instance)
        );

    private static Gen<RawMembers> SpoiledExtra =>
        Gen.OneOf(
            from good in Extra
            from name in Strings.Bad
            from value in Opaque
            select RawMembers.Create([KeyValuePair.Create("x-" + name, value), .. good]),
            from good in Extra
            from value in TooDeep
            select RawMembers.Create([.. good, KeyValuePair.Create("x-deep", value)])
        );

    // The prefix avoids the contract's own names.
    private static Gen<string> ExtraName => Strings.Good.Select(name => "x-" + name);

    /// <summary>Creates variants with their factory, which refuses invalid values.</summary>
    private static Gen<object?> Made(Type type, bool spoiled)
    {
        MethodInfo create = type.GetMethod("Create", BindingFlags.Public | BindingFlags.Static)!;
        Gen<object?[]> arguments = Gen.CollectToArray(
            create
                .GetParameters()
                .Select(parameter =>
                    parameter.ParameterType == typeof(RawJson)
                        ? Boxed(Unknowns(spoiled))
                        : Of(parameter.ParameterType, false)
                )
        );
        return arguments.Select(values => Create(create, values)).Where(made => made is not null);
    }

    private static object? Create(MethodInfo create, object?[] arguments)
    {
        try
        {
            return create.Invoke(null, arguments);
        }
        catch (TargetInvocationException refused) when (refused.InnerException is ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Creates unknown variants of any union: with an internal tag, with an external tag, or only a tag.</summary>
    private static Gen<RawJson> Unknowns(bool spoiled)
    {
        Gen<string> body = spoiled ? TooDeep.Select(json => json.ToString()) : JsonTexts.Documents.Resize(15);
        Gen<string> outside = ExtraName.Zip(body, (tag, value) => $"{{{Reference.Quote(tag)}:{value}}}");
        Gen<string> inside =
            from member in Gen.Elements(TagMembers)
            from tag in ExtraName
            from before in Gen.Elements(true, false)
            from value in body
            let written = $"\"{member}\": {Reference.Quote(tag)}"
            select before ? $"{{ \"x\":{value}, {written} }}" : $"{{ {written}, \"x\":{value} }}";
        Gen<string> alone = ExtraName.Select(Reference.Quote);
        return (spoiled ? Gen.OneOf(outside, inside) : Gen.OneOf(outside, inside, alone)).Select(RawJson.Parse);
    }

    private sealed class Utf8Order : IComparer<string>
    {
        public static Utf8Order Instance { get; } = new();

        public int Compare(string? x, string? y) =>
            Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
    }
}
