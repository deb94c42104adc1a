namespace AgentWire.Json;

internal ref partial struct WireReader
{
    /// <summary>Reads a string whose length, in Unicode scalar values, has bounds.</summary>
    public string ReadString(int minLength, int maxLength, string expected)
    {
        Peek();
        int start = _position;
        string text = ReadString();
        if (!Failed && !StringLength.IsWithin(text, minLength, maxLength))
        {
            Fail(WireErrorCode.InvalidValue, start, expected);
        }

        return text;
    }

    /// <summary>Reads a UUID in any of its spellings, and keeps the spelling.</summary>
    public string ReadUuid()
    {
        Peek();
        int start = _position;
        string text = ReadString();
        if (!Failed && !Uuid.IsValid(text))
        {
            Fail(WireErrorCode.InvalidValue, start, Wanted.Uuid);
        }

        return text;
    }

    /// <summary>Reads a string that is not all white space.</summary>
    public string ReadNotBlank()
    {
        Peek();
        int start = _position;
        string text = ReadString();
        if (!Failed && Blank.IsBlank(text))
        {
            Fail(WireErrorCode.InvalidValue, start, Wanted.NotBlank);
        }

        return text;
    }

    /// <summary>Reads an RFC 3339 time.</summary>
    public WireTimestamp ReadTimestamp()
    {
        if (Peek() != '"')
        {
            FailType(Wanted.Timestamp);
            return default;
        }

        int start = _position;
        if (!ScanString(out ReadOnlySpan<byte> text, out int escapeBytes))
        {
            return default;
        }

        bool isTime =
            escapeBytes == 0
                ? WireTimestamp.TryParse(text, out WireTimestamp value)
                : WireTimestamp.TryParse(Decode(text, escapeBytes), out value);
        if (!isTime)
        {
            Fail(WireErrorCode.InvalidValue, start, Wanted.Timestamp);
        }

        return value;
    }

    /// <summary>Reads the one integer that the contract allows here.</summary>
    public void ReadConstant(int value)
    {
        Peek();
        int start = _position;
        if (ReadInt64() != value && !Failed)
        {
            if (IsCutNumber)
            {
                FailAtEnd();
            }
            else
            {
                Fail(WireErrorCode.InvalidValue, start, $"the integer {value}");
            }
        }
    }

    /// <summary>Reads a number as the nearest 32-bit float to the nearest 64-bit one, as the reference does.</summary>
    public float ReadSingle()
    {
        int start = PeekNumber(Wanted.Number);
        float value = (float)ReadDouble();
        if (!Failed && float.IsInfinity(value))
        {
            Fail(WireErrorCode.OutOfRange, start, "a number that a 32-bit float can hold");
        }

        return value;
    }
}
