using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>Specifies the order in which a reference server writes the members of opaque objects.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum MemberOrder
{
    /// <summary>Sorted by the UTF-8 bytes of the names.</summary>
    Sorted,

    /// <summary>In insertion order. A name that occurs again keeps its first place.</summary>
    Insertion,
}
