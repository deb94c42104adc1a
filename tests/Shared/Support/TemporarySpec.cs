using System.Text.Json.Nodes;

namespace AgentWire.Shared;

/// <summary>A copy of the specification of one dialect, which a test can change.</summary>
public sealed class TemporarySpec : IDisposable
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

    /// <summary>Sets the JSON at a pointer, or removes it.</summary>
    public void Edit(string file, string pointer, string? json) => EditAll(file, [(pointer, json)]);

    /// <summary>Makes several edits, in order.</summary>
    public void EditAll(string file, IEnumerable<(string Pointer, string? Json)> edits)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(PathOf(file)))!;
        foreach ((string pointer, string? json) in edits)
        {
            Edit(root, pointer, json);
        }

        File.WriteAllText(PathOf(file), root.ToJsonString());
    }

    /// <summary>Adds a copy of the dialect with another name and namespace.</summary>
    public void CopyAs(string name, string space)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        foreach (string file in Directory.GetFiles(Path.Combine(Folder, _dialect)))
        {
            JsonNode copy = JsonNode.Parse(File.ReadAllText(file))!;
            if (copy["namespace"] is not null)
            {
                copy["name"] = name;
                copy["namespace"] = space;
            }
            else
            {
                copy["$id"] = copy["$id"]!.GetValue<string>().Replace(_dialect, name, StringComparison.Ordinal);
            }

            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), copy.ToJsonString());
        }
    }

    /// <summary>Removes the places that are refused, and the references to them.</summary>
    /// <returns>False if there was nothing to remove.</returns>
    public bool RemoveRefused(IEnumerable<string> pointers, HashSet<string> removed)
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(PathOf("server.schema.json")))!;
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(PathOf("dialect.json")))!;
        JsonArray events = schema["definitions"]!["Event"]!["oneOf"]!.AsArray();
        int before = removed.Count;
        List<JsonNode> nodes = [];
        foreach (string pointer in pointers.Distinct())
        {
            removed.Add(pointer + removed.Count);
            string[] names = pointer.Split('/')[1..];
            if (names is ["definitions", var name])
            {
                schema["definitions"]!.AsObject().Remove(name);
                manifest["unions"]!.AsObject().Remove(name);
                nodes.AddRange(
                    events.Where(branch =>
                        branch!["properties"]!["it"] is { } use
                        && use["$ref"]!.GetValue<string>() == $"#/definitions/{name}"
                    )!
                );
            }
            else
            {
                nodes.Add(
                    names.Aggregate(schema, (node, part) => node is JsonArray list ? list[Number(part)]! : node[part]!)
                );
            }
        }

        foreach (JsonNode node in nodes.Distinct())
        {
            if (node.Parent is JsonArray list)
            {
                list.Remove(node);
            }
            else
            {
                node.Parent!.AsObject().Remove(node.GetPropertyName());
            }
        }

        File.WriteAllText(PathOf("server.schema.json"), schema.ToJsonString());
        File.WriteAllText(PathOf("dialect.json"), manifest.ToJsonString());
        return removed.Count > before;
    }

    private static void Edit(JsonNode root, string pointer, string? json)
    {
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
            case JsonArray list when last[0] == '+':
                list.Insert(Number(last[1..]), value);
                break;
            case JsonArray list:
                list[Number(last)] = value;
                break;
            case JsonObject members when json is null:
                if (!members.Remove(last))
                {
                    throw new ArgumentException($"{pointer} is not there.", nameof(pointer));
                }

                break;
            default:
                parent[last] = value;
                break;
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
