using System.Text.Json.Nodes;
using AgentWire.Generator.Reference;
using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentWire.Generator.Tests;

/// <summary>Checks dialects of others: in any namespace, with any registry, and without a reference implementation.</summary>
public sealed class OwnProtocolTests
{
    private static readonly string[] AboutUpstream =
    [
        "upstream",
        "withoutUpstreamBytes",
        "constructors",
        "differences",
    ];

    public static TheoryData<string, string> Dialects() =>
        new() { { Path.Combine(Repository.Data, "sixth"), "lantern" }, { Repository.Shapes, "mirrored-envelope" } };

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Without_upstream_and_in_any_namespace_the_code_compiles_with_CSharp_12_and_no_implicit_usings(
        string from,
        string dialect
    )
    {
        using TemporarySpec spec = Own(from, dialect, "Acme.Charging");
        IReadOnlyList<OutputFile> files = DialectGenerator.CSharp(
            spec.Folder,
            new GenerationRequest { Registry = "Acme.Protocols" }
        );

        files.Select(file => file.Path).ShouldContain("Charging/ChargingWire.g.cs");
        files.Select(file => file.Path).ShouldContain("Protocols.g.cs");
        FaultsOf(files).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Without_upstream_nothing_that_is_generated_speaks_of_it(string from, string dialect)
    {
        using TemporarySpec spec = Own(from, dialect, "Acme.Charging");
        Dialect model = Models.Read(spec.Folder, dialect);
        OutputFile[] files =
        [
            .. DialectGenerator.CSharp(spec.Folder),
            ReferencePage.Write(model, "make"),
            .. VectorFiles.Write(model, "make"),
        ];

        files
            .Where(file => file.Text.Contains("upstream", StringComparison.OrdinalIgnoreCase))
            .Select(file => file.Path)
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_page_of_a_dialect_without_upstream_has_no_column_for_it()
    {
        using TemporarySpec spec = Own(Path.Combine(Repository.Data, "sixth"), "lantern", "Acme.Charging");
        string[] page = ReferencePage.Write(Models.Read(spec.Folder, "lantern"), "make").Text.Split('\n');

        page.ShouldContain("Contract version 1.3. C#: namespace `Acme.Charging`, codecs in `ChargingWire`.");
        page.ShouldContain("| tag | member | wire type | presence | C# | description |");
        page.ShouldContain(line => line.StartsWith("A union, tagged by the member `kind`"));
        int columns = -1;
        foreach (string line in page)
        {
            int bars = line.Replace("\\|", "", StringComparison.Ordinal).Count(letter => letter == '|');
            columns =
                bars == 0 ? -1
                : columns < 0 ? bars
                : columns;
            (bars == 0 || bars == columns).ShouldBeTrue(line);
        }
    }

    [Fact]
    public void Upstream_can_have_only_a_name_and_a_version()
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        spec.Edit("dialect.json", "/upstream", """{"name":"example/untagged","versions":{"from":"2.0","to":"2.0"}}""");
        StripTitles(spec);

        string page = ReferencePage.Write(Models.Read(spec.Folder, "untagged"), "make").Text;

        page.ShouldContain("Upstream: example/untagged 2.0. C#:");
        page.ShouldNotContain("Upstream: `");
    }

    [Theory]
    [InlineData("/upstream", null, "dialect.json#/differences", "`differences` has no effect without `upstream`")]
    [InlineData("/upstream/page", null, "dialect.json#/constructors", "without `upstream.page`; add it, or remove")]
    [InlineData("/upstream/name", null, "dialect.json#/upstream", "`name` is missing")]
    public void What_describes_a_missing_reference_is_refused(string edit, string? put, string at, string reason)
    {
        using TemporarySpec spec = new(Repository.Shapes, "mirrored-envelope");
        spec.Edit("dialect.json", edit, put);

        SpecException refusal = Should.Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder));

