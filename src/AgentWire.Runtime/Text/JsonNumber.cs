using System.Buffers.Text;
using System.Globalization;
#if !NET8_0_OR_GREATER
using System.Text;
#endif

namespace AgentWire.Runtime.Text;

/// <summary>Numbers as text: the grammar, and the forms in which the reference servers write them.</summary>
internal static class JsonNumber
{
    /// <summary>The longest text that <see cref="Format"/> writes.</summary>
    public const int MaxDoubleBytes = 32;

    // Every integer with at most this number of digits is in the range of a 64-bit float.
    private const int MaxFiniteDigits = 308;

    // Every integer with this number of digits is exact as a 64-bit float, and so is every power of ten up to this exponent.
    private const int MaxExactDigits = 15;

    /// <summary>
    /// Returns the length of the number at the start of the text. If the number is malformed, returns zero or less: the
    /// negated length of the part that could have become a number.
    /// </summary>
    public static int Scan(ReadOnlySpan<byte> text, out bool isInteger)
    {
        int i = !text.IsEmpty && text[0] == '-' ? 1 : 0;
        isInteger = true;
        int digits = CountDigits(text, i);
        if (digits == 0 || (digits > 1 && text[i] == '0'))
        {
            return digits == 0 ? -i : -1;
        }

        i += digits;
        if (i < text.Length && text[i] == '.')
        {
            isInteger = false;
            digits = CountDigits(text, ++i);
            if (digits == 0)
            {
                return -i;
            }

            i += digits;
        }

        if (i < text.Length && text[i] is (byte)'e' or (byte)'E')
        {
            isInteger = false;
            i++;
            if (i < text.Length && text[i] is (byte)'+' or (byte)'-')
            {
                i++;
            }

            digits = CountDigits(text, i);
            if (digits == 0)
            {
                return -i;
            }

            i += digits;
        }

        return i;
    }

    /// <summary>Returns whether a well-formed number is beyond the range of a 64-bit float.</summary>
    public static bool Overflows(ReadOnlySpan<byte> number, bool isInteger) =>
        (number.Length > MaxFiniteDigits || (!isInteger && HasExponent(number)))
        && double.IsInfinity(ParseDouble(number));

    /// <summary>Returns the 64-bit float that is nearest to a well-formed number. It is infinite if the number is beyond the range.</summary>
    public static double ParseDouble(ReadOnlySpan<byte> number)
    {
#if NET8_0_OR_GREATER
        if (TryParseExactly(number, out double exact))
        {
            return exact;
        }

        return double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
#else
        bool fits = double.TryParse(
            Utf8Text.GetString(number),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out double value
        );
        // Older runtimes refuse numbers that are too large, and lose the sign of zero.
        return !fits ? double.PositiveInfinity
            : value == 0 && number[0] == '-' ? -0.0
            : value;
#endif
    }

    /// <summary>Parses digits as an unsigned 64-bit integer. Returns false if they need more than 64 bits.</summary>
    public static bool TryParseMagnitude(ReadOnlySpan<byte> digits, out ulong value) =>
        Utf8Parser.TryParse(digits, out value, out int consumed) && consumed == digits.Length;

    /// <summary>Writes a finite 64-bit float with the fewest digits that read back as the same float, and always with a fraction or an exponent.</summary>
    public static int Format(double value, Span<byte> destination)
    {
        Span<byte> digits = stackalloc byte[MaxDoubleBytes];
        int count = ShortestDigits(Math.Abs(value), digits, out int point);
        digits = digits.Slice(0, count);
        int length = 0;
        if (value < 0 || (value == 0 && BitConverter.DoubleToInt64Bits(value) < 0))
        {
            destination[length++] = (byte)'-';
        }

        // The decimal point is before the digit with the number `point`. Fixed notation is used from 0.00001 to below 1e16, and an exponent elsewhere.
        if (point is > 0 and <= 16)
        {
            int whole = Math.Min(count, point);
            length += Append(digits.Slice(0, whole), destination.Slice(length));
            destination.Slice(length, point - whole).Fill((byte)'0');
            length += point - whole;
            destination[length++] = (byte)'.';
            length +=
                count > whole
                    ? Append(digits.Slice(whole), destination.Slice(length))
                    : Append("0"u8, destination.Slice(length));
            return length;
        }

        if (point is > -5 and <= 0)
        {
            length += Append("0."u8, destination.Slice(length));
            destination.Slice(length, -point).Fill((byte)'0');
            length += -point;
            return length + Append(digits, destination.Slice(length));
        }

        return length + AppendWithExponent(digits, point, destination.Slice(length));
    }

    /// <summary>Writes a finite 64-bit float as ECMAScript does: with the fewest digits that read back as the same float.</summary>
    public static int FormatEcmaScript(double value, Span<byte> destination)
    {
        // From 1e-6 to below 1e21, ECMAScript does not write an exponent.
        const int MostDigits = 21;
        const int LeastPoint = -5;
        Span<byte> digits = stackalloc byte[MaxDoubleBytes];
        int count = ShortestDigits(Math.Abs(value), digits, out int point);
        digits = digits.Slice(0, count);
        int length = value < 0 ? Append("-"u8, destination) : 0;
        if (point is <= 0 and >= LeastPoint)
        {
            length += Append("0."u8, destination.Slice(length));
            destination.Slice(length, -point).Fill((byte)'0');
            return length - point + Append(digits, destination.Slice(length - point));
        }

        if (point is <= 0 or > MostDigits)
        {
            return length + AppendWithExponent(digits, point, destination.Slice(length));
        }

        int whole = Math.Min(count, point);
        length += Append(digits.Slice(0, whole), destination.Slice(length));
        destination.Slice(length, point - whole).Fill((byte)'0');
        length += point - whole;
        if (count > whole)
        {
            length += Append("."u8, destination.Slice(length));
            length += Append(digits.Slice(whole), destination.Slice(length));
        }

        return length;
    }

