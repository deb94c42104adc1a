using AgentWire.Spec.Files;

namespace AgentWire.Spec.Reading;

/// <summary>The entries of a section of the manifest, by path. It records which were used, so that unused entries are reported.</summary>
internal sealed class ManifestTable<T>(string section)
{
    private readonly Dictionary<string, (T Value, Location Location)> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public IEnumerable<string> Keys => _entries.Keys;

    public void Add(string key, T value, SpecNode node)
    {
        if (!_entries.TryAdd(key, (value, node.Location)))
        {
            throw node.Refuse($"`{section}` refers to {key} twice");
        }
    }

    public bool TryTake(string key, out T value, out Location location)
    {
        bool found = _entries.TryGetValue(key, out (T Value, Location Location) entry);
        (value, location) = entry;
        if (found)
        {
            _taken.Add(key);
        }

        return found;
    }

    public bool TryTake(string key, out T value) => TryTake(key, out value, out _);

    public bool Take(string key) => TryTake(key, out _, out _);

    public T? TakeOrDefault(string key) => TryTake(key, out T value) ? value : default;

    public void ReportDangling(FindingList findings)
    {
        foreach ((string key, (_, Location location)) in _entries.Where(entry => !_taken.Contains(entry.Key)))
        {
            findings.Add(
                location,
                $"`{section}` refers to {key}, but the schemas contain nothing with this name that the entry can apply to"
            );
        }
    }
}
