using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;
using NJsonSchema;
using Case = AgentWire.Generator.Vectors.Case;

namespace AgentWire.Generator.Tests;

/// <summary>Checks that the schemas are plain JSON Schema: a validator accepts the small dialects.</summary>
public class ShapeSchemaTests
{
    [Theory]
    [InlineData("flattened-external", """{"type":"stream","Start":{"agent":"a"}}""", true)]
    [InlineData("flattened-external", """{"type":"stream","Waiting":null}""", true)]
    [InlineData("flattened-external", """{"type":"stream","Waiting":null,"Text":"t"}""", false)]
    [InlineData("flattened-external", """{"type":"reply","agent":"a","session":1}""", true)]
    [InlineData("flattened-external", """{"type":"reply","agent":"a"}""", false)]
    [InlineData("external-units", """{"type":"answer","response":"Skipped","earlier":[{"Selected":1}]}""", true)]
    [InlineData("external-units", """{"type":"answer","response":{"FreeText":"f"},"earlier":["TimedOut"]}""", true)]
    [InlineData("external-units", """{"type":"answer","response":{"FreeText":"f","Selected":1},"earlier":[]}""", false)]
    [InlineData("external-units", """{"type":"answer","response":"skipped","earlier":[]}""", false)]
    [InlineData(
        "adjacent-fallback",
        """{"type":"CUSTOM","timestamp":"2026-01-01T00:00:00Z","name":"x","value":null}""",
        true
    )]
    [InlineData(
        "adjacent-fallback",
        """{"type":"CUSTOM","timestamp":"2026-01-01T00:00:00Z","name":"skill_loaded","value":{"skillId":"s"}}""",
        true
    )]
    [InlineData("adjacent-fallback", """{"type":"CUSTOM","timestamp":"2026-01-01T00:00:00Z","name":"x"}""", false)]
    [InlineData(
        "untagged",
        """{"kind":"artifact","parts":[{"text":"t"},{"data":{}},{"file":{"name":null,"mode":"x"}}]}""",
        true
    )]
    [InlineData("untagged", """{"kind":"artifact","parts":[{"other":1}]}""", false)]
    [InlineData("untagged", """{"kind":"artifact","parts":[]}""", false)]
    [InlineData("mirrored-envelope", """{"data":{"status":499},"status":499,"type":"cancelled"}""", true)]
    [InlineData("mirrored-envelope", """{"data":{},"type":"stream_token"}""", false)]
    [InlineData(
        "mirrored-envelope",
        """{"data":{"data":{"citations":[{"id":"1","score":0.5}],"messageId":"m","response":1},"requestId":"r","status":200},"type":"eventual_response"}""",
        true
    )]
    [InlineData(
        "sorted-root",
        """{"type":"question","question":{"prompt":"p","editable":true,"max_edit_length":null}}""",
        true
    )]
    [InlineData("sorted-root", """{"type":"question","question":{"prompt":"p","editable":true}}""", false)]
    public async Task A_validator_judges_messages_by_the_schema(string dialect, string message, bool isValid)
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(
            Path.Combine(Repository.Shapes, dialect, "server.schema.json")
        );

        schema.Validate(message).Count.ShouldBe(isValid ? 0 : 1);
    }

    [Theory]
    [MemberData(nameof(VectorTests.Dialects), MemberType = typeof(VectorTests))]
    public async Task A_validator_agrees_with_the_derived_verdicts(string dialect)
    {
        string spec = VectorTests.SpecOf(dialect);
        Dialect model = Models.Read(spec, dialect);
        List<string> judged = [];
        foreach (string file in Directory.GetFiles(Path.Combine(spec, dialect), "*.schema.json"))
        {
            JsonSchema schema = await JsonSchema.FromFileAsync(file);
            foreach (NamedType type in model.Types.Where(type => schema.Definitions.ContainsKey(type.Name)))
            {
                foreach (Case each in TypeCases.Of(model, type).Where(each => each.Schema is "accept" or "refuse"))
                {
                    bool accepts = schema.Definitions[type.Name].Validate(each.Input.ToString()).Count == 0;
                    accepts.ShouldBe(each.Schema == "accept", $"{type.Name} {each.Id} {each.Input}");
                    judged.Add(each.Schema);
                }
            }
        }

        judged.Distinct().ShouldBe(["accept", "refuse"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05Z", false)]
    [InlineData("2026-01-02T03:04:05", false)]
    [InlineData("/Date(0)/", false)]
    [InlineData("2026-01-02", true)]
    [InlineData("function", true)]
    public async Task A_validator_that_reads_dates_refuses_constants_that_look_like_one(string text, bool isAccepted)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync($$"""{"const":"{{text}}","enum":["{{text}}"]}""");

        schema.Validate($"\"{text}\"").Count.ShouldBe(isAccepted ? 0 : 1);
    }
}
