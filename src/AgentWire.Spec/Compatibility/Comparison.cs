using AgentWire.Spec.Model;

namespace AgentWire.Spec.Compatibility;

/// <summary>Compares the parts of one dialect, and collects the changes.</summary>
internal sealed class Comparison
{
    public Comparison(TypePairs pairs, ChangeList changes)
    {
        Pairs = pairs;
        Changes = changes;
        Types = new TypeDiff(this);
        Unions = new UnionDiff(this);
        Layouts = new LayoutDiff(this);
        Values = new ValueDiff(this);
    }

    public TypePairs Pairs { get; }
    public ChangeList Changes { get; }
    public TypeDiff Types { get; }
    public UnionDiff Unions { get; }
    public LayoutDiff Layouts { get; }
    public ValueDiff Values { get; }

    /// <summary>Returns whether the comparison finds at most differences in wording. The changes are not kept.</summary>
    public static bool IsSame(TypePairs pairs, Action<Comparison> compare)
    {
        ChangeList changes = new(null);
        compare(new Comparison(pairs, changes));
        return changes.All.All(change => change.Rule.Level == Level.Documentation);
    }

    /// <summary>Returns whether a part with another name on the wire is nevertheless the same part.</summary>
    public bool IsRenamed(
        (string Name, string Description) before,
        (string Name, string Description) after,
        Action<Comparison> compare
    ) => (before.Name == after.Name || before.Description == after.Description) && IsSame(Pairs, compare);

    public NamedType Old(string name) => Pairs.Old(name);

    public NamedType New(string name) => Pairs.New(name);
}
