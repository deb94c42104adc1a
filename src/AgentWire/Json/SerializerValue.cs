using System.Buffers;
using System.Text.Json;

namespace AgentWire.Json;

/// <summary>
/// The text of one value out of a JsonSerializer's reader. Every token keeps its place, counted from the value's first
/// byte; what the reader's options allow beyond JSON (comments, trailing commas) becomes spaces.
/// </summary>
internal readonly ref struct SerializerValue
{
    private readonly PooledWriter _buffer;

    private SerializerValue(PooledWriter buffer) => _buffer = buffer;

    public ReadOnlySpan<byte> Utf8 => _buffer.Written;

    /// <summary>Takes the value at which the reader stands, and leaves the reader at its last token.</summary>
    public static SerializerValue Take(ref Utf8JsonReader reader)
    {
        PooledWriter buffer = PooledWriter.Rent();
        try
        {
            CopyTokens(ref reader, buffer);
            return new SerializerValue(buffer);
        }
        catch
        {
            buffer.Return();
            throw;
        }
    }

    public void Dispose() => _buffer.Return();

    private static void CopyTokens(ref Utf8JsonReader reader, PooledWriter buffer)
    {
        long start = reader.TokenStartIndex;
        int depth = reader.CurrentDepth;
        JsonTokenType previous = JsonTokenType.None;
        do
        {
            JsonTokenType token = reader.TokenType;
            if (token == JsonTokenType.Comment)
            {
                continue;
            }

            FillGap(buffer, (int)(reader.TokenStartIndex - start), Separator(previous, token));
            CopyToken(ref reader, buffer, isQuoted: token is JsonTokenType.String or JsonTokenType.PropertyName);
            previous = token;
        } while (!(reader.CurrentDepth == depth && IsEnd(previous)) && reader.Read());
    }

    private static bool IsEnd(JsonTokenType token) =>
        token is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);

    private static byte Separator(JsonTokenType previous, JsonTokenType next) =>
        previous switch
        {
            JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray => (byte)' ',
            JsonTokenType.PropertyName => (byte)':',
            _ => next is JsonTokenType.EndObject or JsonTokenType.EndArray ? (byte)' ' : (byte)',',
        };

    private static void FillGap(PooledWriter buffer, int offset, byte separator)
    {
        int gap = offset - buffer.Written.Length;
        if (gap > 0)
        {
            Span<byte> destination = buffer.GetSpan(gap).Slice(0, gap);
            destination.Fill((byte)' ');
            destination[0] = separator;
            buffer.Advance(gap);
        }
    }

    private static void CopyToken(ref Utf8JsonReader reader, PooledWriter buffer, bool isQuoted)
    {
        if (isQuoted)
        {
            buffer.Write("\""u8);
        }

        if (reader.HasValueSequence)
        {
            foreach (ReadOnlyMemory<byte> piece in reader.ValueSequence)
            {
                buffer.Write(piece.Span);
            }
        }
        else
        {
            buffer.Write(reader.ValueSpan);
        }

        if (isQuoted)
        {
            buffer.Write("\""u8);
        }
    }
}
