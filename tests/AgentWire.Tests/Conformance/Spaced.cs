using System.Text.Json;

namespace AgentWire.Tests.Conformance;

/// <summary>A document with white space around every token that allows it, and the new position of each byte.</summary>
internal sealed record Spaced(byte[] Json, IReadOnlyList<int> Places)
{
    /// <summary>Returns null for input that is not JSON, because its tokens are not defined.</summary>
    public static Spaced? Of(byte[] json)
    {
        if (!IsJson(json))
        {
            return null;
        }

        List<byte> spaced = [.. "\r\n"u8];
        List<int> places = [];
        bool inString = false;
        bool isEscaped = false;
        foreach (byte b in json)
        {
            bool isBetween = !inString && "{}[],:"u8.Contains(b);
            if (isBetween)
            {
                spaced.Add((byte)' ');
            }

            places.Add(spaced.Count);
            spaced.Add(b);
            if (isBetween)
            {
                spaced.AddRange("\n\t"u8);
            }

            inString ^= b == '"' && !isEscaped;
            isEscaped = inString && b == '\\' && !isEscaped;
        }

        spaced.Add((byte)' ');
        return new([.. spaced], places);
    }

    private static bool IsJson(byte[] json)
    {
        try
        {
            JsonDocument.Parse(json, new() { MaxDepth = WireOptions.DepthLimit + 1 }).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
