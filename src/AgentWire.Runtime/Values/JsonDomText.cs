using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentWire.Runtime.Text;
#if NET9_0_OR_GREATER || NETSTANDARD2_0
using System.Runtime.InteropServices;
#endif

namespace AgentWire.Runtime.Values;

/// <summary>Gets the text of values that System.Text.Json has parsed, as strict JSON without comments and trailing commas.</summary>
internal static class JsonDomText
{
    // The parser options of an element's document are not known, so these options accept everything that any options accept.
    private static readonly JsonReaderOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = int.MaxValue,
    };

    /// <exception cref="InvalidOperationException">The element is undefined.</exception>
    /// <exception cref="WireException">Its strings are not UTF-8.</exception>
    public static SerializerText Of(JsonElement element)
    {
        Utf8JsonReader reader = new(RawText(element), Lenient);
        reader.Read();
        return SerializerText.Take(ref reader);
    }

    /// <summary>Writes a node as JSON.</summary>
    /// <exception cref="WireException">The node is too deep, or a string contains a lone surrogate.</exception>
    public static void Write(JsonNode node, PooledWriter output)
    {
        using Utf8JsonWriter writer = new(output, new JsonWriterOptions { MaxDepth = WireOptions.DepthLimit });
        try
        {
            Write(node, writer);
        }
        catch (InvalidOperationException) when (writer.CurrentDepth >= WireOptions.DepthLimit)
        {
            throw Refused(WireErrorCode.TooDeep, "less nesting", "more");
        }
        catch (InvalidOperationException)
        {
            throw Refused(WireErrorCode.LoneSurrogate, "a pair of surrogates", "a lone surrogate");
        }
    }

    private static void Write(JsonNode? node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (JsonNode? item in items)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonObject members when MembersOf(members) is { } all:
                writer.WriteStartObject();
                foreach (KeyValuePair<string, JsonNode?> member in all)
                {
                    writer.WritePropertyName(member.Key);
                    Write(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValue value when !value.TryGetValue(out JsonElement _) && TryGetNumber(value, out double number):
                WriteNumber(number, writer);
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }

    /// <summary>Returns the floating-point number that a node was made from. A 32-bit float has its own digits.</summary>
    private static bool TryGetNumber(JsonValue value, out double number)
    {
        if (value.TryGetValue(out number))
        {
            return true;
        }

        bool isSingle = value.TryGetValue(out float single);
        number = isSingle
            ? double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : 0;
        return isSingle;
    }

    /// <summary>Returns the members of an object, or null if a name occurs twice. Such an object was parsed, and holds its text.</summary>
    private static KeyValuePair<string, JsonNode?>[]? MembersOf(JsonObject members)
    {
        try
        {
            return members.ToArray();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static void WriteNumber(double value, Utf8JsonWriter writer)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            // Throws as it does for any node.
            writer.WriteNumberValue(value);
            return;
        }

        Span<byte> text = stackalloc byte[JsonNumber.MaxDoubleBytes];
        writer.WriteRawValue(text.Slice(0, JsonNumber.FormatEcmaScript(value, text)), skipInputValidation: true);
    }

#if NET9_0_OR_GREATER || NETSTANDARD2_0
    private static ReadOnlySpan<byte> RawText(JsonElement element) => JsonMarshal.GetRawUtf8Value(element);
#else
    private static ReadOnlySpan<byte> RawText(JsonElement element)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetBytes(element.GetRawText());
        }
        catch (InvalidOperationException) when (element.ValueKind != JsonValueKind.Undefined)
        {
            throw Refused(WireErrorCode.InvalidUtf8, "well-formed text", "bytes that are not UTF-8");
        }
    }
#endif

    private static WireException Refused(WireErrorCode code, string expected, string found) =>
        new WireError(code, "", 0, "json", nameof(RawJson), $"expected {expected}, found {found}").ToException();
}
