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

    public string NameOf(string path, string wireName)
    {
        if (!Manifest.Names.TryTake(path, out string name, out Location at))
        {
            name = Naming.Pascal(wireName);
            at = Manifest.Node.Location.At("names");
        }

        if (!Naming.IsTypeName(name))
        {
            throw new SpecException(at, $"\"{name}\" cannot be a name; give {path} another in `names`");
        }

        return name;
    }

    /// <summary>A member cannot be called like what it is a member of; it is called Value then, unless the manifest says otherwise.</summary>
    public string MemberNameOf(string path, string wireName, string owner)
    {
        string name = NameOf(path, wireName);
        return name == owner && !Manifest.Names.Take(path) ? "Value" : name;
    }
}
