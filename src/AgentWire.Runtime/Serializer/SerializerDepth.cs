using System.Text.Json;
using AgentWire.Runtime.Values;

namespace AgentWire.Runtime.Serializer;

/// <summary>
/// The depth that the options of JsonSerializer allow. JsonSerializer counts every level of the document, but not those of
/// raw text that is written into it. Converters must count these levels, or the same options could not read the document.
/// </summary>
internal static class SerializerDepth
{
    // The meaning of a MaxDepth of 0.
    private const int Default = 64;

    /// <summary>Returns the number of levels that a value can have at the position of the writer.</summary>
    public static int Left(Utf8JsonWriter writer, JsonSerializerOptions options) =>
        (options.MaxDepth == 0 ? Default : options.MaxDepth) - writer.CurrentDepth;

    /// <exception cref="WireException">A value with this number of levels is too deep at the position of the writer.</exception>
    public static void Check(Utf8JsonWriter writer, JsonSerializerOptions options, int levels, string type)
    {
        int left = Left(writer, options);
        if (levels > left)
        {
            throw new WireError(WireErrorCode.TooDeep, "", 0, "json", type, WireErrorText.TooDeep(left)).ToException();
        }
    }
}
