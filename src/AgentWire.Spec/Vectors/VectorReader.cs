using System.Text;
using System.Text.Json;
using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Vectors;

/// <summary>Reads the vectors of a specification.</summary>
internal sealed class VectorReader(SpecFiles files)
{
    /// <summary>Returns the vectors of a dialect, file by file.</summary>
    /// <exception cref="SpecFilesException">A file does not have the expected content.</exception>
    public IEnumerable<Vector> Read(string dialect) =>
        files
            .Names.Where(name =>
                name.StartsWith($"{dialect}/vectors/", StringComparison.Ordinal)
                && name.EndsWith(".json", StringComparison.Ordinal)
            )
            .SelectMany(name => files.Read(name, VectorsOf));

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
            new VersionSpan(VersionOf(vector, "since"), VersionOf(vector, "until")),
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

    private static ContractVersion? VersionOf(JsonElement vector, string name) =>
        Text(vector, name) is { } text ? ContractVersion.Parse(text) : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
