using System.Text.RegularExpressions;

namespace AgentWire.Review;

/// <summary>CHANGELOG.md: one section per version, with the newest first. A section contains headings with entries.</summary>
internal sealed partial record Changelog(IReadOnlyList<ChangelogSection> Sections)
{
    public static Changelog Parse(string text)
    {
        List<ChangelogSection> sections = [];
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                Match match = VersionInHeading().Match(line);
                sections.Add(new(match.Success ? Version.Parse(match.Value) : null, []));
            }

            if (sections.Count > 0)
            {
                sections[^1].Lines.Add(line);
            }
        }

        return new(sections);
    }

    /// <summary>Returns the sections after a version.</summary>
    public IEnumerable<ChangelogSection> Since(Version released) =>
        Sections.TakeWhile(section => section.Version is null || section.Version > released);

    [GeneratedRegex(@"\d+\.\d+\.\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionInHeading();
}

/// <param name="Version">The version, or null if the heading has none, as for unreleased changes.</param>
/// <param name="Lines">The lines, including the heading.</param>
internal sealed record ChangelogSection(Version? Version, List<string> Lines)
{
    /// <summary>Returns the first lines of the entries under a heading.</summary>
    public IEnumerable<string> Entries(string heading) =>
        Lines
            .SkipWhile(line => line.Trim() != $"### {heading}")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith("- ", StringComparison.Ordinal))
            .Select(line => line[2..]);
}
