using System.Text.Json;
using AgentWire.Generator.Vectors;
using AgentWire.Spec.Files;
using AgentWire.Spec.Model;
using AgentWire.Spec.Vectors;
using Case = AgentWire.Generator.Vectors.Case;

namespace AgentWire.Generator.Tests;

/// <summary>The versions of vectors are those of what the vectors contain.</summary>
public sealed class VectorVersionTests
{
    private static readonly SpecFiles Files = SpecFiles.In(Repository.Spec);

    public static TheoryData<string> Dialects => [.. Files.Dialects];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Vectors_written_by_hand_have_the_versions_that_follow_from_the_model(string dialect) =>
        Faults(Models.Read(Repository.Spec, dialect)).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "synaps",
        "/since/ServerMessage.done",
        "\"0.8\"",
        "ServerMessage done: is \"\", should be \"since 0.8\""
    )]
    [InlineData(
        "cinch",
        "/since/QuestionResponse.FreeText",
        "\"0.2\"",
        "QuestionResponse free-text: is \"since 0.3.0\", should be \"since 0.2\""
    )]
    [InlineData(
        "smooth-operator",
        "/since",
        null,
        "ClientAction list-conversations-all: is \"since 2026-08-23\", should be \"\""
    )]
    public void Other_versions_in_the_manifest_are_noticed(string dialect, string pointer, string? put, string fault)
    {
        using TemporarySpec spec = new(Repository.Spec, dialect);
        spec.Edit("dialect.json", pointer, put);
        Faults(Models.Read(spec.Folder, dialect)).ShouldContain(fault);
    }

    [Theory]
    // What the input contains, even if it is not written again.
    [InlineData("Event", "found.full", "since 1.2, until 1.2")]
    [InlineData("Event", "found.minimal", "until 1.3")]
    [InlineData("Event", "found.only-topics", "since 1.1, until 1.2")]
    [InlineData("Event", "found.below-shift", "since 1.2, until 1.3")]
    [InlineData("Event", "call.null-as-absent-mode", "since 1.2")]
    [InlineData("Event", "say.missing-content", "since 1.2.0")]
    [InlineData("Event", "union.unknown-tag", "")]
    [InlineData("Event", "progress-over.full", "since 1.1")]
    [InlineData("Event", "custom.full", "since 1.1")]
    [InlineData("Level", "value.listed-high", "since 1.1")]
    [InlineData("Level", "value.unlisted", "")]
    [InlineData("Lamp", "object.full", "since 1.3")]
    [InlineData("Lamp", "object.minimal", "")]
    // What is written, even if the input does not contain it.
    [InlineData("Event", "maps.absent-as-null-marks", "since 1.1")]
    [InlineData("Event", "value.absent-as-empty-tags", "until 1.2")]
    // A value that does not fit its tag, and is kept in all versions.
    [InlineData("Custom", "greeting.string-for-value", "")]
    // The type exists only there.
    [InlineData("Palette", "object.minimal", "since 1.1")]
    [InlineData("Choice", "document.null", "since 1.2.0")]
    [InlineData("Choice", "source.full", "since 1.2.0, until 1.3")]
    [InlineData("Snapshot", "object.without-format", "since 1.1, until 1.3")]
    public void A_derived_vector_has_the_versions_of_what_it_contains(string type, string id, string versions)
    {
        Dialect lantern = Models.Read(Path.Combine(Repository.Data, "sixth"), "lantern");
        Case found = TypeCases.Of(lantern, lantern.Find(type)).Single(each => each.Id == id);
        found.Reading.Notes.Versions.ToString().ShouldBe(versions);
        using JsonDocument json = JsonDocument.Parse($"{found}");
        string[] written =
        [
            .. new[] { "since", "until" }
                .Where(key => json.RootElement.TryGetProperty(key, out _))
                .Select(key => $"{key} {json.RootElement.GetProperty(key)}"),
        ];
        string.Join(", ", written).ShouldBe(versions);
    }

    private static IEnumerable<string> Faults(Dialect dialect)
    {
        ModelReader reader = new(dialect);
        return from vector in new VectorReader(Files).Read(dialect.Name)
            where !vector.Id.Contains('.', StringComparison.Ordinal)
            let versions = Parse(vector.Input) is { } input
                ? reader.Read(dialect.Find(vector.Type), input).Notes.Versions
                : default
            where vector.Versions != versions
            select $"{vector.Type} {vector.Id}: is \"{vector.Versions}\", should be \"{versions}\"";
    }

    /// <summary>Returns an input, or null if it is not JSON, so that nothing in it can be known.</summary>
    private static Json? Parse(byte[] input)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(input, new JsonDocumentOptions { MaxDepth = 1000 });
            return Of(json.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Json Of(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => new Json.Object([
                .. json.EnumerateObject().Select(member => new JsonMember(member.Name, Of(member.Value))),
            ]),
            JsonValueKind.Array => new Json.List([.. json.EnumerateArray().Select(Of)]),
            JsonValueKind.String => new Json.Text(json.GetString()!),
            JsonValueKind.Number when double.IsFinite(json.GetDouble()) => new Json.Number(json.GetRawText()),
            JsonValueKind.Number => throw new InvalidOperationException("No double can hold it."),
            _ => new Json.Literal(json.GetRawText()),
        };
}
