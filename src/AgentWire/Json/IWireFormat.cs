namespace AgentWire.Json;

/// <summary>How one contract type stands on the wire. Implemented by empty structs, so that calls are direct.</summary>
internal interface IWireFormat<T>
{
    /// <summary>Reads a value; the result is used only if the reader has not failed.</summary>
    T? Read(ref WireReader reader);

    /// <summary>Writes a value that is not null.</summary>
    void Write(ref WireWriter writer, T value);
}
