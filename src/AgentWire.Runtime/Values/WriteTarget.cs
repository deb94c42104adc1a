namespace AgentWire.Runtime.Values;

/// <summary>The version of the peer that messages are written for.</summary>
internal sealed class WriteTarget
{
    // Above the number of every change.
    private const int All = int.MaxValue;

    private readonly IReadOnlyList<string> _changes;
    private readonly string? _peer;

    /// <param name="changes">The versions of the dialect that have something new, or no longer have something.</param>
    /// <param name="peer">The version.</param>
    /// <param name="level">The number of changes that it contains.</param>
    public WriteTarget(IReadOnlyList<string> changes, string peer, int level)
    {
        _changes = changes;
        _peer = peer;
        Level = level;
    }

    private WriteTarget()
    {
        _changes = [];
        Level = All;
    }

    /// <summary>Gets the target of codecs whose options name no version. It has everything that any version has.</summary>
    public static WriteTarget AnyVersion { get; } = new();

    /// <summary>Gets the number of changes that the version contains.</summary>
    public int Level { get; }

    /// <summary>Gets what a writer expects.</summary>
    public string Wanted => $"something that version {_peer} of the peer has";

    /// <summary>Returns whether the version has something, given the numbers of the changes that added and removed it.</summary>
    public bool Knows(int since, int until) => Level >= since && (Level < until || Level == All);

    /// <summary>Describes something that the version does not have.</summary>
    public string Describe(string what, int since, int until) =>
        $"{what}, which exists "
        + (
            until > _changes.Count ? $"since {_changes[since - 1]}"
            : since == 0 ? $"until {_changes[until - 1]}"
            : $"since {_changes[since - 1]}, until {_changes[until - 1]}"
        );
}
