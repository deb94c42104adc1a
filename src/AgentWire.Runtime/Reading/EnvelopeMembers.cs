using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>Unknown members that stood in an envelope, an object of the wire whose members belong to the one around it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EnvelopeMembers
{
    /// <summary>The members inside one of these that is an object; null where there are none.</summary>
    /// <param name="extra">The unknown members of the object around the envelope.</param>
    /// <param name="name">The envelope's name.</param>
    public static RawMembers? In(this RawMembers extra, string name)
    {
        if (!extra.TryGetValue(name, out RawJson value))
        {
            return null;
        }

        WireReader reader = default;
        reader.Open(value.Utf8, RawJson.Options);
        return reader.ReadMembers();
    }
}
