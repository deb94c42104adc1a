using System.Text.RegularExpressions;

namespace AgentWire.Review;

/// <summary>A release, by its tag.</summary>
internal sealed record Release(string Tag, Version Version, Git Git);

/// <summary>What is compared with: a release; or none, and why.</summary>
internal sealed partial record Baseline(Release? Release, string WhyNone)
{
    /// <summary>The last release that the checkout descends from, or the one that is asked for.</summary>
    /// <exception cref="UsageException">The one that is asked for is not there, or git fails.</exception>
    public static Baseline Find(Repository repository, string? tag)
    {
        if (Git.In(repository.Root, out string whyNot) is not { } git)
        {
            return tag is null ? new(null, whyNot) : throw new UsageException($"there is no {tag}: {whyNot}");
        }

        if (tag is not null)
        {
            return git.Tags().Contains(tag) && VersionOf(tag) is { } asked
                ? new(new Release(tag, asked, git), "")
                : throw new UsageException($"{tag} is not the tag of a release: vMAJOR.MINOR.PATCH");
        }

        Release? last = git.Tags()
            .Select(name => VersionOf(name) is { } version ? new Release(name, version, git) : null)
            .OfType<Release>()
            .MaxBy(release => release.Version);
        return new(last, "there is no release yet, that is no tag vMAJOR.MINOR.PATCH in the history");
    }

    private static Version? VersionOf(string tag) =>
        ReleaseTag().IsMatch(tag) && Version.TryParse(tag[1..], out Version? version) ? version : null;

    [GeneratedRegex(@"^v\d+\.\d+\.\d+$")]
    private static partial Regex ReleaseTag();
}
