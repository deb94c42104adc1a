using System.Text.Json;
using Microsoft.CodeAnalysis;

namespace AgentWire.Generator.Tests;

/// <summary>
/// Checks names that have a meaning near generated code. Either the name is refused with its location and a solution, or the code
/// compiles.
/// </summary>
[Trait("Category", "Load")]
public sealed class NameTests
{
    private static readonly string[] Kinds =
    [
        """{"description":"d","type":"object","properties":{"some":{"description":"d","type":"string"}}}""",
        """{"description":"d","oneOf":[{"description":"d","const":"some","enum":["some"]}]}""",
        """{"description":"d","anyOf":[{"description":"d","const":"some","enum":["some"]},{"type":"string"}]}""",
        """{"description":"d","oneOf":[{"description":"d","type":"object","required":["op"],"properties":{"op":{"const":"some","enum":["some"]}}}]}""",
    ];

    // The definitions of the dialect in which the names are tested.
    private static readonly string[] Own =
    [
        .. Models.Read(Path.Combine(Repository.Data, "sixth"), "lantern").Types.Select(type => type.Name),
    ];

    private static readonly string[] All =
    [
        .. NameScope.AsDefinitions(
            NameScope.Types.Concat(NameScope.Members).Concat(NameScope.Words).Concat(NameScope.Emitted)
        ),
    ];

    // The compiler takes minutes for all names, so that these tests compile a share of them. ./build.sh Ci compiles all.
    private const int Share = 6;

    // Only a name that generated code uses can change its meaning. The definitions show that no other name does.
    private static readonly string[] Mentioned =
    [
        .. NameScope.AsDefinitions(
            NameScope
                .Members.Concat(NameScope.Words)
                .Concat(NameScope.Emitted.Where(name => char.IsAsciiLetterUpper(name[0])))
        ),
    ];

