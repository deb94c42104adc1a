using System.Text;
using AgentWire.Review.Api;

namespace AgentWire.Review;

/// <summary>Writes the part of the page about the public API of the packages.</summary>
internal static class ApiReview
{
    public static void Write(StringBuilder page, Repository repository, Baseline baseline, string configuration)
    {
        foreach (Package package in Package.In(repository.Root))
        {
            page.Append($"### {package.Name}\n\n");
            bool isCurrent = WriteStale(page, package, configuration);
            WriteChanges(page, package, baseline, isCurrent);
            WriteTargets(page, package);
        }

        foreach (string stray in Package.Strays(repository.Root))
        {
            page.Append(
                $"**Not ready**: {stray} does not belong to a package or target. To fix it: ./build.sh Approve\n\n"
            );
        }
    }

    /// <returns>Whether the listings are known to match the build.</returns>
    private static bool WriteStale(StringBuilder page, Package package, string configuration)
    {
        string[] unbuilt = [.. package.Targets.Where(target => !package.IsBuilt(configuration, target))];
        string[] stale =
        [
            .. package
                .Targets.Except(unbuilt)
                .Where(target => package.List(configuration, target) != package.Approved(target))
                .Select(package.ApprovedName),
        ];
        if (stale.Length > 0)
        {
            page.Append(
                $"**Not ready**: {string.Join(", ", stale)} does not match the built API. The following is the listing in api/. To fix it: ./build.sh Approve\n\n"
            );
        }

        if (unbuilt.Length > 0)
        {
            page.Append(
                $"**Not ready**: {package.Name} is not built for {string.Join(", ", unbuilt)}, so its listing can be out of date. To fix it: ./build.sh Review\n\n"
            );
        }

        return stale.Length + unbuilt.Length == 0;
    }

    private static void WriteChanges(StringBuilder page, Package package, Baseline baseline, bool isCurrent)
    {
        Dictionary<string, string> released = package
            .Targets.Select(target =>
                (
                    Target: target,
                    Listing: baseline.Release?.Git.Read(baseline.Release.Tag, package.ApprovedName(target))
                )
            )
            .Where(each => each.Listing is not null)
            .ToDictionary(each => each.Target, each => each.Listing!);
        string[] added = [.. package.Targets.Except(released.Keys)];
        if (added.Length > 0)
        {
            page.Append($"Everything is new: {string.Join(", ", added.Select(package.ApprovedName))}\n\n");
        }

        foreach (
            TargetChange change in package.TargetsAlike(target =>
                released.TryGetValue(target, out string? before) ? (before, package.Approved(target)) : null
            )
        )
        {
            bool isSame = change is { Removed: "", Added: "" };
            if (!isSame || isCurrent)
            {
                page.Append(
                    change.Targets.Count < package.Targets.Count ? $"For {string.Join(", ", change.Targets)}:\n\n" : ""
                );
                page.Append(isSame ? "Nothing has changed.\n\n" : "");
            }

            WriteDeclarations(page, "Removed (breaking), with the enclosing declarations", change.Removed);
            WriteDeclarations(page, "Added, with the enclosing declarations", change.Added);
        }
    }

    private static void WriteTargets(StringBuilder page, Package package)
    {
        string first = package.Targets[0];
        foreach (
            TargetChange change in package
                .TargetsAlike(target => target == first ? null : (package.Approved(first), package.Approved(target)))
                .Where(change => change is not { Removed: "", Added: "" })
        )
        {
            string targets = string.Join(", ", change.Targets);
            WriteDeclarations(page, $"Only in {first}, not in {targets}", change.Removed);
            WriteDeclarations(page, $"Only in {targets}, not in {first}", change.Added);
        }
    }

    private static void WriteDeclarations(StringBuilder page, string title, string declarations)
    {
        if (declarations.Length > 0)
        {
            page.Append($"{title}:\n\n```csharp\n{declarations}```\n\n");
        }
    }
}
