using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AgentWire.CompilerServices;

/// <summary>Finds the unknown members of an envelope, an object on the wire whose members belong to the object around it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EnvelopeMembers
{
    /// <summary>Returns the members inside the envelope of the given name.</summary>
    /// <param name="extra">The unknown members of the object around the envelope.</param>
    /// <param name="name">The name of the envelope.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RawMembers In(this RawMembers extra, string name) => extra.IsEmpty ? default : Find(extra, name);

    private static RawMembers Find(RawMembers extra, string name) =>
        extra.TryGetValue(name, out RawJson value) ? WireReader.MembersOf(value) : default;
}
