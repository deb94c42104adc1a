using System.Diagnostics.CodeAnalysis;

namespace AgentWire.SmoothOperator;

// The typed view of the opaque state of a stream_chunk.
public sealed partial record StreamState
{
    /// <summary>Reads the state of a message. Unknown members are ignored.</summary>
    /// <exception cref="WireException">The value is not a valid state.</exception>
    public static StreamState FromJson(RawJson state) => SmoothOperatorWire.StreamState.Read(state);

    /// <summary>Tries to read the state of a message. Unknown members are ignored.</summary>
    /// <returns>True if the state was read; false if the value is not a valid state.</returns>
    public static bool TryFrom(RawJson state, [NotNullWhen(true)] out StreamState? view) =>
        SmoothOperatorWire.StreamState.TryRead(state, out view, out _);

    /// <summary>Returns the state in the form of a message.</summary>
    /// <exception cref="WireException">The state cannot be written.</exception>
    public RawJson ToJson() => SmoothOperatorWire.StreamState.ToRawJson(this);
}
