using System.Buffers.Text;
using System.Runtime.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.CompilerServices;

/// <summary>Numbers.</summary>
public ref partial struct WireWriter
{
    private const int MaxIntegerBytes = 20;

    /// <summary>Writes an unsigned integer.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void WriteUInt64(ulong value)
    {
        Utf8Formatter.TryFormat(value, _json.Reserve(MaxIntegerBytes), out int written);
        _json.Advance(written);
    }

    /// <summary>Writes an integer.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void WriteInt64(long value)
    {
        Utf8Formatter.TryFormat(value, _json.Reserve(MaxIntegerBytes), out int written);
        _json.Advance(written);
    }

    /// <summary>Writes an integer with bounds of its own.</summary>
    /// <exception cref="WireException">The integer is outside its bounds.</exception>
    public void WriteInt64(long value, long min, long max)
    {
        if (value < min || value > max)
        {
            throw _json.Refusal($"an integer from {min} to {max}", "an integer outside this range");
        }

        WriteInt64(value);
    }

    /// <summary>Writes an unsigned integer with bounds of its own.</summary>
    /// <exception cref="WireException">The integer is outside its bounds.</exception>
    public void WriteUInt64(ulong value, ulong min, ulong max)
    {
        if (value < min || value > max)
        {
            throw _json.Refusal($"an integer from {min} to {max}", "an integer outside this range");
        }

        WriteUInt64(value);
    }

    /// <summary>Writes a 64-bit float.</summary>
    /// <exception cref="WireException">The float is not finite.</exception>
    public void WriteDouble(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw _json.Refusal("a finite number", "NaN or an infinity");
        }

        _json.Advance(JsonNumber.Format(value, _json.Reserve(JsonNumber.MaxDoubleBytes)));
    }
}
