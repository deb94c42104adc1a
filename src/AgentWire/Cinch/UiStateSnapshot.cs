using System.Diagnostics.CodeAnalysis;

namespace AgentWire.Cinch;

// The typed view of what a snapshot message carries opaquely.
public sealed partial record UiStateSnapshot
{
    private static readonly WireCodec<UiStateSnapshot> View = CinchWire.UiStateSnapshot.With(
        new WireOptions { UnknownMembers = UnknownMemberHandling.Preserve }
    );

    /// <summary>The state that the data of a snapshot message hold; unknown members and entries are kept.</summary>
    /// <exception cref="WireException">The data are no such state.</exception>
    public static UiStateSnapshot FromJson(RawJson data) => View.Read(data);

    /// <summary>The state that the data of a snapshot message hold; false where they are no such state.</summary>
    public static bool TryFrom(RawJson data, [NotNullWhen(true)] out UiStateSnapshot? snapshot) =>
        View.TryRead(data, out snapshot, out _);

    /// <summary>The state as the data of a snapshot message; read from there it is the same again.</summary>
    /// <exception cref="WireException">The wire cannot carry the state.</exception>
    public RawJson ToJson() => View.ToRawJson(this);
}
