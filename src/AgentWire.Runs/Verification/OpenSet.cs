namespace AgentWire.Runs.Verification;

/// <summary>The identifiers of one kind of thing that are open, and what the rules about them are called.</summary>
internal sealed class OpenSet(string name, string start, RunRule whenOpen, RunRule whenNotOpen, RunRule leftOpen)
{
    private readonly HashSet<string> _ids = [];

    public string Name { get; } = name;

    public string Start { get; } = start;

    public RunRule WhenOpen { get; } = whenOpen;

    public RunRule WhenNotOpen { get; } = whenNotOpen;

    public RunRule LeftOpen { get; } = leftOpen;

    public int Count => _ids.Count;

    public IEnumerable<string> Ids => _ids;

    public bool Contains(string id) => _ids.Contains(id);

    public bool Add(string id) => _ids.Add(id);

    public bool Remove(string id) => _ids.Remove(id);

    public void Clear() => _ids.Clear();
}
