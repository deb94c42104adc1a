using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI;

/// <summary>JSON on its way between the two libraries.</summary>
internal static class Json
{
    public static RawJson Object(IEnumerable<KeyValuePair<string, RawJson>> members)
    {
        JsonObject json = [];
        foreach (KeyValuePair<string, RawJson> member in members)
        {
            json[member.Key] = member.Value.ToJsonNode();
        }

        return RawJson.FromJsonNode(json);
    }

    public static RawJson String(string value) => RawJson.FromJsonNode(JsonValue.Create(value));

    public static string? FindString(RawJson json, string name) =>
        Find(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool? FindBoolean(RawJson json, string name) =>
        Find(json, name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    /// <summary>Returns a value as JSON without white space, whatever the options say: they can be those for people.</summary>
    public static RawJson Serialize<T>(T value, JsonSerializerOptions options) =>
        RawJson.Parse(JsonSerializer.SerializeToUtf8Bytes(value, options.GetTypeInfo(typeof(T))));

    /// <summary>Returns additional properties as a JSON object, or null if there are none.</summary>
    public static RawJson? ToMetadata(AdditionalPropertiesDictionary? properties, JsonSerializerOptions options) =>
        properties is { Count: > 0 }
            ? Object(
                properties.Select(each => new KeyValuePair<string, RawJson>(each.Key, Serialize(each.Value, options)))
            )
            : null;

    public static AdditionalPropertiesDictionary? ToProperties(RawJson? metadata)
    {
        if (metadata?.ToJsonElement() is not { ValueKind: JsonValueKind.Object } json)
        {
            return null;
        }

        AdditionalPropertiesDictionary properties = [];
        foreach (JsonProperty member in json.EnumerateObject())
        {
            properties[member.Name] = member.Value;
        }

        return properties;
    }

    private static JsonElement? Find(RawJson json, string name) =>
        json.ToJsonElement() is { ValueKind: JsonValueKind.Object } members
        && members.TryGetProperty(name, out JsonElement value)
            ? value
            : null;
}
