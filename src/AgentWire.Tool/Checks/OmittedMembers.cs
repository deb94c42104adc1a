using System.Text.Json;

namespace AgentWire.Tool.Checks;

/// <summary>A member that only the longer of two texts has.</summary>
/// <param name="Pointer">Its JSON Pointer, which is cut in its middle if it is long.</param>
/// <param name="Offset">The offset of its name in the longer text.</param>
internal readonly record struct OmittedMember(string Pointer, long Offset);

/// <summary>Compares two canonical texts of one message, of which one can lack members. Both have the same order, so one pass is enough.</summary>
internal static class OmittedMembers
{
    // As in the errors of codecs.
    private const int MaxPointerLength = 256;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = WireOptions.DepthLimit };

    /// <summary>Returns the members that are in the first text and not in the second one.</summary>
    public static IReadOnlyList<OmittedMember> Find(ReadOnlySpan<byte> all, ReadOnlySpan<byte> fewer)
    {
        List<OmittedMember> omitted = [];
        if (!all.SequenceEqual(fewer))
        {
            var longer = new Utf8JsonReader(all, Options);
            var shorter = new Utf8JsonReader(fewer, Options);
            longer.Read();
            shorter.Read();
            Compare(ref longer, ref shorter, "", omitted);
        }

        return omitted;
    }

    /// <summary>Returns the offset of the value with a pointer, or 0 if there is none.</summary>
    public static long OffsetOf(ReadOnlySpan<byte> json, string pointer)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        foreach (string step in pointer.Split('/').Skip(1))
        {
            if (!Enter(ref reader, step))
            {
                return 0;
            }
        }

        return reader.TokenStartIndex;
    }

    /// <summary>Moves a reader from an object or list to the value of a member or item.</summary>
    private static bool Enter(ref Utf8JsonReader reader, string step)
    {
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        if (!isObject && reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        for (
            int index = 0;
            reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray);
            index++
        )
        {
            string name = isObject ? Escaped(reader.GetString()!) : $"{index}";
            if (isObject)
            {
                reader.Read();
            }

            if (name == step)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static void Compare(
        ref Utf8JsonReader longer,
        ref Utf8JsonReader shorter,
        string pointer,
        List<OmittedMember> omitted
    )
    {
        switch (longer.TokenType)
        {
            case JsonTokenType.StartObject:
                shorter.Read();
                while (longer.Read() && longer.TokenType != JsonTokenType.EndObject)
                {
                    string name = longer.GetString()!;
                    string place = Cut($"{pointer}/{Escaped(name)}");
                    long offset = longer.TokenStartIndex;
                    longer.Read();
                    if (shorter.TokenType == JsonTokenType.PropertyName && shorter.ValueTextEquals(name))
                    {
                        shorter.Read();
                        Compare(ref longer, ref shorter, place, omitted);
                        shorter.Read();
                    }
                    else
                    {
                        omitted.Add(new OmittedMember(place, offset));
                        longer.Skip();
                    }
                }

                break;
            case JsonTokenType.StartArray:
                for (int index = 0; longer.Read() && longer.TokenType != JsonTokenType.EndArray; index++)
                {
                    shorter.Read();
                    Compare(ref longer, ref shorter, Cut($"{pointer}/{index}"), omitted);
                }

                shorter.Read();
                break;
        }
    }

    /// <summary>Returns a pointer without its middle if it is long, so that a finding contains only an excerpt of its line.</summary>
    private static string Cut(string pointer) =>
        pointer.Length <= MaxPointerLength
            ? pointer
            : $"{pointer[..(MaxPointerLength / 2)]}…{pointer[^((MaxPointerLength / 2) - 1)..]}";

    private static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
