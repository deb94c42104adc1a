namespace AgentWire.Spec.Files;

/// <summary>A schema file of a dialect: its named definitions, and the root type if the file has one.</summary>
internal sealed class SchemaFile
{
    private const string Draft = "http://json-schema.org/draft-07/schema#";

    public SchemaFile(string dialect, string name, SpecNode node)
    {
        Name = name;
        Node = node;
        node.AllowOnly("a schema file", "$schema", "$id", "title", "description", "allOf", "definitions");
        Expect(node.Get("$schema"), Draft);
        Expect(node.Get("$id"), $"{dialect}/{name}");
        _ = node.Get("title").AsText();
        _ = node.Get("description").AsText();
        Definitions = node.Get("definitions").AsObject().Members;
        if (node.Find("allOf") is { } root)
        {
            Root = root.AsList() is [var reference]
                ? reference.Get("$ref")
                : throw root.Refuse("the root is `allOf` with exactly one `$ref`");
        }
    }

    /// <summary>Gets the file name as it is written in references.</summary>
    public string Name { get; }

    public SpecNode Node { get; }

    /// <summary>Gets the reference to the root type, or null.</summary>
    public SpecNode? Root { get; }

    public IReadOnlyList<KeyValuePair<string, SpecNode>> Definitions { get; }

    private static void Expect(SpecNode node, string text)
    {
        if (node.AsText() != text)
        {
            throw node.Refuse($"must be \"{text}\"");
        }
    }
}
