using System.Text.Json;

namespace AgentWire.Runtime.Serializer;

/// <summary>
/// The depth that JsonSerializer's options allow. They count every level of the document, and text that is written into it
/// raw has to be counted by whoever writes it: otherwise the same options would not read it back.
/// </summary>
internal static class SerializerDepth
{
    // What a MaxDepth of 0 stands for.
    private const int Default = 64;

    /// <summary>How many levels a value may have where the writer stands.</summary>
    public static int Left(Utf8JsonWriter writer, JsonSerializerOptions options) =>
        (options.MaxDepth == 0 ? Default : options.MaxDepth) - writer.CurrentDepth;

    /// <exception cref="WireException">A value of that many levels is too deep where the writer stands.</exception>
    public static void Check(Utf8JsonWriter writer, JsonSerializerOptions options, int levels, string type)
    {
        int left = Left(writer, options);
        if (levels > left)
        {
            throw new WireError(
                WireErrorCode.TooDeep,
                "",
                0,
                "json",
                type,
                $"expected at most {left} nested arrays and objects, found more"
            ).ToException();
        }
    }
}
