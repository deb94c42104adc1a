using System.Text.Json;
using AgentWire.Spec.Files;

namespace AgentWire.Spec.Vectors;

/// <summary>Finds the types that each side of a dialect sends, so that the vectors of one side can be chosen.</summary>
internal sealed class SideTypes(SpecFiles files)
{
    /// <summary>Returns the type that a side sends, and all types in it. Empty for a side that sends nothing.</summary>
    /// <exception cref="SpecFilesException">A file does not have the expected content.</exception>
    public IReadOnlySet<string> Of(string dialect, string side)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        var schemas = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        string[] roots = files.Read($"{dialect}/dialect.json", manifest => RootsOf(manifest, side));
        foreach (string root in roots)
        {
            Follow("", root);
        }

        return types;

        void Follow(string from, string reference)
        {
            string[] parts = reference.Split("#/definitions/");
            string file = parts[0].Length == 0 ? from : parts[0];
            if (types.Add(parts[^1]))
            {
                Walk(file, Schema(file).GetProperty("definitions").GetProperty(parts[^1]));
            }
        }

        void Walk(string file, JsonElement schema)
        {
            if (schema.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement each in schema.EnumerateArray())
                {
                    Walk(file, each);
                }
            }
            else if (schema.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty each in schema.EnumerateObject())
                {
                    if (each is { Name: "$ref", Value.ValueKind: JsonValueKind.String })
                    {
                        Follow(file, each.Value.GetString()!);
                    }
                    else
                    {
                        Walk(file, each.Value);
                    }
                }
            }
        }

        JsonElement Schema(string file)
        {
            if (!schemas.TryGetValue(file, out JsonElement schema))
            {
                schema = files.Read($"{dialect}/{file}", json => json.Clone());
                schemas.Add(file, schema);
            }

            return schema;
        }
    }

    private static string[] RootsOf(JsonElement manifest, string side) =>
        !manifest.GetProperty("roots").TryGetProperty(side, out JsonElement roots) ? []
        : roots.ValueKind == JsonValueKind.String ? [roots.GetString()!]
        : [.. roots.EnumerateObject().Select(root => root.Value.GetString()!)];
}
