using System.Collections;
using System.Text;
using System.Text.Json;
using AgentWire.CompilerServices;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;

namespace AgentWire.Tests.Json;

/// <summary>Maps as values: what they contain, when they are equal, and how they are read and written.</summary>
public sealed class WireMapTests
{
    [Fact]
    public void A_map_has_its_entries_in_the_order_in_which_they_were_given()
    {
        WireMap<int> map = [new("b", 1), new("a", 2), new("", 3)];

        map.Count.ShouldBe(3);
        map.Keys.ShouldBe(["b", "a", ""]);
        map.Values.ShouldBe([1, 2, 3]);
        map.Select(entry => entry.Key).ShouldBe(["b", "a", ""]);
        ((IEnumerable)map).Cast<KeyValuePair<string, int>>().Count().ShouldBe(3);
        map.AsSpan()[1].ShouldBe(new KeyValuePair<string, int>("a", 2));
        map["a"].ShouldBe(2);
        map.ContainsKey("").ShouldBeTrue();
        map.ContainsKey("A").ShouldBeFalse();
        map.TryGetValue("c", out int value).ShouldBeFalse();
        value.ShouldBe(0);
    }

    [Fact]
    public void The_default_map_is_the_empty_one()
    {
        WireMap<string> map = default;

        map.Count.ShouldBe(0);
        map.ShouldBeEmpty();
        map.TryGetValue("a", out _).ShouldBeFalse();
        map.ShouldBe([]);
        (map == new Dictionary<string, string>().ToWireMap()).ShouldBeTrue();
        map.ToString().ShouldBe("{}");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(500)]
    public void Entries_are_found_in_maps_of_any_size(int count)
    {
        WireMap<int> map = Enumerable
            .Range(0, count)
            .Select(i => new KeyValuePair<string, int>($"name-{i}", i))
            .ToWireMap();

        for (int i = 0; i < count; i++)
        {
            map[$"name-{i}"].ShouldBe(i);
        }

        map.ContainsKey($"name-{count}").ShouldBeFalse();
    }

    [Fact]
    public void Maps_with_equal_entries_in_the_same_order_are_equal()
    {
        WireMap<WireList<string>> map = [new("a", ["x"]), new("b", [])];

        map.ShouldBe([new("a", ["x"]), new("b", [])]);
        map.GetHashCode().ShouldBe(((WireMap<WireList<string>>)[new("a", ["x"]), new("b", [])]).GetHashCode());
        map.Equals((object)map).ShouldBeTrue();
        (map != [new("b", []), new("a", ["x"])]).ShouldBeTrue();
        (map == [new("a", ["y"]), new("b", [])]).ShouldBeFalse();
        (map == [new("a", ["x"])]).ShouldBeFalse();
        map.Equals("a").ShouldBeFalse();
    }

    [Fact]
    public void A_name_that_is_null_or_occurs_twice_is_refused()
    {
        Should
            .Throw<ArgumentException>(() => WireMap.Create<int>([new("a", 1), new("a", 1)]))
            .ParamName.ShouldBe("entries");
        Should.Throw<ArgumentNullException>(() => WireMap.Create<int>([new(null!, 1)]));
        Should.Throw<ArgumentNullException>(() => ((Dictionary<string, int>)null!).ToWireMap());
        WireMap<int> map = [new("a", 1)];
        Should.Throw<ArgumentNullException>(() => map.ContainsKey(null!));
        Should.Throw<ArgumentNullException>(() => map[null!]);
        Should.Throw<KeyNotFoundException>(() => map["b\n"]).Message.ShouldBe("There is no entry \"b\\u000a\".");
    }

