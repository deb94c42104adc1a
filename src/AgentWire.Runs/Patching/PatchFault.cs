using AgentWire.AgUi;
using AgentWire.CompilerServices;

namespace AgentWire.Runs.Patching;

/// <summary>Why an operation cannot be applied.</summary>
internal sealed class PatchFault(JsonPatchErrorCode code, string reason)
{
    private const int MaxShown = 40;

    public static PatchFault TooLarge(int limit) =>
        new(JsonPatchErrorCode.TooLarge, $"the result has more than {limit} bytes");

    public static PatchFault NoMember(JsonPath path, int at) =>
        new(JsonPatchErrorCode.NotFound, $"{path} leads to nothing: there is no member {JsonPath.Show(path[at])}");

    public static PatchFault NoContainer(JsonPath path, int at) =>
        new(
            JsonPatchErrorCode.NotFound,
            $"{path} leads to nothing: {JsonPath.Show(path[at])} would be in a value that is neither an object nor a list"
        );

    public static PatchFault NoIndex(JsonPath path, int at, int count) =>
        new(
            JsonPath.TryIndex(path[at], out _) ? JsonPatchErrorCode.NotFound : JsonPatchErrorCode.InvalidIndex,
            $"{path} leads to nothing: {JsonPath.Show(path[at])} is no index of a list with {count} items"
        );

    public JsonPatchError At(int index, PatchOperation operation) =>
        new(code, index, $"Operation {index} ({SafeText.OneLine(operation.Tag, MaxShown)}): {reason}.");
}
