using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AgentWire.Generator.Tests;

/// <summary>Checks that the dialect in docs/adding-a-dialect.md is valid.</summary>
public sealed class AddingADialectPageTests
{
    [Fact]
    public void Its_manifest_and_schema_generate_compile_and_read()
    {
        string spec = Directory.CreateTempSubdirectory("agentwire-page-").FullName;
        try
        {
            string folder = Directory.CreateDirectory(Path.Combine(spec, "lantern")).FullName;
            string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "adding-a-dialect.md"));
            string[] files =
            [
                .. Regex
                    .Matches(page.ReplaceLineEndings("\n"), "```json\n(?<json>.*?)```", RegexOptions.Singleline)
                    .Select(block => block.Groups["json"].Value),
            ];
            files.Length.ShouldBe(2);
            JsonObject form = JsonNode
                .Parse(File.ReadAllText(Path.Combine(Repository.Spec, "dialect.schema.json")))!
                .AsObject();
            form["required"]!
                .AsArray()
                .Select(key => (string)key!)
                .ShouldBeSubsetOf(JsonNode.Parse(files[0])!.AsObject().Select(member => member.Key));
            File.WriteAllText(Path.Combine(folder, "dialect.json"), files[0]);
            File.WriteAllText(Path.Combine(folder, "server.schema.json"), files[1]);

            // Formatted, as the generated code is too.
            DialectGenerator
                .CSharp(spec)
                .Single(file => file.Path == "Lantern/LanternWire.g.cs")
                .Text.ShouldContain(
                    """
                        public static WireDialect Dialect { get; } = GeneratedContract.CreateDialect(Name, "Lantern", "0.1", Server, null, [Server], versions: _versions);

                    """
                );

            EmittedLibrary library = EmittedLibrary.Of(spec, "lantern");
            library
                .Read(library.Server, """{ "brightness": 7, "kind": "lit" }""")
                .ShouldBe("""{"kind":"lit","brightness":7}""");
            library.Read(library.Server, """{"kind":"lit"}""").ShouldBe("missing_member /brightness 13");
        }
        finally
        {
            Directory.Delete(spec, recursive: true);
        }
    }
}
