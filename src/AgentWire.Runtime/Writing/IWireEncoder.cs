using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>Writes one contract type. Implemented by empty structs, so that calls are direct.</summary>
/// <typeparam name="T">The contract type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireEncoder<T>
{
    /// <summary>Writes a value that is not null.</summary>
    /// <exception cref="WireException">The wire cannot carry the value.</exception>
    void Write(ref WireWriter writer, T value);
}
