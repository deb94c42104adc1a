using AgentWire.Spec.Compatibility.Rules;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Compatibility;

/// <summary>Compares the roots of two versions: by name, and otherwise by type, because names are not on the wire.</summary>
internal static class RootDiff
{
    public static void Compare(Dialect before, Dialect after, TypePairs pairs, ChangeList changes)
    {
        foreach (Side side in Enum.GetValues<Side>())
        {
            Root[] old = [.. before.Roots.Where(root => root.Side == side)];
            Root[] now = [.. after.Roots.Where(root => root.Side == side)];
            CompareSide(side, old, now, pairs, changes, after.Origin.At("roots"));
        }
    }

    private static void CompareSide(
        Side side,
        Root[] before,
        Root[] after,
        TypePairs pairs,
        ChangeList changes,
        Location place
    )
    {
        string who = side.InWords();
        HashSet<Root> added = [.. after];
        List<Root> removed = [];
        foreach (Root old in before)
        {
            Root? same = Array.Find(after, root => root.Name == old.Name);
            Root? renamed = Array.Find(after, root => pairs.AreSame(old.Type, root.Type));
            if (renamed is not null)
            {
                added.Remove(renamed);
                if (renamed.Name != old.Name)
                {
                    changes.Add(
                        DialectRules.RootRenamed,
                        "",
                        place,
                        $"the root {InWords(renamed)} of the {who} was {InWords(old)}"
                    );
                }
            }
            else if (same is not null)
            {
                added.Remove(same);
                changes.Add(DialectRules.RootChanged, "", place, $"the {who} sends {same.Type}, and sent {old.Type}");
            }
            else
            {
                removed.Add(old);
            }
        }

        foreach (Root root in added)
        {
            changes.Add(
                before.Length == 0 ? DialectRules.SideAdded : DialectRules.RootAdded,
                "",
                place,
                $"the {who} sends {root.Type}, and sent {(before.Length == 0 ? "nothing" : "no such messages")}"
            );
        }

        foreach (Root root in removed)
        {
            changes.Add(
                after.Length == 0 ? DialectRules.SideRemoved : DialectRules.RootRemoved,
                "",
                place,
                $"the {who} sent {root.Type}, and sends {(after.Length == 0 ? "nothing" : "no such messages")}"
            );
        }
    }

    private static string InWords(Root root) => root.Name is { } name ? $"\"{name}\"" : "without a name";
}
