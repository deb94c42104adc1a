using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.Walrus;

namespace AgentWire.Tests.Serializer;

/// <summary>Every public value type works in the types of an application: in every position, in both directions, with any options.</summary>
[Trait("Category", "Load")]
public sealed class OwnTypeTests
{
    private const int Samples = 3;
    private const int Share = 7;

    public static TheoryData<string> Types => [.. Chosen(ValueTypes.All).Select(ValueTypes.NameOf)];

    public static TheoryData<string> Keys => [.. ValueTypes.Keys.Select(ValueTypes.NameOf)];

    public static TheoryData<string> NoKeys =>
        [
            .. Chosen(ValueTypes.All.Except(ValueTypes.Keys))
                .Where(type => Nullable.GetUnderlyingType(type) is null)
                .Select(ValueTypes.NameOf),
        ];

    [Fact]
    public void No_type_of_a_member_is_left_out() => ValueTypes.OfMembers().Except(ValueTypes.All).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Types))]
    public void A_value_is_read_as_it_was_written_as_a_member_an_item_and_a_dictionary_s_value(string type)
    {
        Type valueType = ValueTypes.Find(type);
        foreach (object value in ValueTypes.ValuesOf(valueType, Samples))
        {
            foreach ((string options, JsonSerializerOptions settings) in OwnTypeOptions.All)
            {
                foreach (object holder in Holders(valueType, value))
                {
                    RoundTrip(holder, settings)
                        .ShouldBeOneOf([Canonical(value), LeftOut(settings)], $"{options}: {holder.GetType()}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_string_of_the_wire_is_read_as_it_was_written_as_a_dictionary_s_key(string type)
    {
        Type keyType = ValueTypes.Find(type);
        foreach (object value in ValueTypes.ValuesOf(keyType, Samples))
        {
            foreach ((string options, JsonSerializerOptions settings) in OwnTypeOptions.All)
            {
                IDictionary keyed = Dictionary(keyType, typeof(int), value, 1);
                string json = JsonSerializer.Serialize(keyed, keyed.GetType(), settings);
                IDictionary read = (IDictionary)JsonSerializer.Deserialize(json, keyed.GetType(), settings)!;
                read.Keys.Cast<object>().ShouldBe([value], options);
                using JsonDocument document = JsonDocument.Parse(json);
                document
                    .RootElement.EnumerateObject()
                    .Last()
                    .Name.ShouldBe(JsonSerializer.Deserialize<string>(Canonical(value)), options);
            }
        }
    }

    [Theory]
    [MemberData(nameof(NoKeys))]
    public void What_is_no_string_of_the_wire_is_refused_as_a_key_by_both_sides(string type)
    {
        Type keyType = ValueTypes.Find(type);
        object value = ValueTypes.ValuesOf(keyType, 20)[0];
        IDictionary keyed = Dictionary(keyType, typeof(int), value, 1);
        foreach (JsonSerializerOptions settings in new[] { new(), new JsonSerializerOptions().AddAgentWire() })
        {
            Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(keyed, keyed.GetType(), settings));
            Should.Throw<NotSupportedException>(() =>
                JsonSerializer.Deserialize("""{"a":1}""", keyed.GetType(), settings)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_too_deep_to_be_read_is_not_written(string type)
    {
        Type valueType = ValueTypes.Find(type);
        foreach (object value in ValueTypes.ValuesOf(valueType, Samples))
        {
            foreach (object holder in Holders(valueType, value))
            {
                string json = JsonSerializer.Serialize(holder, holder.GetType());
                int read = LeastDepth(options => JsonSerializer.Deserialize(json, holder.GetType(), options));
                int written = LeastDepth(options => JsonSerializer.Serialize(holder, holder.GetType(), options));
                // JsonSerializer itself cannot write anything, not even a number, at the last level that it reads.
                written.ShouldBeOneOf([read, read + 1], json);
            }
        }
    }

    /// <summary>Control for the comparison: it notices a converter that loses something, and one that writes in another way.</summary>
    [Fact]
    public void A_value_that_does_not_come_back_is_seen()
    {
        Holder<Lossy> holder = new(new Lossy(2));
        Should.Throw<ShouldAssertException>(() => RoundTrip(holder, OwnTypeOptions.All["default"]));
        JsonSerializerOptions foreign = new() { Converters = { new JsonStringEnumConverter() } };
        Should.Throw<ShouldAssertException>(() =>
            RoundTrip(new Holder<WireErrorCode>(WireErrorCode.TooDeep), foreign)
                .ShouldBe(Canonical(WireErrorCode.TooDeep))
        );
    }

    /// <summary>Returns the types of the runtime, which have converters of their own, and a share of the types of the dialects.</summary>
    private static IEnumerable<Type> Chosen(IEnumerable<Type> types)
    {
        ILookup<bool, Type> ofDialects = types.ToLookup(IsOfDialect);
        return ofDialects[false].Concat(Thoroughness.OneOf(Share, ofDialects[true]));
    }

    private static bool IsOfDialect(Type type) =>
        type.IsGenericType ? IsOfDialect(type.GetGenericArguments()[0]) : type.Assembly == typeof(WalrusWire).Assembly;

    /// <summary>Reads the written holder and compares it. Returns the text of the value.</summary>
    private static string? RoundTrip(object holder, JsonSerializerOptions options)
    {
        string json = JsonSerializer.Serialize(holder, holder.GetType(), options);
        object? read = JsonSerializer.Deserialize(json, holder.GetType(), options);
        ContentOf(read!).ShouldBe(ContentOf(holder), json);
        JsonSerializer.Serialize(read, holder.GetType(), options).ShouldBe(json);
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 0 });
        string? text = ValueIn(document.RootElement)?.GetRawText();
        // If the options indent, the items of a list are on separate lines.
        return options.WriteIndented && text?[0] == '[' ? RawJson.Parse(text).ToString() : text;
    }

    private static JsonElement? ValueIn(JsonElement holder) =>
        holder.ValueKind == JsonValueKind.Array ? holder[0]
        : holder.TryGetProperty("$values", out JsonElement values) ? values[0]
        : holder.EnumerateObject().Where(member => member.Name != "$id") is var members && members.Any()
            ? members.Single().Value
        : null;

    /// <summary>Returns the text of a value that the options omit.</summary>
    private static string? LeftOut(JsonSerializerOptions options) =>
        options.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingDefault ? null : "";

    private static string Canonical(object value) => JsonSerializer.Serialize(value, value.GetType());

    private static IEnumerable<object> Holders(Type type, object value)
    {
        yield return Activator.CreateInstance(typeof(Holder<>).MakeGenericType(type), value)!;
        IList list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type))!;
        list.Add(value);
        yield return list;
        yield return Dictionary(typeof(string), type, "key", value);
    }

    private static IDictionary Dictionary(Type keyType, Type valueType, object key, object value)
    {
        IDictionary dictionary = (IDictionary)
            Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(keyType, valueType))!;
        dictionary.Add(key, value);
        return dictionary;
    }

    private static object? ContentOf(object holder) =>
        holder switch
        {
            IDictionary dictionary => dictionary.Values.Cast<object?>().Single(),
            IList list => list[0],
            _ => holder.GetType().GetProperty("Value")!.GetValue(holder),
        };

    /// <summary>Returns the smallest depth limit with which the action succeeds.</summary>
    private static int LeastDepth(Action<JsonSerializerOptions> action)
    {
        for (int depth = 1; ; depth++)
        {
            try
            {
                action(new JsonSerializerOptions { MaxDepth = depth });
                return depth;
            }
            catch (JsonException) when (depth < 64) { }
        }
    }

    private sealed record Holder<T>(T Value);

    [JsonConverter(typeof(LossyConverter))]
    private readonly record struct Lossy(int Number);

    private sealed class LossyConverter : JsonConverter<Lossy>
    {
        public override Lossy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetInt32() - 1);

        public override void Write(Utf8JsonWriter writer, Lossy value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Number);
    }
}
