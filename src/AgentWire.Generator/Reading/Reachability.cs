using AgentWire.Generator.Model;

namespace AgentWire.Generator.Reading;

/// <summary>Follows the types from where messages begin: none may be left over, and each learns in which orders it is written.</summary>
internal sealed class Reachability(IReadOnlyList<NamedType> types, Manifest manifest, FindingList findings)
{
    private readonly Dictionary<string, WriteOrders> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NamedType> _byName = types.ToDictionary(
        type => type.Name,
        StringComparer.Ordinal
    );

    public List<NamedType> WithOrders(IEnumerable<string> roots)
    {
        WriteOrders usual = manifest.MembersAreSorted ? WriteOrders.Sorted : WriteOrders.Declared;
        foreach (string root in roots.Concat(Known(manifest.Standalone)))
        {
            Follow(root, usual);
        }

        foreach (string root in Known(manifest.SortedRoots))
        {
            Follow(root, WriteOrders.Sorted);
        }

        foreach (NamedType type in types.Where(type => !_orders.ContainsKey(type.Name)))
        {
            findings.Add(
                type.Origin,
                $"no root leads to {type.Name}; refer to it, remove it, or list it under `standalone` in the manifest"
            );
        }

        foreach (NamedType type in types.Where(type => OrdersOf(type).HasFlag(WriteOrders.Sorted)))
        {
            if (TypeUse.Flattened(type).Any())
            {
                findings.Add(type.Origin, "a flattened union among sorted members is not understood");
            }
        }

        return
        [
            .. types.Select(type =>
                type with
                {
                    Orders = OrdersOf(type),
                    IsSortedRoot = manifest.SortedRoots.Take(type.Name),
                }
            ),
        ];
    }

    // What names no type is not taken from the table, and so reported as dangling.
    private IEnumerable<string> Known(ManifestTable<bool> names) =>
        names.Keys.Where(_byName.ContainsKey).Where(names.Take);

    private WriteOrders OrdersOf(NamedType type) => _orders.GetValueOrDefault(type.Name);

    private void Follow(string name, WriteOrders order)
    {
        if (order == WriteOrders.Declared && manifest.SortedRoots.Take(name))
        {
            order = WriteOrders.Sorted;
        }

        WriteOrders known = _orders.GetValueOrDefault(name);
        if (known.HasFlag(order))
        {
            return;
        }

        _orders[name] = known | order;
        NamedType type = _byName[name];
        foreach (
            string next in TypeUse
                .Values(type)
                .Select(use => use.Name)
                .Concat(TypeUse.Flattened(type))
                .Concat(TypeUse.Lifted(type))
        )
        {
            Follow(next, order);
        }
    }
}
