using System.Text.RegularExpressions;

namespace AgentWire.Generator.Tests;

/// <summary>The dialect that docs/adding-a-dialect.md describes is one.</summary>
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
                    .Matches(page.ReplaceLineEndings("\n"), "```json\n(.*?)```", RegexOptions.Singleline)
                    .Select(block => block.Groups[1].Value),
            ];
            files.Length.ShouldBe(2);
            File.WriteAllText(Path.Combine(folder, "dialect.json"), files[0]);
            File.WriteAllText(Path.Combine(folder, "server.schema.json"), files[1]);

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
