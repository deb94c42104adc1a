using System.Buffers;
using System.Runtime.CompilerServices;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire;

/// <summary>Parses and formats times.</summary>
public readonly partial struct WireTimestamp
{
    /// <summary>Enough room for any formatted time.</summary>
    internal const int MaxBytes = 32;

    // The number of bytes of a second, as in "2026-01-31T23:59:59". Copying three words is faster.
    private const int SecondBytes = 19;
    private const int SecondRoom = 24;

    // The second that the thread wrote last, because the events of a stream share it: its text, and a number that identifies it.
    [ThreadStatic]
    private static byte[]? _lastText;

    [ThreadStatic]
    private static long _lastSecond;

    // Text of this length needs no allocated memory. Only a fraction with many digits is longer.
    private const int ShortText = 64;
    private const int MaxShownText = 64;

    /// <summary>Parses an RFC 3339 time with any offset. Fractional digits after the ninth are dropped.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="FormatException">The text is not such a time, or its time is not within the years 0 to 9999.</exception>
    public static WireTimestamp Parse(string text) =>
        Parse((text ?? throw new ArgumentNullException(nameof(text))).AsSpan());

    /// <summary>Parses an RFC 3339 time with any offset. Fractional digits after the ninth are dropped.</summary>
    /// <exception cref="FormatException">The text is not such a time, or its time is not within the years 0 to 9999.</exception>
    public static WireTimestamp Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out WireTimestamp value)
            ? value
            : throw NoTime(text.Slice(0, Math.Min(text.Length, MaxShownText + 1)).ToString());

    /// <summary>Parses an RFC 3339 time with any offset. Fractional digits after the ninth are dropped.</summary>
    /// <exception cref="FormatException">The text is not such a time, or its time is not within the years 0 to 9999.</exception>
    public static WireTimestamp Parse(ReadOnlySpan<byte> utf8) =>
        TryParse(utf8, out WireTimestamp value) ? value : throw NoTime(Utf8Text.GetStart(utf8, MaxShownText));

    /// <summary>Tries to parse an RFC 3339 time with any offset. Fractional digits after the ninth are dropped.</summary>
    /// <returns>True if the text was parsed; false if it is not such a time, or not within the years 0 to 9999.</returns>
    public static bool TryParse(string? text, out WireTimestamp value) => TryParse(text.AsSpan(), out value);

    /// <summary>Tries to parse an RFC 3339 time with any offset. Fractional digits after the ninth are dropped.</summary>
    /// <returns>True if the text was parsed; false if it is not such a time, or not within the years 0 to 9999.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out WireTimestamp value)
    {
        byte[]? rented = text.Length > ShortText ? ArrayPool<byte>.Shared.Rent(text.Length) : null;
        Span<byte> ascii = rented is null ? stackalloc byte[ShortText] : rented;
        value = default;
        bool isTime =
            Utf8Text.TryNarrow(text, ascii) && TryParse((ReadOnlySpan<byte>)ascii.Slice(0, text.Length), out value);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return isTime;
    }

    /// <summary>Tries to parse an RFC 3339 time with any offset. Fractional digits after the ninth are dropped.</summary>
    /// <returns>True if the text was parsed; false if it is not such a time, or not within the years 0 to 9999.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out WireTimestamp value)
    {
        value = default;
        if (
            utf8.Length < 20
            || !Digits(utf8, 0, 4, out int year)
            || utf8[4] != '-'
            || !Digits(utf8, 5, 2, out int month)
            || utf8[7] != '-'
            || !Digits(utf8, 8, 2, out int day)
            || utf8[10] is not ((byte)'T' or (byte)'t' or (byte)' ')
            || !Digits(utf8, 11, 2, out int hour)
            || utf8[13] != ':'
            || !Digits(utf8, 14, 2, out int minute)
            || utf8[16] != ':'
            || !Digits(utf8, 17, 2, out int second)
            || month is < 1 or > 12
            || day < 1
            || day > CivilDate.DaysIn(year, month)
            || hour > 23
            || minute > 59
            || second > 60
        )
        {
            return false;
        }

        utf8 = utf8.Slice(19);
        if (!TakeFraction(ref utf8, out int nanoseconds) || !TryParseOffset(utf8, out int offsetSeconds))
        {
            return false;
        }

        // As in the reference, a leap second is the second before it with additional nanoseconds.
        bool isLeap = second == 60;
        long seconds =
            MinSeconds
            + ((long)CivilDate.ToDays(year, month, day) * SecondsPerDay)
            + (((hour * 60) + minute) * 60)
            + (isLeap ? 59 : second)
            - offsetSeconds;
        if (seconds is < MinSeconds or > MaxSeconds)
        {
            return false;
        }

        value = new(seconds, isLeap ? nanoseconds + NanosecondsPerSecond : nanoseconds);
        return true;
    }

    /// <summary>Tries to write the time in its wire form.</summary>
    /// <param name="destination">The destination. At most 30 characters are needed.</param>
    /// <param name="charsWritten">The number of characters written.</param>
    /// <returns>True if the time was written; false, with nothing written, if the destination is too short.</returns>
    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        Span<byte> buffer = stackalloc byte[MaxBytes];
        int length = Format(buffer);
        charsWritten = length <= destination.Length ? length : 0;
        for (int i = 0; i < charsWritten; i++)
        {
            destination[i] = (char)buffer[i];
        }

        return charsWritten > 0;
    }

    /// <summary>Tries to write the time in its wire form.</summary>
    /// <param name="utf8Destination">The destination. At most 30 bytes are needed.</param>
    /// <param name="bytesWritten">The number of bytes written.</param>
    /// <returns>True if the time was written; false, with nothing written, if the destination is too short.</returns>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten)
    {
        Span<byte> buffer = stackalloc byte[MaxBytes];
        int length = Format(buffer);
        bytesWritten = buffer.Slice(0, length).TryCopyTo(utf8Destination) ? length : 0;
        return bytesWritten > 0;
    }

    /// <summary>Returns the time in its wire form.</summary>
    public override string ToString()
    {
        Span<byte> buffer = stackalloc byte[MaxBytes];
        return Utf8Text.GetString(buffer.Slice(0, Format(buffer)));
    }

    internal int Format(Span<byte> destination)
    {
        bool isLeap = Nanoseconds >= NanosecondsPerSecond;
        int fraction = isLeap ? Nanoseconds - NanosecondsPerSecond : Nanoseconds;
        TextOfSecond(UnixSeconds, isLeap).CopyTo(destination);
        int length = SecondBytes;
        if (fraction > 0)
        {
            // Three, six or nine digits, whichever is the fewest that are exact.
            destination[length] = (byte)'.';
            PutTriple(fraction / 1_000_000, destination, length + 1);
            length += 4;
            int nanoseconds = fraction % 1_000_000;
            if (nanoseconds > 0)
            {
                PutTriple(nanoseconds / 1_000, destination, length);
                length += 3;
                nanoseconds %= 1_000;
                if (nanoseconds > 0)
                {
                    PutTriple(nanoseconds, destination, length);
                    length += 3;
                }
            }
        }

        destination[length] = (byte)'Z';
        return length + 1;
    }

    private static bool TakeFraction(ref ReadOnlySpan<byte> text, out int nanoseconds)
    {
        nanoseconds = 0;
        if (text[0] != '.')
        {
            return true;
        }

        int digits = 0;
        int scale = NanosecondsPerSecond;
        while (digits + 1 < text.Length && (uint)(text[digits + 1] - '0') <= 9)
        {
            scale /= 10;
            nanoseconds += (text[digits + 1] - '0') * scale;
            digits++;
        }

        text = text.Slice(digits + 1);
        return digits > 0;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.Length == 1)
        {
            return text[0] is (byte)'Z' or (byte)'z';
        }

        if (
            text.Length != 6
            || text[0] is not ((byte)'+' or (byte)'-')
            || text[3] != ':'
            || !Digits(text, 1, 2, out int hours)
            || !Digits(text, 4, 2, out int minutes)
            || hours > 23
            || minutes > 59
        )
        {
            return false;
        }

        seconds = ((hours * 60) + minutes) * (text[0] == '-' ? -60 : 60);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, int start, int count, out int value)
    {
        value = 0;
        foreach (byte digit in text.Slice(start, count))
        {
            uint number = (uint)(digit - '0');
            if (number > 9)
            {
                return false;
            }

            value = (value * 10) + (int)number;
        }

        return true;
    }

    /// <summary>Returns the text of a second. It is created only if it differs from that of the thread's last call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> TextOfSecond(long unixSeconds, bool isLeap)
    {
        // No second has the number 0, which means that there is none.
        long second = ((unixSeconds - MinSeconds + 1) * 2) + (isLeap ? 1 : 0);
        if (_lastSecond != second)
        {
            _lastSecond = 0;
            _lastText ??= new byte[SecondRoom];
            FormatSecond(unixSeconds, isLeap, _lastText);
            _lastSecond = second;
        }

        return new ReadOnlySpan<byte>(_lastText, 0, SecondRoom);
    }

    private static void FormatSecond(long unixSeconds, bool isLeap, Span<byte> destination)
    {
        int days = (int)Math.DivRem(unixSeconds - MinSeconds, SecondsPerDay, out long secondOfDay);
        (int year, int month, int day) = CivilDate.FromDays(days);
        int time = (int)secondOfDay;
        PutPair(year / 100, destination, 0);
        PutPair(year % 100, destination, 2);
        destination[4] = (byte)'-';
        PutPair(month, destination, 5);
        destination[7] = (byte)'-';
        PutPair(day, destination, 8);
        destination[10] = (byte)'T';
        PutPair(time / 3600, destination, 11);
        destination[13] = (byte)':';
        PutPair(time / 60 % 60, destination, 14);
        destination[16] = (byte)':';
        PutPair((time % 60) + (isLeap ? 1 : 0), destination, 17);
    }

    private static void PutTriple(int value, Span<byte> destination, int index)
    {
        destination[index] = (byte)('0' + (value / 100));
        PutPair(value % 100, destination, index + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutPair(int value, Span<byte> destination, int index)
    {
        destination[index] = (byte)('0' + (value / 10));
        destination[index + 1] = (byte)('0' + (value % 10));
    }

    private static FormatException NoTime(string text) =>
        new($"Expected an RFC 3339 time of the years 0 to 9999, found \"{SafeText.OneLine(text, MaxShownText)}\".");
}
