using System.Text.Json;
#if NET8_0_OR_GREATER
using System.Runtime.InteropServices;
#endif

namespace AgentWire.Runtime.Text;

/// <summary>
/// The text of one value from a JsonSerializer reader, in place or as a copy. Each token keeps its offset, relative to the first
/// byte of the value. In a copy, spaces replace what the options of the reader allow beyond JSON (comments, trailing commas).
/// </summary>
internal readonly ref struct SerializerText
{
    private const int KeptBytes = 64 * 1024;

    [ThreadStatic]
    private static PooledWriter? _spare;

    private readonly PooledWriter? _buffer;
    private readonly ReadOnlySpan<byte> _inPlace;

    private SerializerText(PooledWriter buffer) => _buffer = buffer;

    private SerializerText(ReadOnlySpan<byte> inPlace) => _inPlace = inPlace;

    /// <summary>Gets the text. It is valid until <see cref="Dispose"/>, and while the memory of the reader does not change.</summary>
    public ReadOnlySpan<byte> Utf8 => _buffer is null ? _inPlace : _buffer.Written;

    /// <summary>
    /// Takes the object or array at the reader's position if its text is contiguous and is plain JSON. The reader is then at its
    /// last token.
    /// </summary>
    public static bool TryTakeInPlace(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
#if NET8_0_OR_GREATER
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return false;
        }

        JsonReaderOptions options = reader.CurrentState.Options;
        if (
            options.CommentHandling != JsonCommentHandling.Disallow
            || options.AllowTrailingCommas
            // A reader of a sequence, which can consist of several segments, has a position in the sequence.
            || reader.Position.GetObject() is not null
        )
        {
            return false;
        }

        // The token is part of the text that was given to the reader, and the text after it is in the same span.
        ref byte brace = ref MemoryMarshal.GetReference(reader.ValueSpan);
        long start = reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        utf8 = MemoryMarshal.CreateReadOnlySpan(ref brace, (int)(reader.BytesConsumed - start));
        return true;
#else
        return false;
#endif
    }

    /// <summary>Takes the value at the reader's position, in place or as a copy. The reader is then at its last token.</summary>
    public static SerializerText Take(scoped ref Utf8JsonReader reader)
    {
        if (TryTakeInPlace(ref reader, out ReadOnlySpan<byte> utf8))
        {
            return new(utf8);
        }

        PooledWriter buffer = Rent();
        SerializerText value = new(buffer);
        try
        {
            CopyTokens(ref reader, buffer);
            return value;
        }
        catch
        {
            value.Dispose();
            throw;
        }
    }

    /// <summary>Takes the name of a member at the reader's position, as a string.</summary>
    public static SerializerText TakeName(scoped ref Utf8JsonReader reader)
    {
        PooledWriter buffer = Rent();
        CopyToken(ref reader, buffer, isQuoted: true);
        return new(buffer);
    }

    /// <summary>Keeps the buffer for the next value of the thread, unless the buffer has become large.</summary>
    public void Dispose()
    {
        if (_buffer is null)
        {
            return;
        }

        if (_buffer.Capacity > KeptBytes)
        {
            _buffer.Release();
        }
        else
        {
            _buffer.Clear();
        }

        _spare = _buffer;
    }

    private static PooledWriter Rent()
    {
        PooledWriter buffer = _spare ?? new PooledWriter();
        _spare = null;
        return buffer;
    }

    private static void CopyTokens(scoped ref Utf8JsonReader reader, PooledWriter buffer)
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

    private static void CopyToken(scoped ref Utf8JsonReader reader, PooledWriter buffer, bool isQuoted)
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
