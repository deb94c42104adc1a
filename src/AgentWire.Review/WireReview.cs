using AgentWire.Spec.Compatibility;
using AgentWire.Spec.Reading;

namespace AgentWire.Review;

/// <summary>The changes on the wire since a release, and what the changelog and the versions lack for them.</summary>
/// <param name="Changes">The changes, with the most breaking first.</param>
/// <param name="Demands">What must be fixed. It is empty if the gate passes.</param>
/// <param name="Summary">A summary in one line.</param>
internal sealed record WireReview(IReadOnlyList<Change> Changes, IReadOnlyList<string> Demands, string Summary)
{
    private const string Heading = "Wire";

    public static WireReview Of(Repository repository, Baseline baseline)
    {
        Release release = baseline.Release!;
        string folder = Directory.CreateTempSubdirectory("agentwire-review-").FullName;
        try
        {
            release.Git.Extract(release.Tag, Repository.SpecFolder, folder);
            string before = Path.Combine(folder, Repository.SpecFolder);
            IReadOnlyList<Change> changes = SpecDiff.Compare(before, repository.Spec);
            return new(
                changes,
                [
                    .. Demand(
                        release,
                        changes,
                        Versions(before),
                        Versions(repository.Spec),
                        repository.Version,
                        [.. repository.Changelog.Since(release.Version).SelectMany(part => part.Entries(Heading))]
                    ),
                    .. DemandBaseline(release, repository),
                ],
                Sum(release, changes)
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Demand(
        Release release,
        IReadOnlyList<Change> changes,
        Dictionary<string, Version> before,
        Dictionary<string, Version> after,
        Version packages,
        string[] entries
    )
    {
        foreach (
            IGrouping<string, Change> dialect in changes
                .Where(change => change is { Dialect: not null, Rule.Level: not Level.Documentation })
                .GroupBy(change => change.Dialect!)
        )
        {
            string what = $"{dialect.Key} has changed since {release.Tag} ({LevelOf(dialect).InWords()})";
            if (
                after.TryGetValue(dialect.Key, out Version? version)
                && before.TryGetValue(dialect.Key, out Version? released)
                && VersionStep.OfDialect(released, LevelOf(dialect)) is { } wanted
                && version < wanted
            )
            {
                yield return $"{what}: `version` in spec/{dialect.Key}/dialect.json is {version} and must be {wanted} or more.";
            }

            string start = version is null ? $"{dialect.Key}" : $"{dialect.Key} {version}";
            if (!entries.Any(entry => BeginsWith(entry, start)))
            {
                yield return $"{what}: CHANGELOG.md has no entry \"- {start}: …\" under \"### {Heading}\" above {release.Version}.";
            }
        }

        Level all = LevelOf(changes);
        Version least = VersionStep.OfPackages(release.Version, all);
        if (all != Level.Documentation && packages < least)
        {
            yield return $"The contract has changed since {release.Tag} ({all.InWords()}): the version in Directory.Build.props is {packages} and must be {least} or more.";
        }
    }

    /// <summary>Applies only from the next version on, because a release cannot be compared with itself before it is published.</summary>
    private static IEnumerable<string> DemandBaseline(Release release, Repository repository)
    {
        bool isCompared =
            Version.TryParse(repository.PackageBaseline, out Version? baseline) && baseline >= release.Version;
        if (repository.Version > release.Version && !isCompared)
        {
            yield return $"{release.Tag} is released: PackageValidationBaselineVersion in Directory.Build.props is \"{repository.PackageBaseline}\" and must be {release.Version}.";
        }
    }

    /// <summary>Returns whether an entry begins with the text, and not with a longer name or version.</summary>
    private static bool BeginsWith(string entry, string start) =>
        entry.StartsWith(start, StringComparison.Ordinal)
        && (entry.Length == start.Length || !(char.IsLetterOrDigit(entry[start.Length]) || entry[start.Length] == '-'));

    private static string Sum(Release release, IReadOnlyList<Change> changes) =>
        changes.Count == 0
            ? $"Nothing has changed on the wire since {release.Tag}."
            : $"Changes on the wire since {release.Tag}: "
                + string.Join(
                    ", ",
                    changes
                        .GroupBy(change => change.Rule.Level)
                        .Select(group => $"{group.Count()} {group.Key.InWords()}")
                )
                + ".";

    private static Level LevelOf(IEnumerable<Change> changes) =>
        changes.Aggregate(Level.Documentation, (level, change) => level | change.Rule.Level);

    private static Dictionary<string, Version> Versions(string spec) =>
        Specification.Read(spec).ToDictionary(dialect => dialect.Name, dialect => Version.Parse(dialect.Version));
}
