using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentWire.Generator.Tests;

/// <summary>The formats use one bit for each member of an object, in words of 64 bits.</summary>
[Trait("Category", "Load")]
public sealed class MemberCountTests
{
    private const int Word = 64;

    /// <summary>Gets the number of bits of each shape, the place where members are added, and a message without these members.</summary>
    private static readonly (string Shape, int Bits, string Place, string Message)[] Wide =
    [
        ("members alone", 0, "/", """{"kind":"wide"}"""),
        (
            "a mirror and an envelope",
            3,
            "/",
            """{"kind":"token","id":"r","status":200,"data":{"id":"r","status":200,"text":"t"}}"""
        ),
        (
            "mirrors in an envelope",
            3,
            "/data",
            """{"kind":"token","id":"r","status":200,"data":{"id":"r","status":200,"text":"t"}}"""
        ),
        (
            "a union's tag and content",
            3,
            "/",
            """{"kind":"custom","at":"2026-01-02T03:04:05Z","name":"other","value":null}"""
        ),
    ];

    public static TheoryData<string, int, string, string> Shapes
    {
        get
        {
            TheoryData<string, int, string, string> shapes = [];
            foreach ((string shape, int bits, string place, string message) in Wide)
            {
                foreach (int total in Thoroughness.OneOf(3, new[] { Word + 1, Word, (2 * Word) + 2 }))
                {
                    shapes.Add(shape, total - bits, place, message);
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void All_members_come_back(string shape, int count, string place, string message)
    {
        using TemporarySpec spec = SpecOf(message, place, count, isRequired: false);
        EmittedLibrary library = EmittedLibrary.Of(spec.Folder, "lantern");
        JsonNode full = Full(shape, count, place, message);

        string json = full.ToJsonString();
        library.Read(library.Server, json).ShouldBe(json, shape);
        library.Read(library.Server, Reversed(full).ToJsonString()).ShouldBe(json, shape);
        string twice = json.Replace("\"m0\"", $"\"m{count - 1}\"", StringComparison.Ordinal);
        library.Read(library.Server, twice).ShouldStartWith("duplicate_member ");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Each_required_member_that_is_missing_is_reported(string shape, int count, string place, string message)
    {
        using TemporarySpec spec = SpecOf(message, place, count, isRequired: true);
        EmittedLibrary library = EmittedLibrary.Of(spec.Folder, "lantern");
        string json = Full(shape, count, place, message).ToJsonString();
        library.Read(library.Server, json).ShouldBe(json, shape);
        foreach (int index in new[] { 0, count / 2, count - 2, count - 1 })
        {
            string without = json.Replace($"\"m{index}\"", "\"other\"", StringComparison.Ordinal);
            library.Read(library.Server, without).ShouldStartWith($"missing_member {place.TrimEnd('/')}/m{index} ");
        }
    }

    [Theory]
    [InlineData("declared")]
    [InlineData("sorted")]
    public void Unknown_members_of_a_wide_object_and_of_its_envelopes_come_back(string order)
    {
        using TemporarySpec spec = new(Path.Combine(Repository.Data, "sixth"), "lantern");
        IEnumerable<string> members = Enumerable
            .Range(0, Word + 1)
            .Select(i =>
                $$"""
                    "m{{i}}":{"description":"d","type":"string"}
                    """
            );
        spec.Edit(
            "server.schema.json",
            "/definitions/Wide",
            $$"""{"description":"d","type":"object","required":["z"],"properties":{ {{string.Join(',', members)}},"z":{"description":"d","type":"object","properties":{"a":{"description":"d","type":"string"} } } } }"""
        );
        spec.Edit("dialect.json", "/standalone", """["Rounds","Wide"]""");
        spec.Edit("dialect.json", "/inline/-", "\"Wide.z\"");
        if (order == "sorted")
        {
            spec.Edit("dialect.json", "/order/sortedRoots/-", "\"Wide\"");
        }

        EmittedLibrary library = EmittedLibrary.Of(spec.Folder, "lantern");
        WireOptions options = new() { UnknownMembers = UnknownMemberHandling.Preserve };
        string json = """{"m0":"0","m64":"64","z":{"a":"a","x":1},"zz":2}""";
        library.Read("Wide", json, options).ShouldBe(json);
        library.Read("Wide", json).ShouldBe("""{"m0":"0","m64":"64","z":{"a":"a"}}""");
        library
            .Read("Wide", """{"z":{},"y":1}""", new WireOptions { UnknownMembers = UnknownMemberHandling.Reject })
            .ShouldBe("unknown_member /y 8");
    }

    private static JsonNode Full(string shape, int count, string place, string message)
    {
        JsonNode full = JsonNode.Parse(message)!;
        JsonObject target = (place == "/" ? full : full[place[1..]])!.AsObject();
        List<KeyValuePair<string, JsonNode?>> own = [.. target];
        // The members of an adjacent union are after all others.
        List<KeyValuePair<string, JsonNode?>> last = shape.StartsWith("a union", StringComparison.Ordinal)
            ? own[^2..]
            : [];
        foreach ((string name, JsonNode? _) in last)
        {
            target.Remove(name);
        }

        for (int i = 0; i < count; i++)
        {
            target.Add($"m{i}", $"v{i}");
        }

        foreach ((string name, JsonNode? value) in last)
        {
            target.Add(name, value);
        }

        return full;
    }

    private static TemporarySpec SpecOf(string message, string place, int count, bool isRequired)
    {
        TemporarySpec spec = new(Path.Combine(Repository.Data, "sixth"), "lantern");
        string kind = JsonDocument.Parse(message).RootElement.GetProperty("kind").GetString()!;
        JsonArray branches = JsonNode.Parse(File.ReadAllText(spec.PathOf("server.schema.json")))!["definitions"]![
            "Event"
        ]!["oneOf"]!.AsArray();
        int index = branches
            .Select(branch => branch!["properties"]!["kind"]!["const"]!.GetValue<string>())
            .ToList()
            .IndexOf(kind);
        if (index < 0)
        {
            index = branches.Count;
            spec.Edit(
                "server.schema.json",
                "/definitions/Event/oneOf/-",
                """{"description":"d","type":"object","required":["kind"],"properties":{"kind":{"const":"wide","enum":["wide"]}}}"""
            );
        }

        string schema = $"/definitions/Event/oneOf/{index}{(place == "/" ? "" : $"/properties{place}")}";
        string properties = $"{schema}/properties";
        if (isRequired)
        {
            spec.EditAll(
                "server.schema.json",
                Enumerable.Range(0, count).Select(i => ($"{schema}/required/-", (string?)$"\"m{i}\""))
            );
        }

        spec.EditAll(
            "server.schema.json",
            Enumerable
                .Range(0, count)
                .Select(i => ($"{properties}/m{i}", (string?)"""{"description":"d","type":"string"}"""))
        );
        return spec;
    }

    /// <summary>Returns the same JSON with the members of every object in reverse order.</summary>
    private static JsonNode Reversed(JsonNode node) =>
        node is JsonObject members
            ? new JsonObject(
                members
                    .Reverse()
                    .Select(member =>
                        KeyValuePair.Create(member.Key, member.Value is null ? null : Reversed(member.Value))
                    )!
            )
            : node.DeepClone();
}
