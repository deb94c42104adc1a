using AgentWire.Spec.Files;

namespace AgentWire.Spec;

/// <summary>A location in the specification: a file and a JSON Pointer within it.</summary>
/// <param name="File">The file as it is shown, which does not depend on where the specification is.</param>
/// <param name="Pointer">The JSON Pointer.</param>
internal sealed record Location(string File, string Pointer)
{
    /// <summary>Gets the file on disk, or null if it is none.</summary>
    public SpecFile? Source { get; init; }

    public Location At(string member) =>
        this with
        {
            Pointer =
                $"{Pointer}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}",
        };

    /// <summary>Returns whether both are the same place. The file on disk does not matter.</summary>
    public bool Equals(Location? other) => other is not null && other.File == File && other.Pointer == Pointer;

    public override int GetHashCode() => HashCode.Combine(File, Pointer);

    public override string ToString() => $"{File}#{Pointer}";
}

/// <summary>A problem and its location.</summary>
internal sealed record Finding(Location Location, string Reason)
{
    /// <summary>Gets whether the file is not JSON.</summary>
    public bool IsSyntax { get; init; }

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
