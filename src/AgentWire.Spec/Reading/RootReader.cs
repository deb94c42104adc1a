using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads the roots from the manifest and from the schema files, which must agree.</summary>
internal static class RootReader
{
    public static List<Root> Read(DialectSource source, ReadingContext context)
    {
        List<Root> roots = [.. ReadSide(Side.Server, context), .. ReadSide(Side.Client, context)];
        foreach (SchemaFile file in source.Files)
        {
            if (
                file.Root is { } reference
                && context.Findings.Gather(() => context.Definitions.Resolve(reference)) is { } root
                && roots.All(known => known.Type != root.Name)
            )
            {
                context.Findings.Add(
                    reference.Location,
                    $"{root.Name} is the root of this file, but not one of `roots` in the manifest"
                );
            }
        }

        return roots;
    }

    private static List<Root> ReadSide(Side side, ReadingContext context)
    {
        List<Root> roots = [];
        SpecNode? node = context.Manifest.Roots.Find(side.InWords());
        if (node is { IsString: false })
        {
            foreach ((string name, SpecNode reference) in ReadNames(node, context.Findings))
            {
                Add(name, reference);
            }
        }
        else if (node is not null)
        {
            Add(null, node);
        }

        return roots;

        void Add(string? name, SpecNode reference)
        {
            if (context.Findings.Gather(() => context.Definitions.Resolve(reference, file: null)) is not { } root)
            {
                return;
            }

            if (roots.Any(other => other.Type == root.Name))
            {
                context.Findings.Add(
                    reference.Location,
                    $"{root.Name} is a root of the {side.InWords()} already; remove one"
                );
            }

            roots.Add(new Root(side, name, root.Name));
            if (root.File.Root is null)
            {
                context.Findings.Add(
                    root.File.Node.Location,
                    $"the manifest says that {root.Name} is a root; add it as the file's `allOf`"
                );
            }
        }
    }

    private static IReadOnlyList<KeyValuePair<string, SpecNode>> ReadNames(SpecNode node, FindingList findings)
    {
        IReadOnlyList<KeyValuePair<string, SpecNode>> roots = node.AsObject().Members;
        if (roots.Count < 2)
        {
            throw node.Refuse("a side has several roots with names, or one without a name, which is a reference alone");
        }

        foreach ((string name, SpecNode reference) in roots)
        {
            if (!IsName(name))
            {
                findings.Add(
                    reference.Location,
                    $"\"{name}\" cannot name a root: a lower-case letter, then letters, digits and hyphens"
                );
            }
        }

        return roots;
    }

    private static bool IsName(string name) =>
        name.Length > 0
        && char.IsAsciiLetterLower(name[0])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