        Finding finding = refusal.Findings.ShouldHaveSingleItem();
        finding.Location.ToString().ShouldBe($"spec/mirrored-envelope/{at}");
        finding.Reason.ShouldContain(reason);
    }

    [Fact]
    public void A_title_without_upstream_types_has_no_effect_and_is_refused()
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        StripTitles(spec);
        spec.Edit("server.schema.json", "/definitions/Part/title", "\"Piece\"");
        spec.Edit("dialect.json", "/upstream/types", null);

        Should
            .Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder))
            .Message.ShouldContain("/definitions/Part/title: `title` has no effect here; remove it");
    }

    [Fact]
    public void Dialects_whose_namespaces_end_alike_have_folders_of_their_own_and_compile_together()
    {
        using TemporarySpec spec = new(Path.Combine(Repository.Data, "sixth"), "lantern");
        spec.Edit("dialect.json", "/namespace", "\"Acme.V1.Charging\"");
        spec.CopyAs("lantern-two", "Acme.V2.Charging");
        IReadOnlyList<OutputFile> files = DialectGenerator.CSharp(
            spec.Folder,
            new GenerationRequest { Registry = "Acme.Protocols" }
        );

        files.Select(file => file.Path).ShouldBeUnique();
        files.Select(file => file.Path).ShouldContain("Acme.V2.Charging/ChargingWire.g.cs");
        FaultsOf(files).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("two", "Acme.Charging.Event", "already uses the name Acme.Charging.Event")]
    [InlineData("first", "Acme.Charging.Event.More", "already uses the name Acme.Charging.Event.More")]
    [InlineData("two", "Acme.Charging", "already uses the name Acme.Charging")]
    public void A_namespace_that_another_dialect_uses_is_refused(string copy, string space, string reason)
    {
        using TemporarySpec spec = new(Path.Combine(Repository.Data, "sixth"), "lantern");
        spec.Edit("dialect.json", "/namespace", "\"Acme.Charging\"");
        spec.CopyAs(copy, space);

        Finding finding = Should
            .Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder))
            .Findings.ShouldHaveSingleItem();

        finding.Location.ToString().ShouldBe($"spec/{copy}/dialect.json#/namespace");
        finding.Reason.ShouldContain(reason);
    }

    [Theory]
    [InlineData("acme.Charging")]
    [InlineData("Acme..Charging")]
    [InlineData("Acme.")]
    [InlineData("")]
    [InlineData("AgentWire")]
    [InlineData("Acme.RawJson")]
    [InlineData("WireReader.Charging")]
    [InlineData("AgentWire.CompilerServices.Charging")]
    public void A_namespace_that_is_impossible_or_hides_what_generated_code_uses_is_refused(string space)
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        spec.Edit("dialect.json", "/namespace", $"\"{space}\"");

        Should
            .Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder))
            .Findings.ShouldHaveSingleItem()
            .Location.ToString()
            .ShouldBe("spec/untagged/dialect.json#/namespace");
    }

    [Theory]
    [InlineData("Protocols")]
    [InlineData("Acme.protocols")]
    [InlineData("AgentWire.Untagged")]
    [InlineData("AgentWire.Untagged.Part")]
    [InlineData("AgentWire.Untagged.UntaggedWire")]
    public void A_registry_whose_name_is_impossible_or_used_is_refused(string name)
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");

        Should
            .Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder, new GenerationRequest { Registry = name }))
            .Message.ShouldContain(name);
    }

    [Fact]
    public void There_is_no_registry_unless_it_has_a_name() =>
        DialectGenerator
            .CSharp(Repository.Shapes)
            .ShouldNotContain(file => !file.Path.Contains('/', StringComparison.Ordinal));

    [Fact]
    public void A_namespace_can_be_given_for_each_dialect_by_its_name()
    {
        GenerationRequest request = new() { Namespaces = ["untagged=Acme.Parts"] };
        string[] paths = [.. DialectGenerator.CSharp(Repository.Shapes, request).Select(file => file.Path)];
        paths.ShouldContain("Parts/PartsWire.g.cs");
        paths.ShouldContain("SortedRoot/SortedRootWire.g.cs");
        paths.ShouldNotContain("Untagged/UntaggedWire.g.cs");
    }

    [Theory]
    [InlineData("nothing=Acme.Parts")]
    [InlineData("Acme.Parts")]
    [InlineData("")]
    public void A_namespace_of_no_dialect_is_refused(string given) =>
        Should
            .Throw<SpecException>(() =>
                DialectGenerator.CSharp(Repository.Shapes, new GenerationRequest { Namespaces = [given] })
            )
            .Message.ShouldContain($"\"{given}\" must be the name of a dialect");

    [Fact]
    public void The_note_of_every_file_names_the_command_of_its_owner()
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        Dialect model = Models.Read(spec.Folder, "untagged");
        OutputFile[] files =
        [
            .. DialectGenerator.CSharp(
                spec.Folder,
                new GenerationRequest { Command = "make contracts", Registry = "Acme.Protocols" }
            ),
            ReferencePage.Write(model, "make contracts"),
            .. VectorFiles.Write(model, "make contracts"),
        ];

        files.ShouldAllBe(file => file.Text.Contains("then run make contracts."));
    }

    [Fact]
    public void A_manifest_needs_only_what_every_protocol_has()
    {
        JsonObject form = JsonNode
            .Parse(File.ReadAllText(Path.Combine(Repository.Spec, "dialect.schema.json")))!
            .AsObject();
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(spec.PathOf("dialect.json")))!.AsObject();
        string[] required = [.. form["required"]!.AsArray().Select(key => (string)key!)];
        foreach (string key in manifest.Select(member => member.Key).Except(required).Except(["unions"]).ToArray())
        {
            manifest.Remove(key);
        }

        File.WriteAllText(spec.PathOf("dialect.json"), manifest.ToJsonString());
        StripTitles(spec);
        FaultsOf(DialectGenerator.CSharp(spec.Folder)).ShouldBeEmpty();
        foreach (string key in required)
        {
            spec.Edit("dialect.json", $"/{key}", null);
            Should
                .Throw<SpecException>(() => DialectGenerator.CSharp(spec.Folder))
                .Message.ShouldContain($"`{key}` is missing");
            spec.Edit("dialect.json", $"/{key}", manifest[key]!.ToJsonString());
        }
    }

    [Fact]
    public void The_schema_of_a_manifest_can_be_at_any_location()
    {
        using TemporarySpec spec = new(Repository.Shapes, "untagged");
        spec.Edit("dialect.json", "/$schema", "\"https://example.com/agentwire/dialect.schema.json\"");
        Models.Read(spec.Folder, "untagged").Name.ShouldBe("untagged");
    }

    /// <summary>A dialect of somebody else, without a reference implementation.</summary>
    private static TemporarySpec Own(string from, string dialect, string space)
    {
        TemporarySpec spec = new(from, dialect);
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(spec.PathOf("dialect.json")))!.AsObject();
        manifest["namespace"] = space;
        foreach (string key in AboutUpstream)
        {
            manifest.Remove(key);
        }

        // Without a reference, `since` and `until` are versions of the contract.
        manifest["version"] = "1.3";
        File.WriteAllText(spec.PathOf("dialect.json"), manifest.ToJsonString());
        StripTitles(spec);
        return spec;
    }

    private static void StripTitles(TemporarySpec spec)
    {
        foreach (string file in Directory.GetFiles(spec.PathOf(""), "*.schema.json"))
        {
            JsonNode schema = JsonNode.Parse(File.ReadAllText(file))!;
            StripTitles(schema["definitions"]!, isSchema: false);
            File.WriteAllText(file, schema.ToJsonString());
        }
    }

    private static void StripTitles(JsonNode? node, bool isSchema)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
            {
                StripTitles(item, isSchema: true);
            }
        }
        else if (node is JsonObject members)
        {
            if (isSchema)
            {
                members.Remove("title");
            }

            foreach ((string name, JsonNode? member) in members.ToArray())
            {
                StripTitles(member, isSchema: name is not "properties" || !isSchema);
            }
        }
    }

    private static IReadOnlyList<string> FaultsOf(IReadOnlyList<OutputFile> files) =>
        [
            .. CompilationTests
                .Compile(files, DocumentationMode.Diagnose, usings: "", LanguageVersion.CSharp12)
                .GetDiagnostics()
                .Where(finding => finding.Severity >= DiagnosticSeverity.Warning)
                .Select(finding => finding.ToString())
                .Take(50),
        ];
}
