using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AgentWire.Spec.Files;

/// <summary>A place in a file as editors count: lines and UTF-16 characters, both from 1.</summary>
internal sealed record LinePosition(int Line, int Column)
{
    /// <summary>Finds the value at a JSON Pointer, by the name of the member if it is one. If there is no such value, finds the innermost one that is there.</summary>
    /// <param name="utf8">A file. If it is not JSON, the first fault in it is found.</param>
    /// <param name="pointer">The JSON Pointer.</param>
    public static LinePosition Find(ReadOnlySpan<byte> utf8, string pointer)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        int start = utf8.StartsWith(mark) ? mark.Length : 0;
        Utf8JsonReader reader = new(utf8[start..]);
        long place = 0;
        try
        {
            reader.Read();
            place = reader.TokenStartIndex;
            foreach (string part in pointer.Split('/').Skip(1))
            {
                if (!TryEnter(ref reader, Unescape(part), out long inner))
                {
                    break;
                }

                place = inner;
            }

            // The rest shows whether the file is JSON.
            while (reader.Read()) { }
        }
        catch (JsonException fault)
        {
            ReadOnlySpan<byte> rest = utf8[start..];
            for (long line = fault.LineNumber ?? 0; line > 0; line--)
            {
                rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
            }

            place = utf8.Length - start - rest.Length + (fault.BytePositionInLine ?? 0);
        }

        return At(utf8, start, start + (int)Math.Min(place, utf8.Length - start));
    }

    /// <summary>Moves the reader from an object or a list to the value of a member or to an item.</summary>
    private static bool TryEnter(ref Utf8JsonReader reader, string part, out long place)
    {
        place = 0;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                place = reader.TokenStartIndex;
                if (reader.ValueTextEquals(part))
                {
                    return reader.Read();
                }

                reader.Skip();
            }
        }
        else if (
            reader.TokenType == JsonTokenType.StartArray
            && int.TryParse(part, CultureInfo.InvariantCulture, out int index)
        )
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                place = reader.TokenStartIndex;
                if (index-- == 0)
                {
                    return true;
                }

                reader.Skip();
            }
        }

        return false;
    }

    private static LinePosition At(ReadOnlySpan<byte> utf8, int start, int place)
    {
        ReadOnlySpan<byte> before = utf8[start..place];
        int line = before.LastIndexOf((byte)'\n') + 1;
        return new LinePosition(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[line..]) + 1);
    }

    private static string Unescape(string part) =>
        part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
