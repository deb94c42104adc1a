using System.Diagnostics.CodeAnalysis;

namespace AgentWire.SmoothOperator;

// The typed view of what a stream_chunk carries opaquely.
public sealed partial record StreamState
{
    private static readonly WireCodec<StreamState> View = SmoothOperatorWire.StreamState.With(RawJson.Options);

    /// <summary>What is known of a state; false where that is not an object. Other members are left aside.</summary>
    public static bool TryFrom(RawJson state, [NotNullWhen(true)] out StreamState? view) =>
        View.TryRead(state.Utf8, out view, out WireError error)
        // Of the members of an opaque object that share a name the last counts, where a codec refuses the second.
        || (error.Code == WireErrorCode.DuplicateMember && View.TryRead(state.ToCanonicalBytes(), out view, out _));
}
