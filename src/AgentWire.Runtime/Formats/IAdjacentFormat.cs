using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>
/// How the variants of a union stand on the wire whose tag and content are two members, and whose fallback takes what fits
/// no other variant.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IAdjacentFormat<T>
    where T : class
{
    /// <summary>The tags of the variants before the fallback.</summary>
    WireTags Tags { get; }

    /// <summary>Reads the content of one of these variants; the result is used only if the reader has not failed.</summary>
    T? ReadContent(ref WireReader reader, int tag);

    /// <summary>What takes any other content.</summary>
    T Fallback(string tag, RawJson content);
}