    [Fact]
    public void The_scope_holds_what_generated_code_uses()
    {
        NameScope.Namespaces.ShouldContain("System.Text.Json.Serialization");
        NameScope.Namespaces.ShouldContain("AgentWire.CompilerServices");
        NameScope.Types.ShouldContain("WireReader");
        NameScope.Types.ShouldContain("JsonConverter");
        NameScope.Types.ShouldContain("Lantern");
        NameScope.Members.ShouldContain("EqualityContract");
        NameScope.Members.ShouldContain("Finalize");
        NameScope.Words.ShouldContain("required");
        All.Length.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void A_definition_with_any_name_in_scope_is_refused_with_its_cure_or_compiles()
    {
        string[] names = Chosen(All.Except(Own));
        Check(names, spec => Define(spec, names, (_, index) => index % Kinds.Length), "/definitions/");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_definition_of_any_kind_called_like_something_emitted_is_refused_with_its_cure_or_compiles(int kind)
    {
        // The parts of generated types: other types, the members of every type, and the additional members of some kinds.
        string[] names = Chosen(
            NameScope
                .AsDefinitions(NameScope.Members.Concat(NameScope.Emitted.Where(NameScope.Types.Contains)))
                .Except(Own),
            ["Create", "Extra", "Json", "Name", "Payload", "Tag", "Unknown", "Value", "Variant", "WriteVariant"]
        );
        Check(names, spec => Define(spec, names, (_, _) => kind), "/definitions/");
    }

    [Fact]
    public void A_variant_with_any_name_is_refused_with_its_cure_or_compiles()
    {
        string[] names = Chosen(Mentioned);
        Check(
            names,
            spec =>
            {
                spec.EditAll(
                    "server.schema.json",
                    names.Select(name => ("/definitions/Event/oneOf/-", (string?)Variant(name, "")))
                );
            },
            "/definitions/Event/oneOf/"
        );
    }

    [Fact]
    public void A_member_with_any_name_is_refused_with_its_cure_or_compiles()
    {
        // Optional members, whose local variables have the same names.
        string[] names = Chosen(Mentioned.Concat(NameScope.Words).Concat(NameScope.Emitted));
        Check(
            names,
            spec =>
                spec.EditAll(
                    "server.schema.json",
                    [
                        .. names
                            .Chunk(30)
                            .Select(
                                (some, index) =>
                                    (
                                        "/definitions/Event/oneOf/-",
                                        (string?)Variant(
                                            $"in-{index}",
                                            string.Concat(
                                                some.Select(name =>
                                                    $",{Quote(name)}:{Members[name.Length % Members.Length]}"
                                                )
                                            )
                                        )
                                    )
                            ),
                    ]
                ),
            "/definitions/Event/oneOf/"
        );
    }

    [Fact]
    public void A_value_of_a_set_with_any_name_is_refused_with_its_cure_or_compiles()
    {
        foreach (string set in new[] { "Level", "Mood" })
        {
            string[] names = Chosen(Mentioned, ["Level", "Mood"]);
            string keyword = set == "Level" ? "oneOf" : "anyOf";
            Check(
                names,
                spec =>
                {
                    // A value that is removed because of its name must not be mentioned elsewhere.
                    spec.EditAll("dialect.json", [("/since/Level.high", null), ("/until/Mood.good", null)]);
                    spec.EditAll(
                        "server.schema.json",
                        names.Select(name =>
                            (
                                $"/definitions/{set}/{keyword}/+0",
                                (string?)$"{{\"description\":\"d\",\"const\":{Quote(name)},\"enum\":[{Quote(name)}]}}"
                            )
                        )
                    );
                },
                $"/definitions/{set}/{keyword}/"
            );
        }
    }

    [Theory]
    [InlineData("AgentWire.{0}")]
    [InlineData("Acme.{0}")]
    [InlineData("Acme.{0}.Lantern")]
    [InlineData("{0}.Lantern")]
    public void A_dialect_s_namespace_with_any_name_is_refused_with_its_cure_or_compiles(string form)
    {
        string[] names = Chosen(
            NameScope.AsDefinitions(
                NameScope
                    .LibraryTypes.Concat(NameScope.Emitted.Where(NameScope.Types.Contains))
                    .Concat(NameScope.Namespaces.SelectMany(space => space.Split('.')))
            ),
            ["CompilerServices", "System", "Event", "Request", "Custom"]
        );
        using TemporarySpec spec = new(Path.Combine(Repository.Data, "sixth"), "lantern");
        for (int i = 0; i < names.Length; i++)
        {
            spec.CopyAs(
                $"lantern-{i}",
                string.Format(System.Globalization.CultureInfo.InvariantCulture, form, names[i])
            );
        }

        List<string> refused = [];
        try
        {
            DialectGenerator.CSharp(spec.Folder);
        }
        catch (SpecException refusal)
        {
            foreach (Finding finding in refusal.Findings)
            {
                string[] place = finding.Location.ToString().Split('/', '#');
                finding.Location.ToString().ShouldBe($"spec/{place[1]}/dialect.json#/namespace");
                finding.Reason.ShouldContain("`namespace`");
                refused.Add(
                    names[int.Parse(place[1]["lantern-".Length..], System.Globalization.CultureInfo.InvariantCulture)]
                );
                Directory.Delete(Path.Combine(spec.Folder, place[1]), recursive: true);
            }
        }

        string.Join("\n", FaultsOf(DialectGenerator.CSharp(spec.Folder))).ShouldBeEmpty();
        if (form == "AgentWire.{0}")
        {
            refused.ShouldContain("CompilerServices");
            refused.ShouldContain("System");
        }

        refused.Count.ShouldBeLessThan(names.Length);
    }

    private static readonly string[] Members =
    [
        """{"description":"d","type":"string"}""",
        """{"description":"d","type":"integer","minimum":0,"maximum":255}""",
        """{"description":"d"}""",
        """{"description":"d","type":"array","items":{"$ref":"#/definitions/Greeting"}}""",
    ];

    private static string[] Chosen(IEnumerable<string> names, IEnumerable<string>? always = null) =>
        [.. (always ?? []).Union(Thoroughness.OneOf(Share, names.Distinct()))];

    private static string Quote(string name) => JsonSerializer.Serialize(name);

    private static string Variant(string tag, string members) =>
        $$$"""{"description":"d","type":"object","required":["kind"],"properties":{"kind":{"const":{{{Quote(tag)}}},"enum":[{{{Quote(tag)}}}]}{{{members}}}}}""";

    private static void Define(TemporarySpec spec, string[] names, Func<string, int, int> kindOf)
    {
        List<(string, string?)> edits = [];
        List<(string, string?)> unions = [];
        for (int index = 0; index < names.Length; index++)
        {
            int kind = kindOf(names[index], index);
            edits.Add(($"/definitions/{names[index]}", Kinds[kind]));
            edits.Add(
                (
                    "/definitions/Event/oneOf/-",
                    Variant(
                        $"use-{index}",
                        $",\"it\":{{\"description\":\"d\",\"$ref\":\"#/definitions/{names[index]}\"}}"
                    )
                )
            );
            if (kind == 3)
            {
                unions.Add(($"/unions/{names[index]}", """{"tagging":"internal","tag":"op"}"""));
            }
        }

        spec.EditAll("server.schema.json", edits);
        spec.EditAll("dialect.json", unions);
    }

    /// <summary>Generates and compiles. Refused names are removed; each must be refused at its own location and with a solution.</summary>
    private static void Check(string[] names, Action<TemporarySpec> edit, string place)
    {
        using TemporarySpec spec = new(Path.Combine(Repository.Data, "sixth"), "lantern");
        edit(spec);
        HashSet<string> refused = [];
        while (true)
        {
            try
            {
                IReadOnlyList<OutputFile> files = DialectGenerator.CSharp(spec.Folder);
                string.Join("\n", FaultsOf(files)).ShouldBeEmpty();
                break;
            }
            catch (SpecException refusal)
            {
                foreach (Finding finding in refusal.Findings)
                {
                    finding
                        .Location.ToString()
                        .ShouldStartWith(
                            $"spec/lantern/server.schema.json#{place}",
                            Case.Sensitive,
                            finding.ToString()
                        );
                    bool hasCure =
                        finding.Reason.Contains("rename the definition", StringComparison.Ordinal)
                        || finding.Reason.Contains("` in spec/lantern/dialect.json", StringComparison.Ordinal)
                        || finding.Reason.Contains("to `names` in", StringComparison.Ordinal);
                    hasCure.ShouldBeTrue(finding.ToString());
                }

                spec.RemoveRefused(refusal.Findings.Select(finding => finding.Location.Pointer), refused)
                    .ShouldBeTrue(refusal.Message);
            }
        }

        // Most names compile. A share of the names contains all that must be refused.
        refused.Count.ShouldBeLessThan(Thoroughness.IsFull ? names.Length / 2 : names.Length * 2 / 3);
    }

    /// <summary>Returns the compiler's messages about generated files. Every warning is an error, and comments are parsed.</summary>
    private static IReadOnlyList<string> FaultsOf(IReadOnlyList<OutputFile> files) =>
        [
            .. CompilationTests
                .Compile(files, DocumentationMode.Diagnose)
                .GetDiagnostics()
                .Where(finding => finding.Severity >= DiagnosticSeverity.Warning)
                .Select(finding => finding.ToString())
                .Take(50),
        ];
}
