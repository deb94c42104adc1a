using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>The wire format of one contract type. It is implemented by structs, so that calls are direct. Those of generated code are empty.</summary>
/// <typeparam name="T">The contract type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireFormat<T> : IWireDecoder<T>, IWireEncoder<T>;
