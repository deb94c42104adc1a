using System.Text.Json;

namespace AgentWire.Tests.Conformance;

/// <summary>
/// Finds the listed difference of a dialect that applies to an input, from the input alone. A difference that no golden line can
/// show has no entry.
/// </summary>
internal static class GoldenDifferences
{
    private static readonly Dictionary<string, Func<string, JsonElement, bool>> Walrus = new()
    {
        ["tagged-message-as-sequence"] = (_, root) => root.ValueKind == JsonValueKind.Array,
        ["value-as-map"] = (type, root) =>
            type == "HubAction"
                ? root.ValueKind == JsonValueKind.Object
                : Member(root, "action", out JsonElement action) && action.ValueKind == JsonValueKind.Object,
        ["unit-from-empty-object"] = (_, root) =>
            Member(root, "ToolsComplete", out JsonElement unit) && unit.ValueKind == JsonValueKind.Object,
        ["sessions-and-tasks-have-a-form"] = (type, root) =>
            type == "ServerMessage"
            && Member(root, "type", out JsonElement tag)
            && tag.ValueKind == JsonValueKind.String
            && tag.GetString() is "sessions" or "tasks",
    };

    /// <summary>Gets the predicates of each dialect on a type's name and an input, by the id of the difference.</summary>
    public static IReadOnlyDictionary<string, Dictionary<string, Func<string, JsonElement, bool>>> ByDialect { get; } =
        new Dictionary<string, Dictionary<string, Func<string, JsonElement, bool>>>
        {
            ["walrus"] = Walrus,
            ["ag-ui"] = AgUiDifferences.All,
        };

    /// <summary>Returns the id of a difference that covers the input, or null.</summary>
    public static string? Explain(WireCodec codec, byte[] input)
    {
        try
        {
            JsonElement root = Repository.Parse(input);
            return ByDialect
                .GetValueOrDefault(codec.Dialect)
                ?.FirstOrDefault(difference => difference.Value(codec.TypeName, root))
                .Key;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Member(JsonElement json, string name, out JsonElement value)
    {
        value = default;
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out value);
    }
}
