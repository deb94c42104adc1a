using AgentWire.Runs.Patching;

namespace AgentWire.Runs.State;

/// <summary>Metadata that events merge into, key by key. It is parsed once, however many events there are.</summary>
internal sealed class MetadataTree
{
    private static readonly RawJson EmptyObject = RawJson.Parse("{}"u8);

    private JsonTree? _tree;

    /// <summary>Merges metadata into that which the message or call has had so far.</summary>
    /// <returns>False if there is nothing to merge.</returns>
    public bool Merge(RawJson? current, RawJson? added)
    {
        if (added is not { } members || !IsObject(members))
        {
            return false;
        }

        _tree ??= new JsonTree(current is { } json && IsObject(json) ? json : EmptyObject, WireOptions.Default);
        _tree.Merge(members);
        return true;
    }

    public RawJson? ToJson(RawJson? unmerged) => _tree?.ToRawJson() ?? unmerged;

    private static bool IsObject(RawJson json) => json.Utf8[0] == (byte)'{';
}
