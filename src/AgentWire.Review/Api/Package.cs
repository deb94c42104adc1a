using System.Xml.Linq;

namespace AgentWire.Review.Api;

/// <summary>
/// A published library, and the approved listings of its public API in <c>api/</c>. There is one listing for each target
/// framework, because each target has its own API.
/// </summary>
internal sealed record Package(string Root, string Name, IReadOnlyList<string> Targets)
{
    public const string ApprovedFolder = "api";

    /// <summary>Finds the projects in <c>src/</c> that are packed, except programs, which have no API.</summary>
    public static IReadOnlyList<Package> In(string root) =>
        [
            .. Directory
                .GetFiles(Path.Combine(root, "src"), "*.csproj", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Project: XDocument.Load(file)))
                .Where(each => Is(each.Project, "IsPackable", "true") && !Is(each.Project, "OutputType", "Exe"))
                .Select(each => new Package(root, each.Name, TargetsOf(each.Project))),
        ];

    /// <summary>Finds the listings that do not belong to a package or to one of its targets, by their names in the repository.</summary>
    public static IReadOnlyList<string> Strays(string root) =>
        Directory.Exists(Path.Combine(root, ApprovedFolder))
            ?
            [
                .. Directory
                    .GetFiles(Path.Combine(root, ApprovedFolder))
                    .Select(file => $"{ApprovedFolder}/{Path.GetFileName(file)}")
                    .Except(In(root).SelectMany(package => package.Targets.Select(package.ApprovedName)))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    public string ApprovedName(string target) => $"{ApprovedFolder}/{Name}.{target}.txt";

    /// <summary>Returns the approved listing, or an empty string if there is none.</summary>
    public string Approved(string target) =>
        File.Exists(ApprovedFile(target)) ? File.ReadAllText(ApprovedFile(target)) : "";

    public void Approve(string target, string listing)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ApprovedFile(target))!);
        File.WriteAllText(ApprovedFile(target), listing);
    }

    public bool IsBuilt(string configuration, string target) => File.Exists(Assembly(configuration, target));

    /// <summary>Returns the API of the package as it is built.</summary>
    /// <exception cref="UsageException">The target is not built.</exception>
    public string List(string configuration, string target) =>
        IsBuilt(configuration, target)
            ? ApiListing.Of(Assembly(configuration, target))
            : throw new UsageException($"{Assembly(configuration, target)} is not built");

    /// <summary>Describes the differences from the approved listings, and how to approve them. Returns null if there are none.</summary>
    /// <param name="listings">A listing for each target.</param>
    public string? Complaint(IReadOnlyDictionary<string, string> listings)
    {
        string[] complaints =
        [
            .. TargetsAlike(target =>
                    listings[target] != Approved(target) ? (Approved(target), listings[target]) : null
                )
                .Select(alike =>
                    $"""
                        The public API of {Name} differs from the approved listing in {string.Join(
                            ", ",
                            alike.Targets.Select(ApprovedName)
                        )}.
                        Gone:
                        {alike.Removed}
                        New:
                        {alike.Added}
                        To fix it, if the change is intended: ./build.sh Approve, and describe it in CHANGELOG.md under API.
                        """
                ),
        ];
        return complaints.Length == 0 ? null : string.Join("\n\n", complaints);
    }

    /// <summary>Groups the targets whose listings differ in the same declarations, in the order of the targets.</summary>
    /// <param name="listings">Returns the two listings to compare for a target, or null to omit the target.</param>
    public IEnumerable<TargetChange> TargetsAlike(Func<string, (string Before, string After)?> listings) =>
        from target in Targets
        let pair = listings(target)
        where pair is not null
        group target by ApiDiff.Compare(pair.Value.Before, pair.Value.After) into alike
        select new TargetChange([.. alike], alike.Key.Removed, alike.Key.Added);

    private string ApprovedFile(string target) => Path.Combine(Root, ApprovedName(target));

    private string Assembly(string configuration, string target) =>
        Path.Combine(Root, "src", Name, "bin", configuration, target, $"{Name}.dll");

    private static bool Is(XDocument project, string property, string value) =>
        project.Descendants(property).Any(element => element.Value == value);

    private static string[] TargetsOf(XDocument project) =>
        project
            .Descendants()
            .First(element => element.Name.LocalName is "TargetFrameworks" or "TargetFramework")
            .Value.Split(';');
}

/// <summary>A difference between two listings, and the targets that have it.</summary>
internal sealed record TargetChange(IReadOnlyList<string> Targets, string Removed, string Added);
