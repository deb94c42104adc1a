using System.Collections.Concurrent;
using AgentWire.CompilerServices;

namespace AgentWire.Streaming.Telemetry;

/// <summary>
/// The names of unknown tags. Peers choose them, so their number and length are limited: each name is a time series of its own
/// wherever measurements are stored.
/// </summary>
internal static class UnknownTags
{
    private const int MaxNames = 100;
    private const int MaxShown = 64;
    private const string Other = "_OTHER";

    private static readonly ConcurrentDictionary<string, HashSet<string>> Names = new();

    /// <summary>Returns the tag of a message if it is unknown and somebody listens.</summary>
    public static string? Find(WireCodec codec, ReadOnlySpan<byte> utf8) =>
        Instruments.UnknownMessages.Enabled
        && codec.Tags.Count > 0
        && codec.TryPeekTag(utf8, out string? tag)
        && !codec.Tags.Contains(tag)
            ? tag
            : null;

    /// <summary>
    /// Returns the name of a tag on one line, cut if it is long, or a common name if the dialect has too many unknown tags already.
    /// </summary>
    public static string Shown(string dialect, string tag)
    {
        string name = SafeText.OneLine(tag, MaxShown);
        HashSet<string> names = Names.GetOrAdd(dialect, static _ => []);
        lock (names)
        {
            return names.Contains(name) || (names.Count < MaxNames && names.Add(name)) ? name : Other;
        }
    }
}
