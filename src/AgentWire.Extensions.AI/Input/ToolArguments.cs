using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Input;

/// <summary>The arguments of a tool call: a text of JSON in AG-UI, and values in Microsoft.Extensions.AI.</summary>
internal static class ToolArguments
{
    private static readonly JsonTypeInfo Type = AIJsonUtilities.DefaultOptions.GetTypeInfo(
        typeof(IDictionary<string, object?>)
    );

    /// <summary>Reads a call. If the arguments are not a JSON object, the call says so in its <see cref="FunctionCallContent.Exception"/>.</summary>
    public static FunctionCallContent ToCall(string callId, string name, string arguments) =>
        FunctionCallContent.CreateFromParsedArguments(arguments, callId, name, Parse);

    public static string ToJson(IDictionary<string, object?>? arguments, JsonSerializerOptions options) =>
        arguments is null ? "{}" : Json.Serialize(arguments, options).ToString();

    private static IDictionary<string, object?>? Parse(string arguments) =>
        arguments.Length == 0 ? null : (IDictionary<string, object?>?)JsonSerializer.Deserialize(arguments, Type);
}
