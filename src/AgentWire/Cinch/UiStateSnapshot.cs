using System.Diagnostics.CodeAnalysis;

namespace AgentWire.Cinch;

// The typed view of what a snapshot message carries opaquely.
public sealed partial record UiStateSnapshot
{
    private static readonly WireCodec<UiStateSnapshot> View = CinchWire.UiStateSnapshot.With(
        RawJson.Options with
        {
            UnknownMembers = UnknownMemberHandling.Preserve,
        }
    );

    /// <summary>The state that the data of a snapshot message hold; unknown members and entries are kept.</summary>
    /// <exception cref="WireException">The data are no such state.</exception>
    public static UiStateSnapshot FromJson(RawJson data) =>
        TryRead(data, out UiStateSnapshot? snapshot, out WireError error) ? snapshot : throw error.ToException();

    /// <summary>The state that the data of a snapshot message hold; false where they are no such state.</summary>
    public static bool TryFrom(RawJson data, [NotNullWhen(true)] out UiStateSnapshot? snapshot) =>
        TryRead(data, out snapshot, out _);

    /// <summary>The state as the data of a snapshot message; read from there it is the same again.</summary>
    /// <exception cref="WireException">The wire cannot carry the state.</exception>
    public RawJson ToJson() => RawJson.Parse(View.ToUtf8Bytes(this));

    private static bool TryRead(RawJson data, [NotNullWhen(true)] out UiStateSnapshot? snapshot, out WireError error) =>
        View.TryRead(data.Utf8, out snapshot, out error)
        // Of the members of an opaque object that share a name the last counts, where a codec refuses the second.
        || (
            error.Code == WireErrorCode.DuplicateMember
            && View.TryRead(data.ToCanonicalBytes(), out snapshot, out error)
        );
}
