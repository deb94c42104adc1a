namespace AgentWire.Generator.Tests;

/// <summary>Maps in generated code: as members, items and values, and beside known members.</summary>
public sealed class MapTests
{
    private static readonly Lazy<EmittedLibrary> Lantern = new(() =>
        EmittedLibrary.Of(Path.Combine(Repository.Data, "sixth"), "lantern")
    );

    private static readonly Lazy<EmittedLibrary> Sorted = new(() =>
        EmittedLibrary.Of(Repository.Shapes, "sorted-maps")
    );

    [Theory]
    [InlineData("""{"kind":"maps","counts":{},"marks":null,"lamp":{"key":"k"}}""")]
    [InlineData(
        """{"kind":"maps","counts":{"b":18446744073709551615,"a":0},"sources":{"":{"score":0.5}},"contents":{"x":{"y":"t","z":[]},"w":{}},"marks":[{},{"m":"star"}],"times":{"t":"2026-01-02T03:04:05Z"},"palette":{"z":"good","a":"other"},"lamp":{"key":"k","place":"p","b":true,"a":false}}"""
    )]
    [InlineData("""{"kind":"tally"}""")]
    [InlineData("""{"kind":"tally","b":1.0,"a":0.5,"é\n":-0.0}""")]
    [InlineData(
        """{"kind":"note","state":{"about":"lantern","greeting":{"age":1,"name":"n"},"weights":{"a":1.0,"b":2.0},"zone":"z"}}"""
    )]
    public void A_message_with_maps_comes_back_byte_for_byte(string message) =>
        Lantern.Value.Read("Event", message).ShouldBe(message);

    [Theory]
    [InlineData(
        """{"a":true,"\u0062":false,"key":"k","c":true,"place":null}""",
        """{"key":"k","a":true,"b":false,"c":true}"""
    )]
    [InlineData("""{"key":"k","a":true,"a":true}""", "duplicate_member /a 20")]
    [InlineData("""{"key":"k","a":true,"\u0061":true}""", "duplicate_member /a 20")]
    [InlineData("""{"key":"k","key":"k"}""", "duplicate_member /key 11")]
    [InlineData("""{"key":"k","a":1}""", "wrong_type /a 15")]
    [InlineData("""{"key":"k","a":null}""", "wrong_type /a 15")]
    [InlineData("""{"a":true}""", "missing_member /key 9")]
    [InlineData("""{"key":"k","a":true""", "truncated  19")]
    public void A_map_beside_members_takes_all_others(string json, string expected) =>
        Lantern.Value.Read("Lamp", json).ShouldBe(expected);

    [Theory]
    [InlineData("""{"b":1,"kind":"tally","a":2}""", """{"kind":"tally","b":1.0,"a":2.0}""")]
    [InlineData("""{"kind":"tally","b":1,"kind":"tally"}""", "duplicate_member /kind 22")]
    [InlineData("""{"kind":"tally","b":"1"}""", "wrong_type /b 20")]
    [InlineData("""{"kind":"maps","counts":{"a":-1}}""", "out_of_range /counts/a 29")]
    [InlineData("""{"kind":"maps","counts":{"a":1,"a":1}}""", "duplicate_member /counts/a 31")]
    [InlineData("""{"kind":"maps","counts":[]}""", "wrong_type /counts 24")]
    [InlineData("""{"kind":"maps","contents":{"x":{"y":1}}}""", "wrong_type /contents/x/y 36")]
    [InlineData(
        """{"kind":"maps","counts":{},"sources":{},"lamp":{"key":"k"}}""",
        """{"kind":"maps","counts":{},"marks":null,"lamp":{"key":"k"}}"""
    )]
    [InlineData(
        """{"kind":"maps","counts":{},"sources":null,"contents":null,"lamp":{"key":"k"}}""",
        """{"kind":"maps","counts":{},"marks":null,"lamp":{"key":"k"}}"""
    )]
    public void Entries_are_read_anywhere_and_checked(string message, string expected) =>
        Lantern.Value.Read("Event", message).ShouldBe(expected);

    [Theory]
    [InlineData(
        """{"type":"data","labels":{"b":"2","a":"1","\uE000":"3","\uD83D\uDE00":"4"}}""",
        "{\"labels\":{\"a\":\"1\",\"b\":\"2\",\"\uE000\":\"3\",\"\U0001F600\":\"4\"},\"type\":\"data\"}"
    )]
    [InlineData(
        """{"type":"data","labels":{},"groups":{"b":{"d":{"z":{"y":1,"x":2},"name":"n","a":{},"a_first":"f"}},"a":{}},"flags":{}}""",
        """{"groups":{"a":{},"b":{"d":{"a":{},"a_first":"f","name":"n","z":{"x":2,"y":1}}}},"labels":{},"type":"data"}"""
    )]
    [InlineData("""{"type":"counts","z":1,"a":2,"u":3}""", """{"a":2,"type":"counts","u":3,"z":1}""")]
    [InlineData("""{"type":"counts"}""", """{"type":"counts"}""")]
    public void Entries_are_sorted_where_members_are(string message, string expected) =>
        Sorted.Value.Read("Message", message).ShouldBe(expected);

    [Theory]
    [InlineData("key")]
    [InlineData("place")]
    public void An_entry_cannot_be_written_with_the_name_of_a_member(string name) =>
        Lantern
            .Value.Rewrite("Lamp", """{"key":"k"}""", "Switches", WireMap.Create<bool>([new(name, true)]))
            .ShouldBe("not_representable");

    [Fact]
    public void An_object_with_a_map_has_no_unknown_members()
    {
        string[] properties =
        [
            .. Lantern.Value.ValueOf("Lamp", """{"key":"k"}""").GetType().GetProperties().Select(each => each.Name),
        ];

        properties.ShouldBe(["Key", "Place", "Switches"], ignoreOrder: true);
        Lantern
            .Value.ValueOf("Palette", """{"a":"good"}""")
            .ToString()
            .ShouldBe("Palette { Entries = { \"a\": good } }");
    }
}
