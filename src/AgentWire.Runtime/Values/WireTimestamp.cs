using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire;

/// <summary>
/// An instant to the nanosecond, in UTC, from year 0 to year 9999. On the wire it is RFC 3339 with <c>Z</c> and the fewest
/// of 0, 3, 6 or 9 fractional digits that are exact.
/// </summary>
[JsonConverter(typeof(WireTimestampConverter))]
public readonly struct WireTimestamp : IEquatable<WireTimestamp>, IComparable<WireTimestamp>
{
    /// <summary>Room enough for what is written.</summary>
    internal const int MaxBytes = 32;

    // Of the text of a second, "2026-01-31T23:59:59", as many bytes count; three words are quicker to copy.
    private const int SecondBytes = 19;
    private const int SecondRoom = 24;

    // The second that the thread wrote last, as events of a stream share it: its text, and a number that stands for it.
    [ThreadStatic]
    private static byte[]? _lastText;

    [ThreadStatic]
    private static long _lastSecond;

    private const int NanosecondsPerSecond = 1_000_000_000;
    private const int NanosecondsPerTick = 100;
    private const int SecondsPerDay = 86_400;
    private const long MinSeconds = -62_167_219_200;
    private const long YearOneSeconds = -62_135_596_800;
    private const long MaxSeconds = 253_402_300_799;
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private WireTimestamp(long unixSeconds, int nanoseconds)
    {
        UnixSeconds = unixSeconds;
        Nanoseconds = nanoseconds;
    }

    /// <summary>Whole seconds since 1970-01-01T00:00:00Z, rounded down; negative before that.</summary>
    public long UnixSeconds { get; }

    /// <summary>Nanoseconds since then: 0 to 999,999,999; 1,000,000,000 to 1,999,999,999 within a leap second, which follows
    /// <see cref="UnixSeconds"/>.</summary>
    public int Nanoseconds { get; }

    /// <summary>The instant of Unix seconds and nanoseconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Before year 0 or after year 9999, or nanoseconds outside 0 to 999,999,999;
    /// to 1,999,999,999 in the last second of a minute, which a leap second can follow.</exception>
    public static WireTimestamp FromUnix(long seconds, int nanoseconds = 0)
    {
        if (seconds is < MinSeconds or > MaxSeconds)
        {
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "Years 0 to 9999.");
        }

        bool endsMinute = (seconds - MinSeconds) % 60 == 59;
        return nanoseconds >= 0 && nanoseconds < (endsMinute ? 2 : 1) * NanosecondsPerSecond
            ? new(seconds, nanoseconds)
            : throw new ArgumentOutOfRangeException(
                nameof(nanoseconds),
                nanoseconds,
                "From 0 to 999,999,999; in a leap second to 1,999,999,999."
            );
    }

    /// <summary>The same instant; exact.</summary>
    public static WireTimestamp FromDateTimeOffset(DateTimeOffset value)
    {
        long ticks = value.UtcTicks - Epoch.Ticks;
        long seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out long rest);
        return rest < 0
            ? new(seconds - 1, (int)(rest + TimeSpan.TicksPerSecond) * NanosecondsPerTick)
            : new(seconds, (int)rest * NanosecondsPerTick);
    }

    /// <summary>The instant cut to the 100 nanoseconds that .NET can hold; a leap second becomes the second after it, and what is
    /// out of .NET's range becomes the nearest instant in it.</summary>
    public DateTimeOffset ToDateTimeOffset()
    {
        if (UnixSeconds < YearOneSeconds)
        {
            return DateTimeOffset.MinValue;
        }

        DateTime second = Epoch.AddSeconds(UnixSeconds);
        return new(second.AddTicks(Math.Min(Nanoseconds / NanosecondsPerTick, (DateTime.MaxValue - second).Ticks)));
    }

    /// <summary>Reads RFC 3339 with any offset; digits beyond the ninth of a fraction are dropped.</summary>
    /// <returns>False where the text is no such time, or not within years 0 to 9999.</returns>
    public static bool TryParse(string? text, out WireTimestamp value)
    {
        value = default;
        return text is not null && TryParse(Encoding.UTF8.GetBytes(text), out value);
    }

    /// <summary>The instant as it stands on the wire.</summary>
    public override string ToString()
    {
        byte[] buffer = new byte[MaxBytes];
        return Encoding.ASCII.GetString(buffer, 0, Format(buffer));
    }

    /// <inheritdoc/>
    public bool Equals(WireTimestamp other) => UnixSeconds == other.UnixSeconds && Nanoseconds == other.Nanoseconds;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is WireTimestamp other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        SeededHash hash = default;
        hash.Add(UnixSeconds);
        hash.Add(Nanoseconds);
        return hash.Value;
    }

    /// <inheritdoc/>
    public int CompareTo(WireTimestamp other)
    {
        int order = UnixSeconds.CompareTo(other.UnixSeconds);
        return order != 0 ? order : Nanoseconds.CompareTo(other.Nanoseconds);
    }

    /// <summary>True for the same instant.</summary>
    public static bool operator ==(WireTimestamp left, WireTimestamp right) => left.Equals(right);

    /// <summary>True for different instants.</summary>
    public static bool operator !=(WireTimestamp left, WireTimestamp right) => !left.Equals(right);

    /// <summary>True where the left instant is earlier.</summary>
    public static bool operator <(WireTimestamp left, WireTimestamp right) => left.CompareTo(right) < 0;

    /// <summary>True where the left instant is later.</summary>
    public static bool operator >(WireTimestamp left, WireTimestamp right) => left.CompareTo(right) > 0;

    /// <summary>True where the left instant is not later.</summary>
    public static bool operator <=(WireTimestamp left, WireTimestamp right) => left.CompareTo(right) <= 0;

    /// <summary>True where the left instant is not earlier.</summary>
    public static bool operator >=(WireTimestamp left, WireTimestamp right) => left.CompareTo(right) >= 0;

    internal static bool TryParse(ReadOnlySpan<byte> text, out WireTimestamp value)
    {
        value = default;
        if (
            text.Length < 20
            || !Digits(text, 0, 4, out int year)
            || text[4] != '-'
            || !Digits(text, 5, 2, out int month)
            || text[7] != '-'
            || !Digits(text, 8, 2, out int day)
            || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')
            || !Digits(text, 11, 2, out int hour)
            || text[13] != ':'
            || !Digits(text, 14, 2, out int minute)
            || text[16] != ':'
            || !Digits(text, 17, 2, out int second)
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

        text = text.Slice(19);
        if (!TakeFraction(ref text, out int nanoseconds) || !TryParseOffset(text, out int offsetSeconds))
        {
            return false;
        }

        // As in the reference, a leap second is the second before it, with a second's nanoseconds more.
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

    internal int Format(Span<byte> destination)
    {
        bool isLeap = Nanoseconds >= NanosecondsPerSecond;
        int fraction = isLeap ? Nanoseconds - NanosecondsPerSecond : Nanoseconds;
        TextOfSecond(UnixSeconds, isLeap).CopyTo(destination);
        int length = SecondBytes;
        if (fraction > 0)
        {
            // Three digits, six or nine: as many as it takes.
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

    /// <summary>The text of a second, made only where it is not that of the thread's last call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> TextOfSecond(long unixSeconds, bool isLeap)
    {
        // No second is 0, which stands for none.
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
}
