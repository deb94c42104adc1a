using AgentWire.Runtime.Text;

namespace AgentWire.Runtime.Values;

/// <summary>Numbers.</summary>
internal ref partial struct JsonScanner
{
    /// <summary>Gets whether the number that was just read ends at the end of the input, so that it can be incomplete.</summary>
    public readonly bool IsCutNumber => Position == Text.Length && (uint)(Text[Position - 1] - '0') <= 9;

    /// <summary>Returns the offset of the next number, or -1 after a failure.</summary>
    public int PeekNumber(string expected)
    {
        if (Peek() is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
        {
            return Position;
        }

        FailType(expected);
        return -1;
    }

    /// <summary>Reads a number token, and checks its grammar and that a 64-bit float can hold it.</summary>
    public bool ScanNumber(out bool isInteger)
    {
        ReadOnlySpan<byte> rest = Text.Slice(Position);
        int length = JsonNumber.Scan(rest, out isInteger);
        if (length <= 0)
        {
            // If the input ends in the number, the complete number could have been valid.
            if (-length == rest.Length)
            {
                FailAtEnd();
            }
            else
            {
                Fail(WireErrorCode.Syntax, Position, Wanted.Number);
            }

            return false;
        }

        if (JsonNumber.Overflows(rest.Slice(0, length), isInteger))
        {
            Fail(WireErrorCode.OutOfRange, Position, "a number that a 64-bit float can hold");
            return false;
        }

        Position += length;
        return true;
    }
}
