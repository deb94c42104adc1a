using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire;

/// <summary>
/// The versions that the contract of a dialect covers. A codec reads the messages of all of them, and writes for one of them if
/// <see cref="WireOptions.PeerVersion"/> names it. Immutable.
/// </summary>
public sealed class WireVersions
{
    internal WireVersions(string? from, string? to, IReadOnlyList<string> changes)
    {
        From = from;
        To = to;
        Changes = changes;
    }

    /// <summary>Gets the first version, or null if there is no first one.</summary>
    public string? From { get; }

    /// <summary>Gets the last version that the contract was checked against, or null if it also covers later ones.</summary>
    public string? To { get; }

    /// <summary>Gets the versions that have something new, or no longer have something, in ascending order.</summary>
    public IReadOnlyList<string> Changes { get; }

    /// <summary>Returns the range in words, such as <c>0.3.6 to 0.9.0</c>.</summary>
    public override string ToString() =>
        (From, To) switch
        {
            (null, null) => "all versions",
            (_, null) => $"{From} and later",
            (null, _) => $"up to {To}",
            _ => From == To ? From : $"{From} to {To}",
        };

    /// <summary>Gets the versions of a contract that does not say anything about them.</summary>
    internal static WireVersions None { get; } = new(null, null, []);

    /// <summary>Returns a version to write for.</summary>
    /// <exception cref="ArgumentException">The version is before the first one.</exception>
    internal WriteTarget TargetOf(string version, string parameter)
    {
        if (From is not null && VersionText.Compare(version, From) < 0)
        {
            throw new ArgumentException(
                $"The contract covers version {this}, and not the version {version} of {nameof(WireOptions.PeerVersion)}.",
                parameter
            );
        }

        int level = 0;
        while (level < Changes.Count && VersionText.Compare(Changes[level], version) <= 0)
        {
            level++;
        }

        return new WriteTarget(Changes, version, level);
    }
}
