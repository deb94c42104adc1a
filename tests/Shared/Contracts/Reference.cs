using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AgentWire.Shared.Contracts;

/// <summary>The result of System.Text.Json for a document, and the compact form of a value.</summary>
public static class Reference
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// Returns the compact form of the document, or null if System.Text.Json refuses it. If this library is stricter, also returns the
    /// codes with which it can refuse the document.
    /// </summary>
    public static string? Compact(byte[] utf8, out HashSet<WireErrorCode> stricter)
    {
        stricter = [];
        StringBuilder compact = new();
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = WireOptions.DepthLimit });
        try
        {
            JsonTokenType previous = JsonTokenType.None;
            while (reader.Read())
            {
                bool isEnd = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
                bool isFirst =
                    previous
                    is JsonTokenType.None
                        or JsonTokenType.StartObject
                        or JsonTokenType.StartArray
                        or JsonTokenType.PropertyName;
                compact.Append(isEnd || isFirst ? "" : ",").Append(Token(ref reader, stricter));
                previous = reader.TokenType;
            }

            return compact.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns a string in canonical form, implemented independently of the library.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            quoted.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\b' => "\\b",
                    '\t' => "\\t",
                    '\n' => "\\n",
                    '\f' => "\\f",
                    '\r' => "\\r",
                    < ' ' => $"\\u{(int)c:x4}",
                    _ => c.ToString(),
                }
            );
        }

        return quoted.Append('"').ToString();
    }

    private static string Token(ref Utf8JsonReader reader, HashSet<WireErrorCode> stricter)
    {
        string token = Encoding.UTF8.GetString(reader.ValueSpan);
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                if (!double.IsFinite(double.Parse(token, CultureInfo.InvariantCulture)))
                {
                    stricter.Add(WireErrorCode.OutOfRange);
                }

                return token;
            case JsonTokenType.String:
                return Text(ref reader, stricter);
            case JsonTokenType.PropertyName:
                return Text(ref reader, stricter) + ":";
            default:
                return token;
        }
    }

    private static string Text(ref Utf8JsonReader reader, HashSet<WireErrorCode> stricter)
    {
        try
        {
            return Quote(reader.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // It does not say which of the two it found. A text that is not UTF-8 can contain both.
            stricter.Add(WireErrorCode.LoneSurrogate);
            if (!IsUtf8(reader.ValueSpan))
            {
                stricter.Add(WireErrorCode.InvalidUtf8);
            }

            return "";
        }
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            StrictUtf8.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
