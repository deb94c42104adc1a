namespace AgentWire.Json;

internal ref partial struct WireReader
{
    public byte ReadUInt8() => (byte)ReadUnsigned(byte.MaxValue, "an integer from 0 to 255");

    public ushort ReadUInt16() => (ushort)ReadUnsigned(ushort.MaxValue, "an integer from 0 to 65535");

    public uint ReadUInt32() => (uint)ReadUnsigned(uint.MaxValue, "an integer from 0 to 4294967295");

    public ulong ReadUInt64() => ReadUnsigned(ulong.MaxValue, "an integer from 0 to 18446744073709551615");

    public short ReadInt16() => (short)ReadInt64(short.MinValue, short.MaxValue, "an integer from -32768 to 32767");

    public int ReadInt32() => (int)ReadInt64(int.MinValue, int.MaxValue, "an integer from -2147483648 to 2147483647");

    public long ReadInt64() =>
        ReadInt64(long.MinValue, long.MaxValue, "an integer from -9223372036854775808 to 9223372036854775807");

    /// <summary>Reads an integer within bounds of its own.</summary>
    public long ReadInt64(long min, long max, string expected)
    {
        int start = PeekNumber(expected);
        if (start < 0 || !ReadInteger(expected, out bool negative, out ulong magnitude))
        {
            return 0;
        }

        // -2^63 has no positive counterpart; unchecked negation gives it all the same.
        bool fits = magnitude <= (negative ? 1UL << 63 : long.MaxValue);
        long value = negative ? unchecked(-(long)magnitude) : unchecked((long)magnitude);
        if (!fits || value < min || value > max)
        {
            Fail(WireErrorCode.OutOfRange, start, expected);
        }

        return value;
    }

    /// <summary>Reads an integer from 0 to a bound of its own.</summary>
    public ulong ReadUnsigned(ulong max, string expected)
    {
        int start = PeekNumber(expected);
        if (start < 0 || !ReadInteger(expected, out bool negative, out ulong magnitude))
        {
            return 0;
        }

        if (negative || magnitude > max)
        {
            Fail(WireErrorCode.OutOfRange, start, expected);
        }

        return magnitude;
    }

    /// <summary>Reads a number as the nearest 64-bit float.</summary>
    public double ReadDouble()
    {
        int start = PeekNumber(Wanted.Number);
        if (start < 0 || !ScanNumber(out _))
        {
            return 0;
        }

        return JsonNumber.ParseDouble(_json.Slice(start, _position - start));
    }

    /// <summary>Whether the number that was just read reaches to the end of the input, which may have cut it.</summary>
    private readonly bool IsCutNumber => _position == _json.Length && (uint)(_json[_position - 1] - '0') <= 9;

    /// <summary>The offset of the number that is next, or -1 after a failure.</summary>
    private int PeekNumber(string expected)
    {
        if (Peek() is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
        {
            return _position;
        }

        FailType(expected);
        return -1;
    }

    /// <summary>Takes an integer; refuses other numbers, and those beyond 64 bits.</summary>
    private bool ReadInteger(string expected, out bool negative, out ulong magnitude)
    {
        const int SafeDigits = 19;
        ReadOnlySpan<byte> number = _json.Slice(_position);
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
            _position += i;
            return true;
        }

        return ReadUnusualInteger(expected, negative, out magnitude);
    }

    /// <summary>The rest: 19 digits and more, fractions, exponents, -0, malformed numbers.</summary>
    private bool ReadUnusualInteger(string expected, bool negative, out ulong magnitude)
    {
        magnitude = 0;
        int start = _position;
        if (!ScanNumber(out bool isInteger))
        {
            return false;
        }

        ReadOnlySpan<byte> digits = _json.Slice(start, _position - start);
        if (!isInteger || digits.SequenceEqual("-0"u8))
        {
            Fail(WireErrorCode.WrongType, start, expected);
            return false;
        }

        if (!JsonNumber.TryParseMagnitude(digits.Slice(negative ? 1 : 0), out magnitude))
        {
            Fail(WireErrorCode.OutOfRange, start, expected);
            return false;
        }

        return true;
    }

    /// <summary>Takes a number token, and checks its grammar and that a 64-bit float can hold it.</summary>
    private bool ScanNumber(out bool isInteger)
    {
        ReadOnlySpan<byte> rest = _json.Slice(_position);
        int length = JsonNumber.Scan(rest, out isInteger);
        if (length <= 0)
        {
            // A number that the end of the input cuts off may have been going to be a good one.
            if (-length == rest.Length)
            {
                FailAtEnd();
            }
            else
            {
                Fail(WireErrorCode.Syntax, _position, Wanted.Number);
            }

            return false;
        }

        if (JsonNumber.Overflows(rest.Slice(0, length), isInteger))
        {
            Fail(WireErrorCode.OutOfRange, _position, "a number that a 64-bit float can hold");
            return false;
        }

        _position += length;
        return true;
    }
}
