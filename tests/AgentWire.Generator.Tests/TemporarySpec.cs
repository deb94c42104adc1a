using System.Text.Json.Nodes;

namespace AgentWire.Generator.Tests;

/// <summary>A copy of one dialect's specification, to be spoilt.</summary>
internal sealed class TemporarySpec : IDisposable
{
    private readonly string _dialect;

    public TemporarySpec(string spec, string dialect)
    {
        _dialect = dialect;
        Folder = Directory.CreateTempSubdirectory("agentwire-spec-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, dialect));
        foreach (string file in Directory.GetFiles(Path.Combine(spec, dialect), "*.json"))
        {
            File.Copy(file, PathOf(Path.GetFileName(file)));
        }
    }

    public string Folder { get; }

    public string PathOf(string file) => Path.Combine(Folder, _dialect, file);

    /// <summary>Puts JSON at a pointer, or takes away what is there.</summary>
    public void Edit(string file, string pointer, string? json)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(PathOf(file)))!;
        string[] names = pointer.Split('/')[1..];
        JsonNode parent = names[..^1]
            .Aggregate(root, (node, name) => node is JsonArray list ? list[Number(name)]! : node[name]!);
        string last = names[^1].Replace("~1", "/", StringComparison.Ordinal);
        JsonNode? value = json is null ? null : JsonNode.Parse(json);
        switch (parent)
        {
            case JsonArray list when json is null:
                list.RemoveAt(Number(last));
                break;
            case JsonArray list when last == "-":
                list.Add(value);
                break;
            case JsonArray list:
                list[Number(last)] = value;
                break;
            case JsonObject members when json is null:
                members.Remove(last).ShouldBeTrue($"{pointer} is not there");
                break;
            default:
                parent[last] = value;
                break;
        }

        File.WriteAllText(PathOf(file), root.ToJsonString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