    [Fact]
    public void Its_text_shows_the_first_entries_and_the_number_of_others()
    {
        WireMap<string> two = [new("a\n", "x\""), new("b", "y")];
        two.ToString().ShouldBe("{ \"a\\u000a\": \"x\\\"\", \"b\": \"y\" }");
        Enumerable
            .Range(0, 10)
            .Select(i => new KeyValuePair<string, int>($"{i}", i))
            .ToWireMap()
            .ToString()
            .ShouldEndWith("\"7\": 7, … 2 more }");
    }

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData(""" { "b" : 1 , "a" : 2 } """, """{"b":1,"a":2}""")]
    [InlineData("""{"\u0061":1,"é\n":-1}""", """{"a":1,"é\n":-1}""")]
    [InlineData("""{"a":1,"\u0061":2}""", "duplicate_member /a 7")]
    [InlineData("""{"a":1,"b":"2"}""", "wrong_type /b 11")]
    [InlineData("""{"a":null}""", "wrong_type /a 5")]
    [InlineData("""{"a":9223372036854775808}""", "out_of_range /a 5")]
    [InlineData("[]", "wrong_type  0")]
    [InlineData("null", "wrong_type  0")]
    [InlineData("""{"a":1""", "truncated  6")]
    [InlineData("""{"a":1,}""", "syntax  7")]
    [InlineData("""{"a" 1}""", "syntax  5")]
    [InlineData("""{a:1}""", "syntax  1")]
    [InlineData("""{"\ud800":1}""", "lone_surrogate  2")]
    public void A_codec_reads_and_writes_a_map(string json, string expected)
    {
        WireCodec<WireMap<long>> codec = GeneratedContract.CreateCodec<WireMap<long>, MapFormat<long, Int64Format>>(
            "test",
            "Map"
        );

        string actual = codec.TryRead(Encoding.UTF8.GetBytes(json), out WireMap<long> map, out WireError error)
            ? Encoding.UTF8.GetString(codec.ToUtf8Bytes(map))
            : $"{error.Code.ToWireName()} {error.Pointer} {error.ByteOffset}";

        actual.ShouldBe(expected);
    }

    [Fact]
    public void A_sorted_map_is_written_in_the_order_of_the_bytes_of_its_names()
    {
        WireCodec<WireMap<bool>> codec = GeneratedContract.CreateCodec<
            WireMap<bool>,
            SortedMapFormat<bool, BooleanFormat>
        >("test", "Map");
        string[] names = ["\U0001F600", "\uFFFD", "", "b", "a", "aa", "é", "\uE000", "B", "\u0000"];
        string[] sorted = [.. names.OrderBy(name => Encoding.UTF8.GetBytes(name), ByteOrder)];
        WireMap<bool> map = names.Select(name => new KeyValuePair<string, bool>(name, true)).ToWireMap();

        WireMap<bool> written = codec.Read(codec.ToUtf8Bytes(map));

        written.Keys.ShouldBe(sorted);
        sorted.ShouldNotBe([.. names.Order(StringComparer.Ordinal)]);
    }

    [Fact]
    public void A_map_is_as_deep_as_any_other_object()
    {
        WireCodec<WireMap<RawJson>> codec = GeneratedContract
            .CreateCodec<WireMap<RawJson>, MapFormat<RawJson, InsertionOpaqueFormat>>("test", "Map")
            .With(WireOptions.Default with { MaxDepth = 2 });

        codec.Read("""{"a":[1]}""").Count.ShouldBe(1);
        Should.Throw<WireException>(() => codec.Read("""{"a":[[]]}""")).Code.ShouldBe(WireErrorCode.TooDeep);
        Should
            .Throw<WireException>(() => codec.ToUtf8Bytes([new("a", RawJson.Parse("[[]]"))]))
            .Code.ShouldBe(WireErrorCode.TooDeep);
    }

    [Fact]
    public void JsonSerializer_reads_and_writes_maps_of_any_values()
    {
        Check<WireMap<int>>([new("b", 1), new("a", 2)], """{"b":1,"a":2}""");
        Check<WireMap<string?>>([new("b", null)], """{"b":null}""");
        Check<WireMap<double>>([new("b", 3), new("a", 1e16)], """{"b":3.0,"a":1e+16}""");
        Check<WireMap<string>>([new("b", "é<\n")], """{"b":"é<\n"}""");
        Check<WireMap<HubAction>>([new("x", HubAction.Install)], """{"x":"install"}""");
        Check<WireMap<WireMap<RawJson>>>([new("x", [new("y", RawJson.Parse("[1.50]"))])], """{"x":{"y":[1.50]}}""");
        Check<WireMap<WireList<StepStatus>>>([new("x", [StepStatus.Pending])], """{"x":["pending"]}""");
        Check<WireMap<ServerMessage?>>(
            [new("x", new ServerMessage.Pong()), new("y", null)],
            """{"x":{"type":"pong"},"y":null}"""
        );
        JsonSerializer.Deserialize<WireMap<int>?>("null").ShouldBeNull();

        static void Check<T>(T value, string json)
        {
            JsonSerializer.Serialize(value).ShouldBe(json);
            JsonSerializer.Deserialize<T>(json).ShouldBe(value);
        }
    }

    [Theory]
    [InlineData("""{"a":"install","a":"install"}""", "duplicate_member /a 15")]
    [InlineData("""{"a":"install","b":"Install"}""", "unknown_value /b 19")]
    [InlineData("""{"a":1}""", "wrong_type /a 5")]
    [InlineData("[]", "wrong_type  0")]
    [InlineData("null", "wrong_type  0")]
    public void JsonSerializer_refuses_what_a_codec_refuses(string json, string expected)
    {
        WireError error = Should.Throw<WireException>(() => JsonSerializer.Deserialize<WireMap<HubAction>>(json)).Error;

        $"{error.Code.ToWireName()} {error.Pointer} {error.ByteOffset}".ShouldBe(expected);
    }

    [Fact]
    public void Values_of_the_caller_s_types_follow_the_options()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web);
        WireMap<Own> map = [new("Some-Name", new Own(1))];

        JsonSerializer.Serialize(map, options).ShouldBe("""{"Some-Name":{"theNumber":1}}""");
        JsonSerializer.Deserialize<WireMap<Own>>("""{"Some-Name":{"THENUMBER":1}}""", options).ShouldBe(map);
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<WireMap<Own>>("""{"a":[]}""", options));
    }

    private static Comparer<byte[]> ByteOrder =>
        Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right));

    private sealed record Own(int TheNumber);
}
