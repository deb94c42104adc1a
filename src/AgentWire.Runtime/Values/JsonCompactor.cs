using System.Buffers;
using AgentWire.Runtime.Text;

namespace AgentWire.Runtime.Values;

/// <summary>Removes white space and unnecessary escapes from checked JSON.</summary>
internal static class JsonCompactor
{
    public static byte[] Compact(ReadOnlySpan<byte> json)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(json.Length);
        int written = 0;
        int i = 0;
        while (i < json.Length)
        {
            switch (json[i])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r':
                    i++;
                    break;
                case (byte)'"':
                    buffer[written++] = (byte)'"';
                    i = CompactString(json, i + 1, buffer, ref written);
                    break;
                default:
                    buffer[written++] = json[i++];
                    break;
            }
        }

        byte[] compact = buffer.AsSpan(0, written).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        return compact;
    }

    /// <summary>Copies a string from the byte after its opening quote, including the closing quote. Returns the index after the closing quote.</summary>
    private static int CompactString(ReadOnlySpan<byte> json, int start, Span<byte> destination, ref int written)
    {
        int i = start;
        while (true)
        {
            int plain = json.Slice(i).IndexOfAny((byte)'"', (byte)'\\');
            json.Slice(i, plain).CopyTo(destination.Slice(written));
            written += plain;
            i += plain;
            if (json[i] == '"')
            {
                destination[written++] = (byte)'"';
                return i + 1;
            }

            int scalar = JsonEscape.Read(json.Slice(i), out int length);
            i += length;
            written += scalar is < ' ' or '"' or '\\'
                ? JsonEscape.Write(scalar, destination.Slice(written))
                : Utf8Text.EncodeScalar(scalar, destination.Slice(written));
        }
    }
}
