using System.Text;
using System.Text.Json;

namespace AgentWire.Tests.Conformance;

/// <summary>
/// Compares the schemas of AG-UI with what the validators of <c>@ag-ui/core</c> have, row by row: each member in its order, whether it can
/// be absent, and its type; the variants of each union; the values of each set.
/// </summary>
public sealed class AgUiPageTests
{
    private const string Package = "@ag-ui/core::";

    /// <summary>Parts of other types, which have no definition of their own here.</summary>
    private static readonly string[] Fragments = ["BaseEvent", "BaseMessage", "Attributable"];

    private static readonly JsonElement Page = Repository
        .Json(Path.Combine(Repository.Data, "ag-ui.published.json"))
        .GetProperty("ag-ui");

    private static readonly JsonElement Newer = Repository.Manifest("ag-ui").GetProperty("since");

    /// <summary>The schema of each type and variant, by its upstream name, with its path.</summary>
    private static readonly Dictionary<string, (string Path, JsonElement Schema)> Schemas = ReadSchemas();

    [Fact]
    public void Every_row_of_the_page_is_in_the_schemas() => Compare(Page.GetProperty("types")).ShouldBeClean();

    [Theory]
    [InlineData("""{"FunctionCall":["arguments: string","name: string"]}""")]
    [InlineData("""{"FunctionCall":["name: string"]}""")]
    [InlineData("""{"FunctionCall":["name: string","arguments?: string"]}""")]
    [InlineData("""{"FunctionCall":["name: string","arguments: object"]}""")]
    [InlineData("""{"NoSuchType":[]}""")]
    public void A_row_that_differs_is_found(string types) =>
        Compare(Repository.Parse(Encoding.UTF8.GetBytes(types))).Lines.Count.ShouldBe(1);

    [Fact]
    public void Every_union_has_the_tags_of_the_page()
    {
        Report report = new();
        foreach (JsonProperty union in Page.GetProperty("unions").EnumerateObject())
        {
            string tag = union.Value.GetProperty("tag").GetString()!;
            report.Same(
                union.Name,
                string.Join(
                    ", ",
                    union.Value.GetProperty("variants").EnumerateObject().Select(each => $"{each.Name} {each.Value}")
                ),
                string.Join(
                    ", ",
                    Branches(union.Name)
                        .Select(branch =>
                            $"{branch.GetProperty("properties").GetProperty(tag).GetProperty("const")} {NameOf(branch, "")}"
                        )
                )
            );
        }

        report.ShouldBeClean();
    }

    [Theory]
    [InlineData("EventType", "Event")]
    [InlineData("Role", "Message")]
    [InlineData("TextMessageRole", "TextMessageRole")]
    [InlineData("ReasoningEncryptedValueSubtype", "ReasoningEncryptedValueSubtype")]
    public void Every_set_has_the_values_of_the_page(string set, string definition)
    {
        string tag = Page.GetProperty("unions").TryGetProperty(definition, out JsonElement union)
            ? union.GetProperty("tag").GetString()!
            : "";
        Branches(definition)
            .Select(branch => tag.Length == 0 ? branch : branch.GetProperty("properties").GetProperty(tag))
            .Select(value => value.GetProperty("const").GetString())
            .ShouldBe(Page.GetProperty("sets").GetProperty(set).EnumerateArray().Select(value => value.GetString()));
    }

    [Fact]
    public void The_roots_are_those_of_the_page()
    {
        JsonElement roots = Page.GetProperty("roots");
        WireDialects.TryGet("ag-ui", out WireDialect? dialect).ShouldBeTrue();
        dialect.Server!.TypeName.ShouldBe(roots.GetProperty("server").GetString());
        dialect.Client!.TypeName.ShouldBe(roots.GetProperty("client").GetString());
    }

    private static Report Compare(JsonElement types)
    {
        Report report = new();
        foreach (JsonProperty type in types.EnumerateObject().Where(type => !Fragments.Contains(type.Name)))
        {
            string got = Schemas.TryGetValue(type.Name, out (string, JsonElement) found)
                ? RowsOf(found)
                : "no such type";
            report.Same(type.Name, string.Join("\n", type.Value.EnumerateArray().Select(Expected(type.Name))), got);
        }

        return report;
    }

