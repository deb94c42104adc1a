using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>
/// The hash of what a peer may choose: a polynomial over the integers modulo a prime, at a point that each process draws at
/// random. Who does not know the point cannot choose values that collide.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct SeededHash
{
    // Of the form 2^n - 1, so that no division is needed.
    private const ulong Prime = int.MaxValue;
    private const int PrimeBits = 31;

    private static readonly ulong Point = 2 + ((uint)Guid.NewGuid().GetHashCode() % (Prime - 2));

    private ulong _value;

    /// <summary>The hash of what was added, in that order.</summary>
    public readonly int Value => (int)_value;

    /// <summary>Adds a value: text, a number or null by all of its bits, anything else by its own hash.</summary>
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

    /// <summary>Adds bytes, and how many there are.</summary>
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

    // Zeros are equal whatever their sign, and so is all that is not a number.
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
