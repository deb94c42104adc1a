namespace AgentWire.Spec;

/// <summary>A location in the specification: a file and a JSON Pointer within it.</summary>
internal sealed record Location(string File, string Pointer)
{
    public Location At(string member) =>
        this with
        {
            Pointer =
                $"{Pointer}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}",
        };

    public override string ToString() => $"{File}#{Pointer}";
}

/// <summary>A problem and its location.</summary>
internal sealed record Finding(Location Location, string Reason)
{
    public override string ToString() => $"{Location}: {Reason}";
}

/// <summary>The exception that is thrown if the specification cannot be read or cannot be implemented.</summary>
internal sealed class SpecException(IReadOnlyList<Finding> findings)
    : Exception(string.Join(Environment.NewLine, findings))
{
    public SpecException(Location location, string reason)
        : this([new Finding(location, reason)]) { }

    public IReadOnlyList<Finding> Findings { get; } = findings;
}

/// <summary>Collects findings, so that one run reports all findings that are independent of each other.</summary>
internal sealed class FindingList
{
    private readonly List<Finding> _findings = [];

    public void Add(Location location, string reason) => _findings.Add(new Finding(location, reason));

    /// <summary>Runs <paramref name="part"/>. If it throws, keeps its findings and returns null.</summary>
    public T? Gather<T>(Func<T> part)
        where T : class
    {
        try
        {
            return part();
        }
        catch (SpecException refusal)
        {
            _findings.AddRange(refusal.Findings);
            return null;
        }
    }

    public void ThrowIfAny()
    {
        if (_findings.Count > 0)
        {
            throw new SpecException([.. _findings.Distinct()]);
        }
    }
}
