using System.Diagnostics.CodeAnalysis;

namespace AgentWire.Cinch;

// The typed view of the opaque data of a snapshot message.
public sealed partial record UiStateSnapshot
{
    private static readonly WireCodec<UiStateSnapshot> View = CinchWire.UiStateSnapshot.With(
        new WireOptions { UnknownMembers = UnknownMemberHandling.Preserve }
    );

    /// <summary>Reads the state from the data of a snapshot message. Unknown members and entries are kept.</summary>
    /// <exception cref="WireException">The data is not a valid state.</exception>
    public static UiStateSnapshot FromJson(RawJson data) => View.Read(data);

    /// <summary>Tries to read the state from the data of a snapshot message.</summary>
    /// <returns>True if the state was read; false if the data is not a valid state.</returns>
    public static bool TryFrom(RawJson data, [NotNullWhen(true)] out UiStateSnapshot? snapshot) =>
        View.TryRead(data, out snapshot, out _);

    /// <summary>Returns the state as the data of a snapshot message, from which the same state can be read.</summary>
    /// <exception cref="WireException">The state cannot be written.</exception>
    public RawJson ToJson() => View.ToRawJson(this);
}
