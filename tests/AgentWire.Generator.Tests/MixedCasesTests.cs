using System.Text.Json.Nodes;
using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;
using NJsonSchema;
using Case = AgentWire.Generator.Vectors.Case;

namespace AgentWire.Generator.Tests;

/// <summary>The reader of the model and the generated C# agree on more than derived cases: on values with a part of another case.</summary>
public sealed class MixedCasesTests
{
    private const int Rounds = 4000;

    [Fact]
    public void The_CSharp_agrees_with_the_model_on_values_with_a_part_of_another()
    {
        string spec = VectorTests.SpecOf("lantern");
        Dialect model = Models.Read(spec, "lantern");
        EmittedLibrary library = EmittedLibrary.Of(spec, "lantern");
        Json[] parts =
        [
            .. model
                .Types.SelectMany(type => TypeCases.Of(model, type))
                .SelectMany(each => PlacesIn(each.Input, JsonPlace.Root).Select(place => place.ValueIn(each.Input)))
                .DistinctBy(part => part.ToString()),
        ];
        Random random = new(20260102);
        int read = 0;
        foreach (NamedType type in model.Types)
        {
            // The reader of the model reports the first of several defects only in most cases.
            Case[] cases = [.. TypeCases.Of(model, type).Where(each => each.Reading.Defect is null)];
            ModelReader reader = new(model);
            for (int round = 0; round < Rounds / model.Types.Count; round++)
            {
                Json json = cases[random.Next(cases.Length)].Input;
                JsonPlace[] places = [.. PlacesIn(json, JsonPlace.Root)];
                Json mixed = places[random.Next(places.Length)].Replace(json, parts[random.Next(parts.Length)]);
                Reading reading = reader.Read(type, mixed);
                string outcome = reading.Defect is { } defect
                    ? $"{defect.Code} {defect.PointerIn(mixed)} {defect.OffsetIn(mixed)}"
                    : $"{reading.Output}";

                library.Read(type.Name, mixed.ToString()).ShouldBe(outcome, $"{type.Name} {mixed}");
                read += reading.Defect is null ? 1 : 0;
            }
        }

        read.ShouldBeInRange(Rounds / 20, Rounds * 9 / 10);
    }

    [Fact]
    public async Task The_manifest_that_uses_every_feature_has_the_form_of_manifests()
    {
        JsonSchema form = await JsonSchema.FromFileAsync(Path.Combine(Repository.Spec, "dialect.schema.json"));
        string text = await File.ReadAllTextAsync(Path.Combine(Repository.Data, "sixth", "lantern", "dialect.json"));
        JsonNode manifest = JsonNode.Parse(text)!;
        manifest["$schema"] = "../dialect.schema.json";

        form.Validate(manifest.ToJsonString()).ShouldBeEmpty();

        manifest["keepUnknown"]![0] = "operation";
        form.Validate(manifest.ToJsonString()).Count.ShouldBe(1);
    }

    private static IEnumerable<JsonPlace> PlacesIn(Json json, JsonPlace place) =>
        json switch
        {
            Json.Object { Members: var members } => members
                .SelectMany((member, index) => PlacesIn(member.Value, place.At(index)))
                .Prepend(place),
            Json.List { Items: var items } => items
                .SelectMany((item, index) => PlacesIn(item, place.At(index)))
                .Prepend(place),
            _ => [place],
        };
}