    private static int AppendWithExponent(ReadOnlySpan<byte> digits, int point, Span<byte> destination)
    {
        int length = 0;
        destination[length++] = digits[0];
        if (digits.Length > 1)
        {
            destination[length++] = (byte)'.';
            length += Append(digits.Slice(1), destination.Slice(length));
        }

        destination[length++] = (byte)'e';
        destination[length++] = point > 0 ? (byte)'+' : (byte)'-';
        Utf8Formatter.TryFormat(Math.Abs(point - 1), destination.Slice(length), out int exponent);
        return length + exponent;
    }

    /// <summary>
    /// Writes a number token in the form that the reference uses for opaque values: a 64-bit integer unchanged, and any other
    /// number as a 64-bit float. The number must be well-formed and in range.
    /// </summary>
    public static int FormatCanonical(ReadOnlySpan<byte> number, Span<byte> destination)
    {
        bool isInteger = number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
        if (IsCanonical(number, isInteger))
        {
            return Append(number, destination);
        }

        return Format(ParseDouble(number), destination);
    }

    /// <summary>Returns whether a number token is certainly in canonical form. If false, it can still be canonical.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> number, bool isInteger)
    {
        bool negative = number[0] == '-';
        ReadOnlySpan<byte> digits = number.Slice(negative ? 1 : 0);
        if (!isInteger)
        {
            return IsShortest(digits, digits.IndexOf((byte)'.'));
        }

        if (digits.Length <= MaxExactDigits)
        {
            return !negative || digits[0] != '0';
        }

        return TryParseMagnitude(digits, out ulong magnitude) && (!negative || magnitude is > 0 and <= 1UL << 63);
    }

    /// <summary>
    /// Returns whether a number without a sign is the shortest text of its float. No two numbers with up to 15 digits share a
    /// float, so such a number can be longer than necessary only because of redundant zeros.
    /// </summary>
    private static bool IsShortest(ReadOnlySpan<byte> number, int point)
    {
        ReadOnlySpan<byte> fraction = number.Slice(point + 1);
        return point >= 0
            && number.Length <= MaxExactDigits + 1
            && !HasExponent(fraction)
            && (fraction.Length == 1 || fraction[fraction.Length - 1] != '0')
            // Smaller numbers have an exponent.
            && !(number[0] == '0' && fraction.StartsWith("00000"u8));
    }

    private static bool HasExponent(ReadOnlySpan<byte> number) => number.IndexOfAny((byte)'e', (byte)'E') >= 0;

#if NET8_0_OR_GREATER
    /// <summary>
    /// Parses a number with few digits. The digits and the power of ten are exact as floats, so that the division of one by the
    /// other rounds only once, and correctly.
    /// </summary>
    private static bool TryParseExactly(ReadOnlySpan<byte> number, out double value)
    {
        value = 0;
        if (number.Length > MaxExactDigits + 1)
        {
            return false;
        }

        long digits = 0;
        int decimals = 0;
        bool isFraction = false;
        foreach (byte c in number.Slice(number[0] == '-' ? 1 : 0))
        {
            uint digit = (uint)(c - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                decimals += isFraction ? 1 : 0;
            }
            else if (c == '.')
            {
                isFraction = true;
            }
            else
            {
                return false;
            }
        }

        value = digits / PowersOfTen[decimals];
        value = number[0] == '-' ? -value : value;
        return true;
    }

    private static ReadOnlySpan<double> PowersOfTen =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
#endif

    /// <summary>Returns the significant digits of a finite float that is not negative, and the position of the decimal point.</summary>
    private static int ShortestDigits(double value, Span<byte> digits, out int point)
    {
        Span<byte> text = stackalloc byte[MaxDoubleBytes];
        text = text.Slice(0, FormatRoundTrip(value, text));
        int exponent = 0;
        int mark = text.IndexOf((byte)'E');
        if (mark >= 0)
        {
            Utf8Parser.TryParse(text.Slice(text[mark + 1] == '+' ? mark + 2 : mark + 1), out exponent, out _);
            text = text.Slice(0, mark);
        }

        int dot = text.IndexOf((byte)'.');
        point = (dot < 0 ? text.Length : dot) + exponent;
        int count = 0;
        foreach (byte digit in text)
        {
            if (digit == '.')
            {
                continue;
            }

            if (count == 0 && digit == '0')
            {
                point--;
                continue;
            }

            digits[count++] = digit;
        }

        while (count > 0 && digits[count - 1] == '0')
        {
            count--;
        }

        if (count == 0)
        {
            digits[0] = (byte)'0';
            point = 1;
            return 1;
        }

        return count;
    }

    private static int FormatRoundTrip(double value, Span<byte> destination)
    {
#if NET8_0_OR_GREATER
        value.TryFormat(destination, out int written, default, CultureInfo.InvariantCulture);
        return written;
#else
        // "R" is not the shortest form on every runtime that can load this build.
        string text = "";
        for (int precision = 1; precision <= 17; precision++)
        {
            text = value.ToString("E" + (precision - 1), CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture).Equals(value))
            {
                break;
            }
        }

        return Append(Encoding.ASCII.GetBytes(text), destination);
#endif
    }

    private static int CountDigits(ReadOnlySpan<byte> text, int start)
    {
        int i = start;
        while (i < text.Length && (uint)(text[i] - '0') <= 9)
        {
            i++;
        }

        return i - start;
    }

    private static int Append(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        text.CopyTo(destination);
        return text.Length;
    }
}
