using AgentWire.Generator.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentWire.Generator.Tests;

/// <summary>Checks that the generated code compiles, including members that walrus does not use.</summary>
public class CompilationTests
{
    private static readonly CSharpParseOptions Parsing = new(
        LanguageVersion.Preview,
        preprocessorSymbols: ["NET8_0_OR_GREATER", "NET10_0"]
    );

    // Once for all compilations, for which the compiler then reads them once.
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    [Fact]
    public void Every_kind_of_member_that_is_emitted_compiles_with_the_library()
    {
        using TemporarySpec spec = new(Repository.Shapes, "flattened-external");
        foreach (
            (string name, string json) in new[]
            {
                ("event", """{"type":"boolean"}"""),
                ("value", """{"type":"number"}"""),
                ("reader", """{"type":"string"}"""),
                ("limit", """{"type":"integer","minimum":1,"maximum":100}"""),
                ("small", """{"type":"integer","minimum":-32768,"maximum":32767}"""),
                ("offset", """{"type":"integer","minimum":-9223372036854775808,"maximum":0}"""),
                ("tags", """{"type":"array","items":{"type":"string"}}"""),
                ("omitted", """{"type":"array","items":{"$ref":"#/definitions/Reply"}}"""),
                ("nothing", """{"type":["integer","null"],"minimum":0,"maximum":255}"""),
                ("nobody", """{"oneOf":[{"$ref":"#/definitions/Reply"},{"type":"null"}]}"""),
                ("mode", """{"$ref":"#/definitions/Mode"}"""),
            }
        )
        {
            string described = string.Concat("""{"description":"d",""", json.AsSpan(1));
            spec.Edit("server.schema.json", $"/definitions/Call/properties/{name}", described);
        }

        spec.Edit(
            "server.schema.json",
            "/definitions/Mode",
            """{"description":"d","oneOf":[{"description":"d","const":"a-b","enum":["a-b"]}]}"""
        );
        spec.Edit("server.schema.json", "/definitions/Call/required", """["value","small","nothing","nobody"]""");
        spec.Edit("dialect.json", "/omitEmpty", """["Call.omitted"]""");
        spec.Edit("dialect.json", "/strict", """["Call.nothing"]""");

        ErrorsOf(DialectGenerator.CSharp(spec.Folder)).ShouldBeEmpty();
    }

