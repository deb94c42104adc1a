namespace AgentWire.Runtime.Values;

/// <summary>The version of the peer that messages are written for.</summary>
internal sealed class WriteTarget
{
    // Above the number of every change.
    private const int All = int.MaxValue;

    private readonly IReadOnlyList<string> _changes;
    private readonly string? _peer;

    public WriteTarget(WireVersions versions, string peer, int level, string type, TypeVersions ofType)
    {
        _changes = versions.Changes;
        _peer = peer;
        Level = level;
        Missing = Knows(level, ofType.Since, ofType.Until) ? null : Describe(type, ofType.Since, ofType.Until);
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

    /// <summary>Gets a description of the whole type if the version does not have it, or null.</summary>
    public string? Missing { get; }

    /// <summary>Gets what a writer expects.</summary>
    public string Wanted => $"something that version {_peer} of the peer has";

    /// <summary>Returns whether a peer has something, given the numbers of the changes that added and removed it.</summary>
    public static bool Knows(int level, int since, int until) => level >= since && (level < until || level == All);

    /// <summary>Describes something that the version does not have.</summary>
    public string Describe(string what, int since, int until) =>
        $"{what}, which exists "
        + (
            until > _changes.Count ? $"since {_changes[since - 1]}"
            : since == 0 ? $"until {_changes[until - 1]}"
            : $"since {_changes[since - 1]}, until {_changes[until - 1]}"
        );
}
