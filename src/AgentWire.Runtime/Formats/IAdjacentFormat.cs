using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>
/// The format of a union whose tag and content are two members, and whose fallback accepts the values that fit no other
/// variant.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IAdjacentFormat<T>
    where T : class
{
    /// <summary>Gets the tags of the variants before the fallback.</summary>
    WireTags Tags { get; }

    /// <summary>Reads the content of one of these variants. The result is used only if the reader has not failed.</summary>
    T? ReadContent(ref WireReader reader, int tag);

    /// <summary>Creates the fallback variant for any other content.</summary>
    T Fallback(string tag, RawJson content);
}
