using AgentWire.Spec.Compatibility.Rules;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Compatibility;

/// <summary>Compares what two versions of a manifest say about the versions of a peer.</summary>
internal static class VersionDiff
{
    public static void Compare(Dialect before, Dialect after, ChangeList changes)
    {
        // Without a reference, the range ends with the version of the contract, which is compared on its own.
        if (before.Upstream is not null && after.Upstream is not null && before.Versions != after.Versions)
        {
            changes.Add(
                WordingRules.VersionsChanged,
                "",
                after.Origin.At("upstream").At("versions"),
                $"it covers {after.Versions}, and covered {before.Versions}"
            );
        }

        // What is added or removed has versions too, but is a change already.
        HashSet<string> common = [.. PathsOf(before).Intersect(PathsOf(after))];
        foreach (string path in before.VersionMarks.Keys.Union(after.VersionMarks.Keys).Where(common.Contains))
        {
            VersionSpan old = before.VersionMarks.GetValueOrDefault(path);
            VersionSpan now = after.VersionMarks.GetValueOrDefault(path);
            if (old != now)
            {
                changes.Add(
                    WordingRules.VersionsChanged,
                    path,
                    after.Origin.At(old.Since == now.Since ? "until" : "since"),
                    $"it exists {InWords(now)}, and existed {InWords(old)}"
                );
            }
        }
    }

    private static IEnumerable<string> PathsOf(Dialect dialect) =>
        dialect.Types.SelectMany(type => PathsOf(type).Prepend(type.Name));

    private static IEnumerable<string> PathsOf(NamedType type) =>
        type switch
        {
            ObjectType record => record.Layout.Members.Select(member => member.Path),
            UnionType union => union.Variants.SelectMany(variant => PathsOf(variant).Prepend(variant.Path)),
            StringSet set => set.Values.Select(value => value.Path),
            _ => [],
        };

    private static IEnumerable<string> PathsOf(Variant variant) =>
        variant.Payload is Payload.Members body ? body.Layout.Members.Select(member => member.Path) : [];

    private static string InWords(VersionSpan span) => span.IsAlways ? "in all versions" : $"{span}";
}
