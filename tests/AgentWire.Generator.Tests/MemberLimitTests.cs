using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentWire.Generator.Tests;

/// <summary>The formats use one bit for each member. Only the content of one object is counted.</summary>
public sealed class MemberLimitTests
{
    private const int Limit = 64;

    /// <summary>Gets the number of bits of each shape, the place where members are added, and a message without these members.</summary>
    public static TheoryData<string, int, string, string> Shapes =>
        new()
        {
            { "members alone", 0, "/", """{"kind":"wide"}""" },
            {
                "a mirror and an envelope",
                3,
                "/",
                """{"kind":"token","id":"r","status":200,"data":{"id":"r","status":200,"text":"t"}}"""
            },
            {
                "mirrors in an envelope",
                3,
                "/data",
                """{"kind":"token","id":"r","status":200,"data":{"id":"r","status":200,"text":"t"}}"""
            },
            {
                "a union's tag and content",
                3,
                "/",
                """{"kind":"custom","at":"2026-01-02T03:04:05Z","name":"other","value":null}"""
            },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void All_members_come_back_at_the_limit(string shape, int bits, string place, string message)
    {
        using TemporarySpec spec = Wide(message, place, Limit - bits);
        EmittedLibrary library = EmittedLibrary.Of(spec.Folder, "lantern");
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

        for (int i = 0; i < Limit - bits; i++)
        {
            target.Add($"m{i}", $"v{i}");
        }

        foreach ((string name, JsonNode? value) in last)
        {
            target.Add(name, value);
        }

        string json = full.ToJsonString();
        library.Read(library.Server, json).ShouldBe(json, shape);
        library.Read(library.Server, Reversed(full).ToJsonString()).ShouldBe(json, shape);
        string twice = json.Replace($"\"m{Limit - bits - 1}\"", "\"m0\"", StringComparison.Ordinal);
        library.Read(library.Server, twice).ShouldStartWith("duplicate_member ");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void One_more_is_refused_with_its_place(string shape, int bits, string place, string message)
    {
        using TemporarySpec spec = Wide(message, place, Limit - bits + 1);
        SpecException refusal = Should.Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder), shape);
        Finding finding = refusal.Findings.ShouldHaveSingleItem();
        finding.Location.ToString().ShouldStartWith("spec/lantern/server.schema.json#/definitions/Event/oneOf/");
        finding.Reason.ShouldStartWith("the object has 65 members");
    }

    private static TemporarySpec Wide(string message, string place, int count)
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

        string properties = $"/definitions/Event/oneOf/{index}/properties{(place == "/" ? "" : $"{place}/properties")}";
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
