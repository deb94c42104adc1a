using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Follows the types from the roots. No type can remain unused. Determines for each type whether it is written sorted.</summary>
internal sealed class Reachability(IReadOnlyList<NamedType> types, Manifest manifest, FindingList findings)
{
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NamedType> _byName = types.ToDictionary(
        type => type.Name,
        StringComparer.Ordinal
    );

    public List<NamedType> WithOrder(IEnumerable<string> roots)
    {
        HashSet<string> sorted = [.. Known(manifest.SortedRoots)];
        foreach (string root in roots.Concat(Known(manifest.Standalone)).Concat(sorted))
        {
            Follow(root);
        }

        foreach (NamedType type in types.Where(type => !_reached.Contains(type.Name)))
        {
            findings.Add(
                type.Origin,
                $"no root uses {type.Name}; refer to it, remove it, or list it under `standalone` in the manifest"
            );
        }

        List<NamedType> ordered =
        [
            .. types.Select(type => type with { IsSorted = manifest.MembersAreSorted || sorted.Contains(type.Name) }),
        ];
        foreach (NamedType type in ordered.Where(type => type.IsSorted && TypeUse.Flattened(type).Any()))
        {
            findings.Add(type.Origin, "a flattened union among sorted members is not supported");
        }

        return ordered;
    }

    // An entry that names no type is not used, and is therefore reported.
    private IEnumerable<string> Known(ManifestTable<bool> names) =>
        names.Keys.Where(_byName.ContainsKey).Where(names.Take);

    private void Follow(string name)
    {
        if (!_reached.Add(name))
        {
            return;
        }

        NamedType type = _byName[name];
        foreach (
            string next in TypeUse
                .Values(type)
                .Select(use => use.Name)
                .Concat(TypeUse.Flattened(type))
                .Concat(TypeUse.Lifted(type))
        )
        {
            Follow(next);
        }
    }
}
