using System.Text.Json;

namespace AgentWire.Tool.EventStreams;

/// <summary>A stream as a list: a JSON array whose items are events, or strings with the text of a frame.</summary>
internal static class EventList
{
    // Deeper than any event that is read, so that the codec says that an event is too deep.
    private const int MaxDepth = 1024;

    /// <summary>Returns the frames. An item of any other kind is the frame that it is written as.</summary>
    /// <exception cref="JsonException">It is not a JSON array.</exception>
    public static List<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> array)
    {
        var reader = new Utf8JsonReader(array.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("The line is not a JSON array of events.");
        }

        List<ReadOnlyMemory<byte>> frames = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.String && Text(ref reader) is { } text)
            {
                frames.Add(text);
            }
            else
            {
                reader.Skip();
                frames.Add(array[start..(int)reader.BytesConsumed]);
            }
        }

        // Refuses what follows the array.
        reader.Read();
        return frames;
    }

    /// <summary>Returns the text of a string, or null if it has no form in UTF-8.</summary>
    private static byte[]? Text(ref Utf8JsonReader reader)
    {
        try
        {
            byte[] text = new byte[reader.ValueSpan.Length];
            return text[..reader.CopyString(text)];
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
