namespace AgentWire.Tool.Checks;

/// <summary>Counts findings of one kind and keeps only the first of them, so that any input fits in memory.</summary>
internal sealed class FindingList
{
    /// <summary>The number of findings that are kept.</summary>
    public const int Limit = 1000;

    private readonly List<Finding> _first = [];

    public long Count { get; private set; }

    public IReadOnlyList<Finding> First => _first;

    public void Add(in Finding finding)
    {
        Count++;
        if (_first.Count < Limit)
        {
            _first.Add(finding);
        }
    }
}
