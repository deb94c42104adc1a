using System.Globalization;
using System.Text;
using AgentWire.Spec.Compatibility;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Review;

/// <summary>Writes the page for the reviewer of a release, in Markdown.</summary>
internal static class ReviewPage
{
    public static string Write(Repository repository, Baseline baseline, string configuration)
    {
        StringBuilder page = new();
        page.Append($"# Review of {repository.Version}\n\n");
        page.Append(
            baseline.Release is { } release
                ? $"What has changed since {release.Tag}.\n"
                : $"Everything is new: {baseline.WhyNone}.\n"
        );
        page.Append("\n## In the API\n\n");
        ApiReview.Write(page, repository, baseline, configuration);
        WriteWire(page, repository, baseline);
        WriteChangelog(page, repository, baseline);
        return page.ToString();
    }

    private static void WriteWire(StringBuilder page, Repository repository, Baseline baseline)
    {
        page.Append("\n## On the wire\n\n");
        if (baseline.Release is null)
        {
            foreach (Dialect dialect in Specification.Read(repository.Spec))
            {
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"- {dialect.Name} {dialect.Version}: {dialect.Types.Count} types\n"
                );
            }

            return;
        }

        WireReview review = WireReview.Of(repository, baseline);
        page.Append($"{review.Summary}\n");
        foreach (string demand in review.Demands)
        {
            page.Append($"\n**Not ready**: {demand}\n");
        }

        foreach (IGrouping<Level, Change> group in review.Changes.GroupBy(change => change.Rule.Level))
        {
            page.Append(
                $"\n### {Capital(group.Key.InWords())}\n\n| where | what | because | rule |\n|---|---|---|---|\n"
            );
            foreach (Change change in group)
            {
                page.Append(
                    $"| {Cell(change.Subject)} | {Cell(change.What)} | {Cell(change.Rule.Why)} | `{change.Rule.Id}` |\n"
                );
            }
        }
    }

    private static void WriteChangelog(StringBuilder page, Repository repository, Baseline baseline)
    {
        page.Append("\n## In the changelog\n");
        foreach (ChangelogSection section in repository.Changelog.Since(baseline.Release?.Version ?? new(0, 0)))
        {
            page.Append('\n');
            foreach (string line in section.Lines)
            {
                // The headings of the changelog become those of a part of this page.
                page.Append(line.StartsWith('#') ? $"#{line}" : line).Append('\n');
            }
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
