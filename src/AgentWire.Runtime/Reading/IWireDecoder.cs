using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>Reads one contract type. It is implemented by structs, so that calls are direct. Those of generated code are empty.</summary>
/// <typeparam name="T">The contract type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireDecoder<T>
{
    /// <summary>Reads a value. The result is used only if the reader has not failed.</summary>
    T? Read(ref WireReader reader);
}
