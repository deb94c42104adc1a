using System.Text.RegularExpressions;

namespace AgentWire.Review;

/// <summary>A release, by its tag.</summary>
internal sealed record Release(string Tag, Version Version, Git Git);

/// <summary>The release to compare with, or the reason why there is none.</summary>
internal sealed partial record Baseline(Release? Release, string WhyNone)
{
    /// <summary>Finds the last release that the checkout descends from, or the requested one.</summary>
    /// <exception cref="UsageException">The requested release does not exist, or git fails.</exception>
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
                : throw new UsageException($"{tag} is not the tag of a release (vMAJOR.MINOR.PATCH)");
        }

        Release? last = git.Tags()
            .Select(name => VersionOf(name) is { } version ? new Release(name, version, git) : null)
            .OfType<Release>()
            .MaxBy(release => release.Version);
        return new(last, "there is no release yet: the history has no tag vMAJOR.MINOR.PATCH");
    }

    private static Version? VersionOf(string tag) =>
        ReleaseTag().IsMatch(tag) && Version.TryParse(tag[1..], out Version? version) ? version : null;

    [GeneratedRegex(@"^v\d+\.\d+\.\d+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReleaseTag();
}
