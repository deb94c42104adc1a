using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>
/// Specifies how a reference server writes opaque values: the order in which it writes the members of objects, and whether it keeps the
/// text of numbers.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum MemberOrder
{
    /// <summary>Sorted by the UTF-8 bytes of the names.</summary>
    Sorted,

    /// <summary>In insertion order. A name that occurs again keeps its first place.</summary>
    Insertion,

    /// <summary>Sorted like <see cref="Sorted"/>. Numbers are written as they were read.</summary>
    SortedNumberText,

    /// <summary>In the order of <see cref="Insertion"/>. Numbers are written as they were read.</summary>
    InsertionNumberText,
}