    [Fact]
    public void A_member_of_every_kind_compiles_with_every_presence()
    {
        string[] kinds =
        [
            """{"type":"string"}""",
            """{"type":"string","minLength":1,"maxLength":9}""",
            """{"type":"boolean"}""",
            """{"type":"number"}""",
            """{"type":"integer","minimum":0,"maximum":255}""",
            """{"type":"integer","minimum":0,"maximum":65535}""",
            """{"type":"integer","minimum":0,"maximum":4294967295}""",
            """{"type":"integer","minimum":0,"maximum":18446744073709551615}""",
            """{"type":"integer","minimum":-32768,"maximum":32767}""",
            """{"type":"integer","minimum":-2147483648,"maximum":2147483647}""",
            """{"type":"integer","minimum":-9223372036854775808,"maximum":9223372036854775807}""",
            """{"type":"integer","minimum":1,"maximum":100}""",
            """{"type":"integer","minimum":1,"maximum":10000000000}""",
            """{"type":"integer","minimum":9223372036854775808,"maximum":18446744073709551614}""",
            """{"type":"object"}""",
            """{"type":"array","items":{"not":{"type":"null"}}}""",
            """{"type":"array","items":{"type":"string"}}""",
            """{"type":"array","items":{"$ref":"#/definitions/Greeting"},"minItems":1}""",
            """{"type":"array","minItems":2,"items":{"type":"array","minItems":1,"items":{"type":"string","maxLength":2}}}""",
            """{"type":"array","items":{"type":"array","items":{"type":"integer","minimum":-7,"maximum":-1}}}""",
            """{"type":"object","additionalProperties":{"type":"string","maxLength":9}}""",
            """{"type":"array","minItems":1,"items":{"type":"object","additionalProperties":{"type":"integer","minimum":1,"maximum":9}}}""",
            .. "Greeting Reply Mood Level Instant ThreadId Topic Title Pointer Day Clock Moment"
                .Split(' ')
                .Select(name => $$"""{"$ref":"#/definitions/{{name}}"}"""),
        ];
        string[] constants =
        [
            """{"const":"a","enum":["a"]}""",
            """{"type":"string","const":"","enum":[""]}""",
            """{"type":"integer","const":-9223372036854775808,"enum":[-9223372036854775808]}""",
            """{"type":"boolean","const":true,"enum":[true]}""",
        ];
        string[] notNull = ["""{"not":{"type":"null"}}"""];
        using TemporarySpec spec = new(Path.Combine(Repository.Data, "sixth"), "lantern");
        foreach (string presence in new[] { "required", "nullable", "optional", "optionalNullable" })
        {
            IEnumerable<string> members = (
                IsNullable(presence) ? kinds : kinds.Concat(constants).Concat(notNull)
            ).Select(
                (kind, index) =>
                    IsNullable(presence)
                        ? $$"""{"description":"d","oneOf":[{{kind}},{"type":"null"}]}"""
                        : $$"""{"description":"d",{{kind[1..]}}"""
            );
            members = members.Append(
                presence == "nullable"
                    ? """{"description":"d","anyOf":[{},{"type":"null"}]}"""
                    : """{"description":"d"}"""
            );
            string properties = string.Join(',', members.Select((member, index) => $"\"m{index}\":{member}"));
            IEnumerable<string> names = presence.StartsWith("optional", StringComparison.Ordinal)
                ? []
                : members.Select((_, index) => $"\"m{index}\"");
            spec.Edit(
                "server.schema.json",
                $"/definitions/In{presence}",
                $$$"""{"description":"d","type":"object","required":[{{{string.Join(',', names)}}}],"properties":{ {{{properties}}} } }"""
            );
        }

        spec.Edit(
            "dialect.json",
            "/standalone",
            """["Rounds","Inrequired","Innullable","Inoptional","InoptionalNullable"]"""
        );
        spec.Edit("dialect.json", "/numbers", """{"f32":["Inrequired.m3","Innullable.m3","InoptionalNullable.m3"]}""");

        ErrorsOf(DialectGenerator.CSharp(spec.Folder)).ShouldBeEmpty();

        static bool IsNullable(string presence) => presence.EndsWith("nullable", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Code_that_does_not_fit_the_library_is_seen()
    {
        IReadOnlyList<OutputFile> files = DialectGenerator.CSharp(Repository.Spec);
        OutputFile spoilt = new("Spoilt.g.cs", "class Spoilt { AgentWire.CompilerServices.WireNothing Nothing; }");

        ErrorsOf([.. files, spoilt]).ShouldHaveSingleItem().ShouldContain("WireNothing");
    }

    [Fact]
    public void Code_of_another_contract_than_the_runtime_s_does_not_compile_and_the_error_tells_what_to_update()
    {
        foreach (int other in new[] { 0, 2 })
        {
            OutputFile[] files =
            [
                .. DialectGenerator
                    .CSharp(Repository.Spec)
                    .Select(file => new OutputFile(
                        file.Path,
                        file.Text.Replace("ForContract1", $"ForContract{other}")
                    )),
            ];

            IReadOnlyList<string> errors = ErrorsOf(files);

            errors.Count.ShouldBe(WireDialects.All.Count);
            errors.ShouldAllBe(error => error.Contains($"'UpdateAgentWireRuntimeOrGenerateAgainForContract{other}'"));
        }
    }

    /// <param name="generated">The files.</param>
    /// <param name="comments">Whether comments are parsed.</param>
    /// <param name="usings">What the files around them import.</param>
    /// <param name="version">The version of C#.</param>
    internal static CSharpCompilation Compile(
        IReadOnlyList<OutputFile> generated,
        DocumentationMode comments = DocumentationMode.None,
        string usings =
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading;",
        LanguageVersion version = LanguageVersion.Preview
    )
    {
        CSharpParseOptions parsing = Parsing.WithDocumentationMode(comments).WithLanguageVersion(version);
        return CSharpCompilation.Create(
            "Emitted",
            [
                CSharpSyntaxTree.ParseText(usings, parsing),
                .. generated.Select(file => CSharpSyntaxTree.ParseText(file.Text, parsing, file.Path)),
            ],
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
    }

    internal static IReadOnlyList<string> ErrorsOf(IReadOnlyList<OutputFile> generated) =>
        [
            .. Compile(generated)
                .GetDiagnostics()
                .Where(finding =>
                    finding.Severity >= DiagnosticSeverity.Warning
                    && finding.Location.SourceTree?.FilePath.EndsWith(CSharpFile.Extension, StringComparison.Ordinal)
                        == true
                )
                .Where(finding =>
                    finding.Severity == DiagnosticSeverity.Error
                    || finding.Id.StartsWith("CS8", StringComparison.Ordinal)
                )
                .Select(finding => finding.ToString()),
        ];
}