    /// <summary>Returns a row with the names of types replaced by what they are.</summary>
    private static Func<JsonElement, string> Expected(string type) =>
        row =>
            // The validators take a null state, and read it as absent.
            (type, row.GetString()!)
                is ("RunAgentInput", "state?: any")
                ? "state?: any but null"
                : row.GetString()!
                    .Replace(": SubagentRunId", ": string", StringComparison.Ordinal)
                    .Replace(": Metadata", ": object", StringComparison.Ordinal)
                    .Replace(": JsonPatch", ": [JsonPatchOperation]", StringComparison.Ordinal)
                    .Replace("[[JsonPatchOperation]Operation]", "[JsonPatchOperation]", StringComparison.Ordinal);

    private static string RowsOf((string Path, JsonElement Schema) type)
    {
        HashSet<string> required =
        [
            .. type.Schema.TryGetProperty("required", out JsonElement names)
                ? names.EnumerateArray().Select(name => name.GetString()!)
                : [],
        ];
        return string.Join(
            "\n",
            type.Schema.GetProperty("properties")
                .EnumerateObject()
                .Where(member => !Newer.TryGetProperty($"{type.Path}.{member.Name}", out _))
                .Select(member => $"{member.Name}{(required.Contains(member.Name) ? "" : "?")}: {TypeOf(member.Value)}")
        );
    }

    private static string TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            string name = reference.GetString()!.Split('/')[^1];
            (string _, JsonElement target) = Schemas.Values.Single(each => each.Path == name);
            return name switch
            {
                // The page writes these two in their place.
                "MessageContent" => string.Join(" | ", target.GetProperty("oneOf").EnumerateArray().Select(TypeOf)),
                "ResumeStatus" => string.Join(
                    "|",
                    target.GetProperty("oneOf").EnumerateArray().Select(value => $"\"{value.GetProperty("const")}\"")
                ),
                _ => NameOf(target, name),
            };
        }

        if (schema.TryGetProperty("const", out JsonElement constant))
        {
            return constant.GetRawText();
        }

        return !schema.TryGetProperty("type", out JsonElement type)
            ? schema.TryGetProperty("not", out _)
                ? "any but null"
                : "any"
            : type.GetString() switch
            {
                "integer" => $"int {schema.GetProperty("minimum")}..{schema.GetProperty("maximum")}",
                "array" => $"[{TypeOf(schema.GetProperty("items"))}]",
                { } other => other,
                null => "nothing",
            };
    }

    private static JsonElement.ArrayEnumerator Branches(string upstreamName) =>
        Schemas[upstreamName].Schema.GetProperty("oneOf").EnumerateArray();

    private static string NameOf(JsonElement schema, string name) =>
        schema.TryGetProperty("title", out JsonElement title)
            ? title.GetString()!.Replace(Package, "", StringComparison.Ordinal)
            : name;

    private static Dictionary<string, (string, JsonElement)> ReadSchemas()
    {
        string folder = Path.Combine(Repository.Spec, "ag-ui");
        Dictionary<string, (string, JsonElement)> schemas = [];
        foreach (string file in Repository.Files(folder, "*.schema.json"))
        {
            foreach (
                JsonProperty type in Repository
                    .Json(Path.Combine(folder, file))
                    .GetProperty("definitions")
                    .EnumerateObject()
            )
            {
                schemas.Add(NameOf(type.Value, type.Name), (type.Name, type.Value));
                if (!Page.GetProperty("unions").TryGetProperty(NameOf(type.Value, type.Name), out JsonElement union))
                {
                    continue;
                }

                string tag = union.GetProperty("tag").GetString()!;
                foreach (JsonElement variant in type.Value.GetProperty("oneOf").EnumerateArray())
                {
                    JsonElement text = variant.GetProperty("properties").GetProperty(tag).GetProperty("const");
                    schemas.Add(NameOf(variant, ""), ($"{type.Name}.{text}", variant));
                }
            }
        }

        return schemas;
    }
}
