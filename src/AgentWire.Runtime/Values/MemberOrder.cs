using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>How a reference server orders the members of what it does not look into.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum MemberOrder
{
    /// <summary>By the UTF-8 bytes of their names.</summary>
    Sorted,

    /// <summary>As they came; a name that comes again keeps its first place.</summary>
    Insertion,
}
