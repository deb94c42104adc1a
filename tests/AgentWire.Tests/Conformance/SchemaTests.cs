using System.Text;
using System.Text.Json;
using NJsonSchema;

namespace AgentWire.Tests.Conformance;

public sealed class SchemaTests
{
    public static TheoryData<string> Files => [.. VectorFile.Names];

    public static TheoryData<string> Dialects => [.. Repository.Dialects];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_schema_of_a_type_judges_each_vector_as_it_says(string file) =>
        VectorChecks.Schema(VectorFile.Load(file)).ShouldBeClean();

    [Theory]
    [InlineData("\"😀é\"", "accept")]
    [InlineData("\"😀é😀\"", "refuse")]
    [InlineData("\"😀\"", "refuse")]
    public async Task A_length_is_counted_in_characters(string json, string verdict)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync("""{"type":"string","minLength":2,"maxLength":2}""");
        Schemas.Judge(schema, Encoding.UTF8.GetBytes(json)).ShouldBe(verdict);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_vector_file_has_the_form_of_vector_files(string file) =>
        Schemas.VectorFile.Validate(File.ReadAllText(VectorFile.PathOf(file))).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_manifest_has_the_form_of_manifests(string dialect) =>
        Schemas
            .Manifest.Validate(File.ReadAllText(Path.Combine(Repository.Spec, dialect, "dialect.json")))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Every_difference_names_vectors_that_exist(string dialect)
    {
        HashSet<string> ids =
        [
            .. VectorFile
                .OfDialect(dialect)
                .SelectMany(file => file.Vectors.Select(vector => $"{file.Type}/{vector.Id}")),
        ];
        Report report = new();
        foreach (JsonElement difference in Repository.Manifest(dialect).GetProperty("differences").EnumerateArray())
        {
            foreach (JsonElement vector in difference.GetProperty("vectors").EnumerateArray())
            {
                report.That(
                    ids.Contains(vector.GetString()!),
                    $"{dialect} {difference.GetProperty("id")}",
                    $"no {vector}"
                );
            }
        }

        report.ShouldBeClean();
    }
}
