namespace AgentWire.Runtime.Values;

/// <summary>The versions of a dialect, and those of them that have a type.</summary>
/// <param name="Dialect">The versions of the dialect.</param>
/// <param name="Since">The number of the change that added the type, from 1, or 0 if it was always there.</param>
/// <param name="Until">The number of the change that removed it.</param>
internal sealed record TypeVersions(WireVersions Dialect, int Since, int Until)
{
    /// <summary>Returns what a codec with the given options writes for.</summary>
    /// <exception cref="ArgumentException">The contract does not cover the version that the options name.</exception>
    public WriteTarget TargetOf(string type, WireOptions options) =>
        options.PeerVersion is { } peer
            ? new WriteTarget(Dialect, peer, Dialect.LevelOf(peer, nameof(options)), type, this)
            : WriteTarget.AnyVersion;
}
