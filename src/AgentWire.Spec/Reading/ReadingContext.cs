using AgentWire.Spec.Files;

namespace AgentWire.Spec.Reading;

/// <summary>The data that the readers of one dialect share.</summary>
internal sealed record ReadingContext(Manifest Manifest, Definitions Definitions, FindingList Findings)
{
    public CSharpNames Names { get; } = new(Manifest.Names);

    /// <summary>Gets the definitions of lists that are being read.</summary>
    public HashSet<string> ListsUnderWay { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the definitions of lists that something refers to.</summary>
    public HashSet<string> ListsUsed { get; } = new(StringComparer.Ordinal);

    /// <summary>Returns the description, which becomes documentation. If it is missing, reading continues, but fails at the end.</summary>
    public string Describe(SpecNode node)
    {
        if (node.FindText("description") is { Length: > 0 } text)
        {
            return text;
        }

        Findings.Add(node.Location, "`description` is missing: every type, variant, member and value must have one");
        return "";
    }

    /// <summary>Refuses a title that says more than the name of a member or a value, which have no upstream name of their own.</summary>
    public void CheckTitle(SpecNode node, string wireName, string name)
    {
        if (node.Find("title") is { } title && title.AsText() != wireName && title.AsText() != name)
        {
            Findings.Add(
                title.Location,
                $"only types and variants have an upstream name as their `title`; remove it, or write \"{wireName}\""
            );
        }
    }

    /// <summary>Returns the upstream path. <c>title</c> contains the name if it differs from ours, or the whole path.</summary>
    /// <param name="node">The schema of the type or variant.</param>
    /// <param name="parent">The path before the name, or null if the types have no names of their own upstream.</param>
    /// <param name="name">Our name.</param>
    public static string? UpstreamOf(SpecNode node, string? parent, string name)
    {
        if (parent is null)
        {
            return null;
        }

        string title = node.FindText("title") ?? name;
        return title.Contains("::", StringComparison.Ordinal) ? title : $"{parent}::{title}";
    }
}
