using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>How one contract type stands on the wire. Implemented by empty structs, so that calls are direct.</summary>
/// <typeparam name="T">The contract type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireFormat<T> : IWireDecoder<T>, IWireEncoder<T>;
