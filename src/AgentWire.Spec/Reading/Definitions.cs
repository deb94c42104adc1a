using AgentWire.Spec.Files;

namespace AgentWire.Spec.Reading;

/// <summary>A named definition, and its file.</summary>
internal sealed record Definition(string Name, SpecNode Node, SchemaFile File)
{
    /// <summary>Gets whether it is a list. A reference to it is the list itself.</summary>
    public bool IsList => Node.Find("type")?.Is("array") == true;
}

/// <summary>All definitions of a dialect by name. A name is unique within the dialect, in all files.</summary>
internal sealed class Definitions
{
    private const string Folder = "#/definitions/";
    private readonly Dictionary<string, Definition> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SchemaFile> _files;

    public Definitions(DialectSource source, FindingList findings)
    {
        _files = source.Files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        foreach (SchemaFile file in source.Files)
        {
            foreach ((string name, SpecNode node) in file.Definitions)
            {
                if (!_byName.TryAdd(name, new Definition(name, node, file)))
                {
                    findings.Add(
                        node.Location,
                        $"{name} is defined in {_byName[name].Node.Location.File} too; names are unique in a dialect"
                    );
                }
                else if (!CSharpNames.IsPossible(name))
                {
                    findings.Add(
                        node.Location,
                        $"\"{name}\" cannot name a type: a letter from A to Z, then letters and digits"
                    );
                }
            }
        }
    }

    public IEnumerable<Definition> All => _byName.Values;

    public Definition Find(string name) => _byName[name];

    /// <summary>Resolves a reference in <paramref name="file"/>, or in the manifest if it is null.</summary>
    public Definition Resolve(SpecNode reference, string? file)
    {
        string text = reference.AsText();
        int hash = text.IndexOf('#', StringComparison.Ordinal);
        string? target = hash > 0 ? text[..hash] : file;
        string name =
            hash >= 0 && text[hash..].StartsWith(Folder, StringComparison.Ordinal)
                ? text[(hash + Folder.Length)..]
                : "";
        return
            target is not null
            && _files.ContainsKey(target)
            && _byName.TryGetValue(name, out Definition? definition)
            && definition.File.Name == target
            ? definition
            : throw reference.Refuse($"\"{text}\" does not refer to a definition of this dialect");
    }

    /// <summary>Resolves a reference in the file that contains it.</summary>
    public Definition Resolve(SpecNode reference) => Resolve(reference, Path.GetFileName(reference.Location.File));
}
