using System.Runtime.CompilerServices;
using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>
/// Members with only one value. Each method returns true, so that it can be an arm of a switch expression over the members, and
/// say that the member was present.
/// </summary>
public ref partial struct WireReader
{
    /// <summary>Reads the only string that the contract allows here.</summary>
    /// <param name="text">The string in UTF-8, without escapes.</param>
    public bool ReadConstantString(ReadOnlySpan<byte> text)
    {
        if (_json.Peek() != '"')
        {
            _json.FailType(Wanted.String);
            return true;
        }

        int start = _json.Position;
        if (_json.ScanString(out ReadOnlySpan<byte> read, out int escapeBytes) && !Equals(read, escapeBytes, text))
        {
            string shown = SafeText.OneLine(Utf8Text.GetString(text), int.MaxValue);
            _json.Fail(WireErrorCode.InvalidValue, start, $"the string \"{shown}\"");
        }

        return true;
    }

    /// <summary>Reads the only integer that the contract allows here.</summary>
    /// <param name="digits">The integer as it is written.</param>
    public bool ReadConstantInteger(ReadOnlySpan<byte> digits)
    {
        int start = _json.PeekNumber(Wanted.Integer);
        if (start < 0 || !_json.ScanNumber(out bool isInteger))
        {
            return true;
        }

        ReadOnlySpan<byte> number = _json.Text.Slice(start, _json.Position - start);
        if (number.SequenceEqual(digits))
        {
            return true;
        }

        if (!isInteger || number.SequenceEqual("-0"u8))
        {
            _json.Fail(WireErrorCode.WrongType, start, Wanted.Integer);
        }
        else if (_json.IsCutNumber)
        {
            _json.FailAtEnd();
        }
        else
        {
            _json.Fail(WireErrorCode.InvalidValue, start, $"the integer {Utf8Text.GetString(digits)}");
        }

        return true;
    }

    /// <summary>Reads the only Boolean that the contract allows here.</summary>
    public bool ReadConstantBoolean(bool value)
    {
        _json.Peek();
        int start = _json.Position;
        if (ReadBoolean() != value && !Failed)
        {
            _json.Fail(WireErrorCode.InvalidValue, start, value ? "true" : "false");
        }

        return true;
    }

    /// <summary>Reads the only string that the contract allows here. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalConstantString(ref bool isPresent, ReadOnlySpan<byte> text) =>
        ReadNull() || (isPresent = ReadConstantString(text));

    /// <summary>Reads the only integer that the contract allows here. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalConstantInteger(ref bool isPresent, ReadOnlySpan<byte> digits) =>
        ReadNull() || (isPresent = ReadConstantInteger(digits));

    /// <summary>Reads the only Boolean that the contract allows here. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalConstantBoolean(ref bool isPresent, bool value) =>
        ReadNull() || (isPresent = ReadConstantBoolean(value));

    private readonly bool Equals(ReadOnlySpan<byte> read, int escapeBytes, ReadOnlySpan<byte> text) =>
        escapeBytes == 0
            ? read.SequenceEqual(text)
            : string.Equals(_json.Decode(read, escapeBytes), Utf8Text.GetString(text), StringComparison.Ordinal);
}
