using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentWire.Tests.Conformance;

/// <summary>What each difference of AG-UI covers. JavaScript alone causes most of them.</summary>
internal static class AgUiDifferences
{
    /// <summary>The names of all members that a type of the dialect can lack.</summary>
    private static readonly HashSet<string> Optional =
    [
        .. Repository
            .Files(Path.Combine(Repository.Spec, "ag-ui"), "*.schema.json")
            .SelectMany(file => Objects(Repository.Json(Path.Combine(Repository.Spec, "ag-ui", file))))
            .Where(schema => schema.TryGetProperty("properties", out _))
            .SelectMany(schema =>
                schema
                    .GetProperty("properties")
                    .EnumerateObject()
                    .Select(member => member.Name)
                    .Except(
                        schema.TryGetProperty("required", out JsonElement required)
                            ? required.EnumerateArray().Select(name => name.GetString()!)
                            : []
                    )
            ),
    ];

    public static Dictionary<string, Func<string, JsonElement, bool>> All { get; } =
        new()
        {
            ["null-reads-as-absent"] = (_, root) =>
                Members(root)
                    .Any(member => member.Value.ValueKind == JsonValueKind.Null && Optional.Contains(member.Name)),
            ["members-occur-once"] = (_, root) =>
                Objects(root)
                    .Any(value =>
                        value.EnumerateObject().DistinctBy(member => member.Name).Count()
                        < value.EnumerateObject().Count()
                    ),
            ["no-lone-surrogates"] = (_, root) =>
                Regex.IsMatch(
                    root.GetRawText(),
                    @"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]"
                ),
            ["numbers-fit-a-double"] = (_, root) => Numbers(root).Any(number => double.IsInfinity(Value(number))),
            ["integers-are-plain"] = (_, root) =>
                Members(root)
                    .Any(member =>
                        member.Name is "timestamp"
                        && member.Value.ValueKind == JsonValueKind.Number
                        && !Regex.IsMatch(member.Value.GetRawText(), "^(0|-?[1-9][0-9]*)$")
                    ),
            ["number-text-is-kept"] = (_, root) =>
                Numbers(root)
                    .Any(number =>
                        number is "-0" || number.AsSpan().ContainsAny(".eE") || Math.Abs(Value(number)) > 1L << 53
                    ),
            ["names-keep-their-place"] = (_, root) =>
                Members(root).Any(member => Regex.IsMatch(member.Name, "^(0|[1-9][0-9]*)$")),
        };

    private static double Value(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Numbers(JsonElement root) =>
        Values(root).Where(value => value.ValueKind == JsonValueKind.Number).Select(value => value.GetRawText());

    private static IEnumerable<JsonProperty> Members(JsonElement root) =>
        Objects(root).SelectMany(value => value.EnumerateObject());

    private static IEnumerable<JsonElement> Objects(JsonElement root) =>
        Values(root).Where(value => value.ValueKind == JsonValueKind.Object);

    private static IEnumerable<JsonElement> Values(JsonElement root) =>
        root.ValueKind switch
        {
            JsonValueKind.Object => root.EnumerateObject().SelectMany(member => Values(member.Value)).Prepend(root),
            JsonValueKind.Array => root.EnumerateArray().SelectMany(Values).Prepend(root),
            _ => [root],
        };
}
