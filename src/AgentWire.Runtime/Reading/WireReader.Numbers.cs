using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>Numbers.</summary>
public ref partial struct WireReader
{
    /// <summary>Reads an unsigned 8-bit integer.</summary>
    public byte ReadUInt8() => (byte)ReadUnsigned(byte.MaxValue, "an integer from 0 to 255");

    /// <summary>Reads an unsigned 16-bit integer.</summary>
    public ushort ReadUInt16() => (ushort)ReadUnsigned(ushort.MaxValue, "an integer from 0 to 65535");

    /// <summary>Reads an unsigned 32-bit integer.</summary>
    public uint ReadUInt32() => (uint)ReadUnsigned(uint.MaxValue, "an integer from 0 to 4294967295");

    /// <summary>Reads an unsigned 64-bit integer.</summary>
    public ulong ReadUInt64() => ReadUnsigned(ulong.MaxValue, "an integer from 0 to 18446744073709551615");

    /// <summary>Reads a signed 16-bit integer.</summary>
    public short ReadInt16() => (short)ReadInt64(short.MinValue, short.MaxValue, "an integer from -32768 to 32767");

    /// <summary>Reads a signed 32-bit integer.</summary>
    public int ReadInt32() => (int)ReadInt64(int.MinValue, int.MaxValue, "an integer from -2147483648 to 2147483647");

    /// <summary>Reads a signed 64-bit integer.</summary>
    public long ReadInt64() =>
        ReadInt64(long.MinValue, long.MaxValue, "an integer from -9223372036854775808 to 9223372036854775807");

    /// <summary>Reads an integer with bounds of its own.</summary>
    public long ReadInt64(long min, long max, string expected)
    {
        int start = _json.PeekNumber(expected);
        if (start < 0 || !ReadInteger(expected, out bool negative, out ulong magnitude))
        {
            return 0;
        }

        // -2^63 has no positive counterpart, but unchecked negation returns it.
        bool fits = magnitude <= (negative ? 1UL << 63 : long.MaxValue);
        long value = negative ? unchecked(-(long)magnitude) : unchecked((long)magnitude);
        if (!fits || value < min || value > max)
        {
            _json.Fail(WireErrorCode.OutOfRange, start, expected);
        }

        return value;
    }

    /// <summary>Reads an unsigned integer with bounds of its own.</summary>
    public ulong ReadUInt64(ulong min, ulong max, string expected)
    {
        _json.Peek();
        int start = _json.Position;
        ulong value = ReadUnsigned(max, expected);
        if (value < min && !Failed)
        {
            _json.Fail(WireErrorCode.OutOfRange, start, expected);
        }

        return value;
    }

    /// <summary>Reads an integer from 0 to a bound of its own.</summary>
    public ulong ReadUnsigned(ulong max, string expected)
    {
        int start = _json.PeekNumber(expected);
        if (start < 0 || !ReadInteger(expected, out bool negative, out ulong magnitude))
        {
            return 0;
        }

        if (negative || magnitude > max)
        {
            _json.Fail(WireErrorCode.OutOfRange, start, expected);
        }

        return magnitude;
    }

    /// <summary>Reads a number as the nearest 64-bit float.</summary>
    public double ReadDouble()
    {
        int start = _json.PeekNumber(Wanted.Number);
        if (start < 0 || !_json.ScanNumber(out _))
        {
            return 0;
        }

        return JsonNumber.ParseDouble(_json.Text.Slice(start, _json.Position - start));
    }

    /// <summary>Reads an integer. Refuses other numbers, and integers beyond 64 bits.</summary>
    private bool ReadInteger(string expected, out bool negative, out ulong magnitude)
    {
        const int SafeDigits = 19;
        ReadOnlySpan<byte> number = _json.Text.Slice(_json.Position);
        negative = number[0] == '-';
        magnitude = 0;
        int first = negative ? 1 : 0;
        int i = first;
        while (i < number.Length && (uint)(number[i] - '0') <= 9 && i - first < SafeDigits)
        {
            magnitude = (magnitude * 10) + (uint)(number[i] - '0');
            i++;
        }

        bool plain = i > first && (number[first] != '0' || (i == first + 1 && !negative));
        if (
            plain
            && i < number.Length
            && number[i] is not ((byte)'.' or (byte)'e' or (byte)'E')
            && i - first < SafeDigits
        )
        {
            _json.Position += i;
            return true;
        }

        return ReadUnusualInteger(expected, negative, out magnitude);
    }

    /// <summary>Reads the remaining numbers: 19 digits and more, fractions, exponents, -0, and malformed numbers.</summary>
    private bool ReadUnusualInteger(string expected, bool negative, out ulong magnitude)
    {
        magnitude = 0;
        int start = _json.Position;
        if (!_json.ScanNumber(out bool isInteger))
        {
            return false;
        }

        ReadOnlySpan<byte> digits = _json.Text.Slice(start, _json.Position - start);
        if (!isInteger || digits.SequenceEqual("-0"u8))
        {
            _json.Fail(WireErrorCode.WrongType, start, expected);
            return false;
        }

        if (!JsonNumber.TryParseMagnitude(digits.Slice(negative ? 1 : 0), out magnitude))
        {
            _json.Fail(WireErrorCode.OutOfRange, start, expected);
            return false;
        }

        return true;
    }
}
