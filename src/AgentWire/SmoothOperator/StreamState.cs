using System.Diagnostics.CodeAnalysis;

namespace AgentWire.SmoothOperator;

// The typed view of what a stream_chunk carries opaquely.
public sealed partial record StreamState
{
    /// <summary>The state that a message carries. Unknown members are left aside.</summary>
    /// <exception cref="WireException">The value is no such state.</exception>
    public static StreamState FromJson(RawJson state) => SmoothOperatorWire.StreamState.Read(state);

    /// <summary>The state that a message carries; false where the value is no such state. Unknown members are left aside.</summary>
    public static bool TryFrom(RawJson state, [NotNullWhen(true)] out StreamState? view) =>
        SmoothOperatorWire.StreamState.TryRead(state, out view, out _);

    /// <summary>The state as a message carries it.</summary>
    /// <exception cref="WireException">The wire cannot carry the state.</exception>
    public RawJson ToJson() => SmoothOperatorWire.StreamState.ToRawJson(this);
}
