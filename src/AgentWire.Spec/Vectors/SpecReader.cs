using System.Text;
using System.Text.Json;
using AgentWire.Spec.Files;

namespace AgentWire.Spec.Vectors;

/// <summary>Reads the vectors of a specification, and finds the types that each side sends.</summary>
internal sealed class SpecReader(SpecFiles files)
{
    /// <summary>Returns the vectors of a dialect, file by file.</summary>
    /// <exception cref="SpecFilesException">A file does not have the expected content.</exception>
    public IEnumerable<Vector> Vectors(string dialect) =>
        files
            .Names.Where(name =>
                name.StartsWith($"{dialect}/vectors/", StringComparison.Ordinal)
                && name.EndsWith(".json", StringComparison.Ordinal)
            )
            .SelectMany(name => Read(name, VectorsOf));

    /// <summary>Returns the type that a side sends, and all types in it. Empty for a side that sends nothing.</summary>
    /// <exception cref="SpecFilesException">A file does not have the expected content.</exception>
    public IReadOnlySet<string> TypesOfSide(string dialect, string side)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        var schemas = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        string? root = Read(
            $"{dialect}/dialect.json",
            manifest =>
                manifest.GetProperty("roots").TryGetProperty(side, out JsonElement reference)
                    ? reference.GetString()
                    : null
        );
        if (root is not null)
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
                schema = Read($"{dialect}/{file}", json => json.Clone());
                schemas.Add(file, schema);
            }

            return schema;
        }
    }

    private T Read<T>(string name, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(files.Read(name));
            return read(json.RootElement);
        }
        catch (Exception error)
            when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new SpecFilesException(
                $"'{name}' of {files.Origin} is not as spec/README.md describes: {error.Message}",
                error
            );
        }
    }

    private static List<Vector> VectorsOf(JsonElement file)
    {
        string dialect = Text(file, "dialect")!;
        string type = Text(file, "type")!;
        return [.. file.GetProperty("cases").EnumerateArray().Select(each => VectorOf(dialect, type, each))];
    }

    private static Vector VectorOf(string dialect, string type, JsonElement vector)
    {
        byte[] input = vector.TryGetProperty("inputBase64", out JsonElement base64)
            ? base64.GetBytesFromBase64()
            : Encoding.UTF8.GetBytes(vector.GetProperty("input").GetString()!);
        return new Vector(
            dialect,
            type,
            vector.GetProperty("id").GetString()!,
            vector.GetProperty("description").GetString()!,
            Text(vector, "level") != "recommended",
            input,
            ReadingOf(vector.GetProperty("read"), input),
            vector.GetProperty("schema").GetString() switch
            {
                "accept" => true,
                "refuse" => false,
                _ => null,
            }
        );
    }

    private static ReadVerdict ReadingOf(JsonElement read, byte[] input) =>
        read.GetProperty("verdict").GetString() == "error"
            ? new ReadVerdict(
                null,
                false,
                read.GetProperty("code").GetString(),
                read.GetProperty("pointer").GetString(),
                read.GetProperty("offset").GetInt64()
            )
            : new ReadVerdict(
                Text(read, "output") is { } output ? Encoding.UTF8.GetBytes(output) : input,
                read.GetProperty("verdict").GetString() == "unknown",
                null,
                null,
                0
            );

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
