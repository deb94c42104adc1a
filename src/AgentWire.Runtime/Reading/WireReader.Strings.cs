using System.Buffers;
using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>Strings, and names of closed sets.</summary>
public ref partial struct WireReader
{
    /// <summary>Reads a string.</summary>
    public string ReadString() => _json.ReadString();

    /// <summary>Reads a string of a closed set. Returns its index, or -1 after a failure.</summary>
    public int ReadValue(WireNames values)
    {
        if (_json.Peek() != '"')
        {
            _json.FailType(Wanted.String);
            return -1;
        }

        int start = _json.Position;
        if (!_json.ScanString(out ReadOnlySpan<byte> text, out int escapeBytes))
        {
            return -1;
        }

        int index = IndexOf(values, text, escapeBytes);
        if (index < 0)
        {
            _json.Fail(WireErrorCode.UnknownValue, start, $"one of {string.Join(", ", values.All)}");
        }

        return index;
    }

    /// <summary>Reads a string that can be a value of a set. Returns its index, or -1 for any other string and after a failure.</summary>
    public int ReadValue(WireNames values, out string text)
    {
        text = null!;
        if (_json.Peek() != '"')
        {
            _json.FailType(Wanted.String);
            return -1;
        }

        if (!_json.ScanString(out ReadOnlySpan<byte> utf8, out int escapeBytes))
        {
            return -1;
        }

        int index = IndexOf(values, utf8, escapeBytes);
        text = index < 0 ? _json.Decode(utf8, escapeBytes) : values[index];
        return index;
    }

    private static int IndexOf(WireNames names, ReadOnlySpan<byte> text, int escapeBytes) =>
        escapeBytes == 0 ? names.IndexOf(text) : IndexOfEscaped(names, text);

    private static int IndexOfEscaped(WireNames names, ReadOnlySpan<byte> text)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(text.Length);
        int index = names.IndexOf(rented.AsSpan(0, JsonEscape.Unescape(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return index;
    }
}
