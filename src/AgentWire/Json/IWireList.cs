using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentWire.Json;

/// <summary>A list of elements whose type only the list knows, so that its converter is made without reflection.</summary>
internal interface IWireList
{
    JsonConverter CreateConverter(JsonSerializerOptions options);
}
