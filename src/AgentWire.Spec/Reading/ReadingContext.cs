using AgentWire.Spec.Files;

namespace AgentWire.Spec.Reading;

/// <summary>What the readers of one dialect share.</summary>
internal sealed record ReadingContext(Manifest Manifest, Definitions Definitions, FindingList Findings)
{
    /// <summary>The description, which becomes documentation; without one the reading goes on, but fails in the end.</summary>
    public string Describe(SpecNode node)
    {
        if (node.FindText("description") is { Length: > 0 } text)
        {
            return text;
        }

        Findings.Add(node.Location, "`description` is missing: every type, variant, member and value says what it is");
        return "";
    }

    /// <summary>The upstream path; <c>title</c> tells the name where it differs from ours, or the whole path.</summary>
    public static string UpstreamOf(SpecNode node, string parent, string name)
    {
        string title = node.FindText("title") ?? name;
        return title.Contains("::", StringComparison.Ordinal) ? title : $"{parent}::{title}";
    }

    /// <summary>What people call it: the name that the manifest gives it, otherwise the words of the one on the wire.</summary>
    public string NameOf(string path, string wireName) => Manifest.Names.TakeOrDefault(path) ?? Naming.Pascal(wireName);
}
