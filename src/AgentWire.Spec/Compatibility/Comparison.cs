using AgentWire.Spec.Model;

namespace AgentWire.Spec.Compatibility;

/// <summary>What compares the parts of one dialect, and where it tells what it found.</summary>
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

    /// <summary>Whether what is compared differs in words at most; nothing is told.</summary>
    public static bool IsSame(TypePairs pairs, Action<Comparison> compare)
    {
        ChangeList changes = new(null);
        compare(new Comparison(pairs, changes));
        return changes.All.All(change => change.Rule.Level == Level.Documentation);
    }

    /// <summary>Whether a part that has another name on the wire is the same part all the same.</summary>
    public bool IsRenamed(
        (string Name, string Description) before,
        (string Name, string Description) after,
        Action<Comparison> compare
    ) => (before.Name == after.Name || before.Description == after.Description) && IsSame(Pairs, compare);

    public NamedType Old(string name) => Pairs.Old(name);

    public NamedType New(string name) => Pairs.New(name);
}
