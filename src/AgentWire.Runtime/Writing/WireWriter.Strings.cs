using System.Runtime.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.CompilerServices;

/// <summary>Strings, and values that are written as strings.</summary>
public ref partial struct WireWriter
{
    /// <summary>Writes a string.</summary>
    /// <exception cref="WireException">The string is null, or contains a lone surrogate.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteString(string? value) => _json.WriteString(value);

    /// <summary>Writes a string whose length, in Unicode scalar values, has bounds.</summary>
    public void WriteString(string? value, int minLength, int maxLength, string expected)
    {
        if (value is not null && !ScalarCount.IsWithin(value, minLength, maxLength))
        {
            throw _json.Refusal(expected, "another length");
        }

        WriteString(value);
    }

    /// <summary>Writes a UUID with its text unchanged.</summary>
    public void WriteUuid(string? value)
    {
        if (value is not null && !Uuid.IsValid(value))
        {
            throw _json.Refusal("a UUID", "other text");
        }

        WriteString(value);
    }

    /// <summary>Writes a string that is not only white space.</summary>
    public void WriteNotBlank(string? value)
    {
        if (value is not null && Blank.IsBlank(value))
        {
            throw _json.Refusal(
                "a string that is not only white space",
                value.Length == 0 ? "the empty string" : "white space"
            );
        }

        WriteString(value);
    }

    /// <summary>Writes a string of a certain form.</summary>
    internal void WriteText(string? value, TextForm form)
    {
        if (value is not null && !CheckedText.IsValid(form, value))
        {
            throw _json.Refusal(CheckedText.Describe(form), "other text");
        }

        WriteString(value);
    }

    /// <summary>Writes an RFC 3339 time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void WriteTimestamp(WireTimestamp value)
    {
        Span<byte> destination = _json.Reserve(WireTimestamp.MaxBytes + 2);
        destination[0] = (byte)'"';
        int length = value.Format(destination.Slice(1));
        destination[length + 1] = (byte)'"';
        _json.Advance(length + 2);
    }
}
