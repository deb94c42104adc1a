using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentWire.Tests.Conformance;

/// <summary>Checks that every type, variant, member and constructor of the published upstream pages has a row in the reference tables.</summary>
public sealed class PublishedPageTests
{
    public static TheoryData<string> Pages => [.. Published.EnumerateObject().Select(page => page.Name)];

    private static JsonElement Published { get; } = Repository.Json(Path.Combine(Repository.Data, "published.json"));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Everything_on_the_page_has_its_row(string dialect) =>
        Missing(dialect, Published.GetProperty(dialect)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_is_not_in_the_contract_is_missed(string dialect)
    {
        JsonElement page = Repository.Parse(
            """{"types":{"NoType":["member"]},"enums":{"NoSet":["value"]},"constructors":{"no_event":["x"]}}"""u8.ToArray()
        );
        Missing(dialect, page).Count.ShouldBe(3);
    }

    [Fact]
    public void A_missing_variant_or_member_is_missed()
    {
        JsonElement page = Repository.Parse(
            """{"types":{"ToolCallInfo":["name","other"],"ServerMessage":{"Pong":[],"Gone":[],"Error":["code","other"]}}}"""u8.ToArray()
        );
        Missing("walrus", page).ShouldBe(["ToolCallInfo.other", "ServerMessage.Gone", "ServerMessage.Error.other"]);
    }

    [Fact]
    public void A_value_is_not_found_by_a_part_of_its_text()
    {
        JsonElement page = Repository.Parse(
            """{"enums":{"MessageRole":["tool","too","Tool"],"CustomPayload":["artifact","Gen (untagged)"]}}"""u8.ToArray()
        );
        Missing("systemprompt", page).ShouldBe(["MessageRole.too", "MessageRole.Tool", "CustomPayload.Gen (untagged)"]);
    }

    [Fact]
    public void A_missing_constructor_or_parameter_is_missed()
    {
        JsonElement page = Repository.Parse(
            """{"constructors":{"pong":["request_id?","other"],"keepalive":["request_id"]}}"""u8.ToArray()
        );
        Missing("smooth-operator", page).ShouldBe(["pong.other", "keepalive"]);
    }

    [Theory]
    [InlineData("ServerEvents.StreamToken", true, "requestId", "token")]
    [InlineData("ServerEvents.StreamToken", false, "requestId")]
    [InlineData("ServerEvents.StreamToken", false, "requestId", "other")]
    [InlineData("ServerEvents.Gone", false, "requestId", "token")]
    [InlineData("Gone.StreamToken", false, "requestId", "token")]
    public void A_method_is_known_by_its_class_its_name_and_its_parameters(
        string method,
        bool isThere,
        params string[] parameters
    ) => HasMethod("smooth-operator", method, parameters).ShouldBe(isThere);

    private static List<string> Missing(string dialect, JsonElement page)
    {
        ReferencePage reference = new(dialect);
        List<string> missing = [];
        foreach (JsonProperty type in Members(page, "types"))
        {
            ReferenceType? found = reference.Find(type.Name);
            if (found is null)
            {
                missing.Add(type.Name);
            }
            else if (type.Value.ValueKind == JsonValueKind.Array)
            {
                missing.AddRange(Lacking(found.Rows, type.Value).Select(name => $"{type.Name}.{name}"));
            }
            else
            {
                missing.AddRange(LackingVariants(found, type));
            }
        }

        foreach (JsonProperty set in Members(page, "enums"))
        {
            ReferenceType? found = reference.Find(set.Name);
            missing.AddRange(
                found is null
                    ? [set.Name]
                    : set
                        .Value.EnumerateArray()
                        .Select(value => value.GetString()!)
                        .Where(value => !found.HasValue(value))
                        .Select(value => $"{set.Name}.{value}")
            );
        }

        foreach (JsonProperty constructor in Members(page, "constructors"))
        {
            missing.AddRange(LackingConstructor(reference, dialect, constructor));
        }

        return missing;
    }

    private static IEnumerable<string> LackingVariants(ReferenceType type, JsonProperty published)
    {
        foreach (JsonProperty variant in published.Value.EnumerateObject())
        {
            List<string>? rows = type.VariantRows(variant.Name);
            IEnumerable<string> lacking = rows is null ? [""] : Lacking(rows, variant.Value);
            foreach (string member in lacking)
            {
                yield return $"{published.Name}.{variant.Name}" + (member.Length == 0 ? "" : $".{member}");
            }
        }
    }

    /// <summary>Checks that a constructor has a row with all its parameters, and that the method in it exists.</summary>
    private static IEnumerable<string> LackingConstructor(
        ReferencePage reference,
        string dialect,
        JsonProperty constructor
    )
    {
        string? row = reference
            .Find("Constructors")
            ?.Rows.Find(row => row.StartsWith($"| `{constructor.Name}` |", StringComparison.Ordinal));
        if (row is null)
        {
            return [constructor.Name];
        }

        string[] cells = row.Split('|');
        string[] parameters = [.. Regex.Matches(cells[2], "`([^`]+)`").Select(name => name.Groups[1].Value)];
        string method = cells[4].Trim(' ', '`');
        IEnumerable<string> lacking = Lacking([cells[2]], constructor.Value)
            .Select(parameter => $"{constructor.Name}.{parameter}");
        return HasMethod(dialect, method, parameters) ? lacking : [.. lacking, method];
    }

    /// <summary>Returns whether the namespace of the dialect has a public method, as <c>Class.Method</c>, with exactly these parameters.</summary>
    private static bool HasMethod(string dialect, string method, string[] parameters)
    {
        Type known = WireDialects
            .All.Single(candidate => candidate.Name == dialect)
            .Server!.GetType()
            .GenericTypeArguments[0];
        string[] names = method.Split('.');
        return known
                .Assembly.GetType($"{known.Namespace}.{names[0]}")
                ?.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
                .Any(candidate =>
                    candidate.Name == names[1]
                    && candidate.GetParameters().Select(parameter => parameter.Name).SequenceEqual(parameters)
                )
            ?? false;
    }

    /// <summary>Returns the names of members without a row. A member that the page does not name is the whole body of the variant.</summary>
    private static IEnumerable<string> Lacking(IReadOnlyCollection<string> rows, JsonElement members) =>
        members
            .EnumerateArray()
            .Select(member => member.GetString()!)
            .Where(member => char.IsLower(member[0]))
            .Select(Plain)
            .Where(name =>
                !rows.Any(row =>
                    row.Contains($"`{name}`", StringComparison.Ordinal)
                    || row.Contains($"`{Camel(name)}`", StringComparison.Ordinal)
                )
            );

    /// <summary><c>name: Type?</c> without the type and the mark of an optional one.</summary>
    private static string Plain(string member) => member.Split(':')[0].TrimEnd('?');

    private static string Camel(string name) =>
        Regex.Replace(name, "_([a-z])", match => match.Groups[1].Value.ToUpperInvariant());

    private static JsonElement.ObjectEnumerator Members(JsonElement page, string name) =>
        page.TryGetProperty(name, out JsonElement members) ? members.EnumerateObject() : default;

    /// <summary>The generated tables of one dialect.</summary>
    private sealed class ReferencePage
    {
        public ReferencePage(string dialect)
        {
            string[] lines = File.ReadAllLines(Path.Combine(Repository.Spec, dialect, "REFERENCE.md"));
            foreach (string line in lines)
            {
                if (line.StartsWith("## ", StringComparison.Ordinal))
                {
                    Types.Add(new ReferenceType(line[3..]));
                }
                else if (Types.Count > 0)
                {
                    Types[^1].Add(line);
                }
            }
        }

        public List<ReferenceType> Types { get; } = [];

        /// <summary>Finds a type by its upstream name. A payload that belongs to a variant counts as its type.</summary>
        public ReferenceType? Find(string upstreamName) =>
            Types.FirstOrDefault(type => type.UpstreamName == upstreamName)
            ?? Types.FirstOrDefault(type =>
                type.Rows.Any(row => row.Contains($"({upstreamName})", StringComparison.Ordinal))
            );
    }

    private sealed class ReferenceType(string name)
    {
        // The last column is a description, which is not searched for names.
        private const string Meaning = "| description |";

        private bool _tellsMeaning;

        public string UpstreamName { get; private set; } = name;

        public List<string> Rows { get; } = [];

        public void Add(string line)
        {
            Match upstream = Regex.Match(line, "^Upstream: `(?:[^`]*::)?([^`:]+)`");
            UpstreamName = upstream.Success ? upstream.Groups[1].Value : UpstreamName;
            // The line about a union contains the members with its tag and its content.
            if (upstream.Success)
            {
                Rows.Add(line);
            }
            else if (line.StartsWith("| ", StringComparison.Ordinal))
            {
                _tellsMeaning |= line.EndsWith(Meaning, StringComparison.Ordinal);
                Rows.Add(_tellsMeaning ? line[..(line[..^1].LastIndexOf('|') + 1)] : line);
            }
        }

        /// <summary>Returns whether a row begins with the value. A variant that the page calls untagged accepts any other tag, and has its own name.</summary>
        public bool HasValue(string value)
        {
            string pattern = value.EndsWith(" (untagged)", StringComparison.Ordinal)
                ? $@"^\| any other \|.*`{value.Split(' ')[0]}(\([^`]*\))?` \|$"
                : $@"^\| `{Regex.Escape(value)}` \|";
            return Rows.Exists(row => Regex.IsMatch(row, pattern));
        }

        /// <summary>Returns the rows of the variant with an upstream name, starting with its own, or null if there are none.</summary>
        public List<string>? VariantRows(string variant)
        {
            int first = Rows.FindIndex(row => Regex.IsMatch(row, $@"`(?:[^`]*::)?{variant}`(, never sent)? \|$"));
            return first < 0
                ? null
                :
                [
                    Rows[first],
                    .. Rows.Skip(first + 1).TakeWhile(row => row.StartsWith("|  |", StringComparison.Ordinal)),
                ];
        }
    }
}
