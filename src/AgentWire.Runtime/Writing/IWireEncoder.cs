using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>Writes one contract type. It is implemented by structs, so that calls are direct. Those of generated code are empty.</summary>
/// <typeparam name="T">The contract type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireEncoder<T>
{
    /// <summary>Writes a value that is not null.</summary>
    /// <exception cref="WireException">The value cannot be written.</exception>
    void Write(ref WireWriter writer, T value);
}
