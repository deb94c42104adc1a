using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>Strings with rules of their own, and 32-bit floats.</summary>
public ref partial struct WireReader
{
    /// <summary>Reads a string whose length, in Unicode scalar values, has bounds.</summary>
    public string ReadString(int minLength, int maxLength, string expected)
    {
        _json.Peek();
        int start = _json.Position;
        string text = ReadString();
        if (!Failed && !ScalarCount.IsWithin(text, minLength, maxLength))
        {
            _json.Fail(WireErrorCode.InvalidValue, start, expected);
        }

        return text;
    }

    /// <summary>Reads a UUID in any of its forms, and keeps the text.</summary>
    public string ReadUuid()
    {
        _json.Peek();
        int start = _json.Position;
        string text = ReadString();
        if (!Failed && !Uuid.IsValid(text))
        {
            _json.Fail(WireErrorCode.InvalidValue, start, Wanted.Uuid);
        }

        return text;
    }

    /// <summary>Reads a string that is not only white space.</summary>
    public string ReadNotBlank()
    {
        _json.Peek();
        int start = _json.Position;
        string text = ReadString();
        if (!Failed && Blank.IsBlank(text))
        {
            _json.Fail(WireErrorCode.InvalidValue, start, Wanted.NotBlank);
        }

        return text;
    }

    /// <summary>Reads a string of a certain form, and keeps the text.</summary>
    internal string ReadText(TextForm form)
    {
        _json.Peek();
        int start = _json.Position;
        string text = ReadString();
        if (!Failed && !CheckedText.IsValid(form, text))
        {
            _json.Fail(WireErrorCode.InvalidValue, start, CheckedText.Describe(form));
        }

        return text;
    }

    /// <summary>Reads an RFC 3339 time.</summary>
    public WireTimestamp ReadTimestamp()
    {
        if (_json.Peek() != '"')
        {
            _json.FailType(Wanted.Timestamp);
            return default;
        }

        int start = _json.Position;
        if (!_json.ScanString(out ReadOnlySpan<byte> text, out int escapeBytes))
        {
            return default;
        }

        bool isTime =
            escapeBytes == 0
                ? WireTimestamp.TryParse(text, out WireTimestamp value)
                : WireTimestamp.TryParse(_json.Decode(text, escapeBytes), out value);
        if (!isTime)
        {
            _json.Fail(WireErrorCode.InvalidValue, start, Wanted.Timestamp);
        }

        return value;
    }

    /// <summary>Reads a number as the 32-bit float that is nearest to the nearest 64-bit float, as the reference does.</summary>
    public float ReadSingle()
    {
        int start = _json.PeekNumber(Wanted.Number);
        float value = (float)ReadDouble();
        if (!Failed && float.IsInfinity(value))
        {
            _json.Fail(WireErrorCode.OutOfRange, start, "a number that a 32-bit float can hold");
        }

        return value;
    }
}
