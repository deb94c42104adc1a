namespace AgentWire.Spec.Compatibility;

/// <summary>Collects the changes of one dialect.</summary>
internal sealed class ChangeList(string? dialect)
{
    private readonly List<Change> _changes = [];

    public IReadOnlyList<Change> All => _changes;

    public void Add(Rule rule, string path, Location place, string what) =>
        _changes.Add(new Change(rule, dialect, path, what, place));
}
