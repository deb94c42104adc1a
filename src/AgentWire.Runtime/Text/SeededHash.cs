using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>
/// A hash of data that a peer can choose. It is a polynomial over the integers modulo a prime, evaluated at a random point
/// that differs in each process. Without the point, nobody can choose values that collide.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct SeededHash
{
    // Of the form 2^n - 1, so that no division is necessary.
    private const ulong Prime = int.MaxValue;
    private const int PrimeBits = 31;

    private static readonly ulong Point = 2 + ((uint)Guid.NewGuid().GetHashCode() % (Prime - 2));

    private ulong _value;

    /// <summary>Gets the hash of the added values, in order.</summary>
    public readonly int Value => (int)_value;

    /// <summary>Adds a value: strings, numbers and null with all of their bits, and other values with their own hash code.</summary>
    public void Add<T>(T value)
    {
        switch (value)
        {
            case null:
                Step(0);
                break;
            case string text:
                Step((uint)text.Length + 1);
                foreach (char c in text)
                {
                    Step(c);
                }

                break;
            case ulong number:
                AddBits(number);
                break;
            case long number:
                AddBits((ulong)number);
                break;
            case double number:
                AddDouble(number);
                break;
            case float number:
                AddDouble(number);
                break;
            default:
                AddBits((uint)EqualityComparer<T>.Default.GetHashCode(value));
                break;
        }
    }

    /// <summary>Adds bytes and their number.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Step((uint)bytes.Length + 1);
        int i = 0;
        for (; i + 1 < bytes.Length; i += 2)
        {
            Step((uint)(bytes[i] | (bytes[i + 1] << 8)));
        }

        if (i < bytes.Length)
        {
            Step(bytes[i]);
        }
    }

    // Both zeros are equal, and all NaN values are equal.
    private void AddDouble(double value) =>
        AddBits(
            value == 0 ? 0
            : double.IsNaN(value) ? ulong.MaxValue
            : (ulong)BitConverter.DoubleToInt64Bits(value)
        );

    private void AddBits(ulong bits)
    {
        Step(1);
        for (int shift = 0; shift < 64; shift += 16)
        {
            Step((uint)(bits >> shift) & 0xFFFF);
        }
    }

    private void Step(uint digit)
    {
        ulong next = (_value * Point) + digit;
        next = (next & Prime) + (next >> PrimeBits);
        _value = next >= Prime ? next - Prime : next;
    }
}
