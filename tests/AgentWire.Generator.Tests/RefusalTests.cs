using System.Text.Json;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Tests;

/// <summary>Checks that the generator refuses everything that it does not support, with the location.</summary>
public class RefusalTests
{
    /// <summary>Returns the cases. Each case makes one small dialect invalid at one location.</summary>
    public static TheoryData<string, string, string?, string, string> Cases()
    {
        TheoryData<string, string, string?, string, string> cases = [];
        using JsonDocument table = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Data, "refusals.json")));
        foreach (JsonProperty group in table.RootElement.EnumerateObject())
        {
            foreach (JsonElement row in group.Value.EnumerateArray())
            {
                cases.Add(
                    row.GetProperty("dialect").GetString()!,
                    row.GetProperty("edit").GetString()!,
                    row.TryGetProperty("put", out JsonElement put) ? put.GetRawText() : null,
                    row.GetProperty("at").GetString()!,
                    row.GetProperty("reason").GetString()!
                );
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_faulty_specification_is_refused_with_place_and_reason(
        string dialect,
        string edit,
        string? put,
        string at,
        string reason
    )
    {
        using TemporarySpec spec = new(Repository.Shapes, dialect);
        string[] place = edit.Split('#', 2);
        spec.Edit(place[0], place[1], put);

        SpecException refusal = Should.Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder));

        refusal.Findings.ShouldContain(
            finding =>
                finding.Location.ToString() == $"spec/{dialect}/{at}"
                && finding.Reason.Contains(reason, StringComparison.Ordinal),
            refusal.Message
        );
    }

    [Fact]
    public void A_list_is_of_one_kind()
    {
        using TemporarySpec spec = new(Path.Combine(Repository.Data, "sixth"), "lantern");
        spec.Edit("dialect.json", "/omitEmpty/-", "\"Event.value.tags\"");

        SpecException refusal = Should.Throw<SpecException>(() => Models.Read(spec.Folder, "lantern"));

        refusal.Message.ShouldContain(
            "dialect.json#/emptyWhenAbsent/0: Event.value.tags is in `omitEmpty`, so it is not written if it is empty"
        );
    }

    [Fact]
    public void A_reference_to_a_type_that_has_the_tag_is_refused_with_both_changes()
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.EditAll(
            "server.schema.json",
            [
                ("/definitions/Reply/properties/type", """{"description":"d","const":"reply","enum":["reply"]}"""),
                ("/definitions/Message/oneOf/2", """{"description":"d","$ref":"#/definitions/Reply"}"""),
            ]
        );

        SpecException refusal = Should.Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder));

        const string Place = "spec/flattened-external/server.schema.json#/definitions/Message/oneOf/2/$ref";
        refusal
            .Findings.Single(finding => finding.Location.ToString() == Place)
            .Reason.ShouldEndWith("\"allOf\":[{\"$ref\":\"#/definitions/Reply\"}]}, and remove `type` from Reply");
    }

    [Fact]
    public void A_member_that_stands_twice_is_refused()
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        string path = spec.PathOf("server.schema.json");
        File.WriteAllText(
            path,
            File.ReadAllText(path)
                .Replace(
                    "\"description\": \"A file.\"",
                    "\"title\": \"a\", \"title\": \"b\", \"description\": \"A file.\"",
                    StringComparison.Ordinal
                )
        );

        SpecException refusal = Should.Throw<SpecException>(() => Models.Read(spec.Folder, "untagged"));

        refusal.Message.ShouldContain("/title: this member occurs twice here");
    }

    [Fact]
    public void A_file_that_is_not_JSON_is_refused()
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        File.WriteAllText(spec.PathOf("dialect.json"), "{");

        SpecException refusal = Should.Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder));

        refusal.Message.ShouldStartWith("spec/untagged/dialect.json#: not JSON: ");
    }

    [Fact]
    public void A_folder_without_a_manifest_is_refused()
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        File.Delete(spec.PathOf("dialect.json"));

        SpecException refusal = Should.Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder));

        refusal.Message.ShouldBe("spec/untagged#: a dialect's folder must contain dialect.json");
    }

    [Theory]
    [InlineData(
        "+0",
        """{"lang":{"description":"d","type":"string"},"text":{"description":"d","type":"string"}}""",
        true
    )]
    [InlineData(
        "-",
        """{"lang":{"description":"d","type":"string"},"text":{"description":"d","type":"boolean"}}""",
        true
    )]
    [InlineData(
        "-",
        """{"lang":{"description":"d","type":"string"},"text":{"description":"d","type":["string","null"]}}""",
        true
    )]
    [InlineData(
        "-",
        """{"lang":{"description":"d","type":"string"},"text":{"description":"d","type":"string"}}""",
        false
    )]
    public void A_variant_that_can_be_read_is_accepted_in_an_untagged_union(
        string at,
        string properties,
        bool isTextRequired
    )
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        string required = isTextRequired ? "\"lang\",\"text\"" : "\"lang\"";
        spec.Edit(
            "server.schema.json",
            $"/definitions/Part/anyOf/{at}",
            $$"""{"description":"d","type":"object","required":[{{required}}],"properties":{{properties}}}"""
        );

        Models.Read(spec.Folder, "untagged").Find<UnionType>("Part").Variants.Count.ShouldBe(4);
    }

    [Fact]
    public void A_CSharp_name_for_a_required_constant_is_refused()
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.Edit(
            "server.schema.json",
            "/definitions/Call/properties/name",
            """{"description":"d","const":"a","enum":["a"]}"""
        );
        spec.Edit("dialect.json", "/names", """{"Call.name":"Title"}""");

        SpecException refusal = Should.Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder));

        refusal.Message.ShouldBe(
            "spec/flattened-external/dialect.json#/names/Call.name: Call.name is a required constant, which has no C# property; remove its name"
        );
    }

    [Fact]
    public void A_schema_in_a_folder_within_a_dialect_is_refused()
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        Directory.CreateDirectory(spec.PathOf("more"));
        File.Copy(spec.PathOf("server.schema.json"), spec.PathOf("more/other.schema.json"));

        SpecException refusal = Should.Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder));

        refusal.Message.ShouldStartWith("spec/untagged/more/other.schema.json#: a schema file in a folder of its own");
    }

    [Theory]
    [InlineData("/definitions/FileContent/properties/bytes/title", "bytes")]
    [InlineData("/definitions/FileContent/properties/mode/title", "Mode")]
    [InlineData("/definitions/FileContent/properties/name/title", "Name")]
    [InlineData("/definitions/Part/anyOf/2/properties/data/title", "data")]
    [InlineData("/definitions/Mode/anyOf/1/title", "WRITE_ONLY")]
    [InlineData("/definitions/Mode/anyOf/1/title", "WriteOnly")]
    [InlineData("/definitions/Message/oneOf/0/properties/parts/items/description", "A note.")]
    [InlineData("/definitions/Message/oneOf/0/properties/kind/description", "A note.")]
    public void A_title_that_is_the_name_and_a_description_of_any_schema_are_accepted(string pointer, string text)
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        spec.Edit("server.schema.json", pointer, JsonSerializer.Serialize(text));

        Models.Read(spec.Folder, "untagged").Name.ShouldBe("untagged");
    }

    [Fact]
    public void A_name_that_two_files_define_is_refused()
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        File.WriteAllText(
            spec.PathOf("a.schema.json"),
            File.ReadAllText(spec.PathOf("server.schema.json"))
                .Replace("untagged/server", "untagged/a", StringComparison.Ordinal)
        );

        SpecException refusal = Should.Throw<SpecException>(() => Models.Read(spec.Folder, "untagged"));

        refusal.Message.ShouldContain("Part is defined in spec/untagged/a.schema.json too");
    }

    [Fact]
    public void Findings_that_are_independent_are_told_at_once()
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        spec.Edit("server.schema.json", "/definitions/Call/properties/name/description", null);
        spec.Edit("server.schema.json", "/definitions/Step/oneOf/0/description", null);
        spec.Edit("server.schema.json", "/definitions/Reply/properties/session/maximum", null);

        SpecException refusal = Should.Throw<SpecException>(() => Models.Read(spec.Folder, "flattened-external"));

        refusal
            .Findings.Select(finding => finding.Location.Pointer)
            .ShouldBe(
                [
                    "/definitions/Reply/properties/session",
                    "/definitions/Step/oneOf/0",
                    "/definitions/Call/properties/name",
                ],
                ignoreOrder: true
            );
    }
}
