using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using AgentWire.CompilerServices;

namespace AgentWire;

/// <summary>
/// A time with nanosecond precision, in UTC, from year 0 to year 9999. On the wire, it has RFC 3339 format with <c>Z</c>, and 0,
/// 3, 6 or 9 fractional digits, whichever is the fewest that are exact.
/// </summary>
/// <example>
/// <code>
/// WireTimestamp time = WireTimestamp.FromUnix(1_767_323_045, 120_000_000);
/// string text = time.ToString(); // 2026-01-02T03:04:05.120Z
/// </code>
/// </example>
[JsonConverter(typeof(WireTimestampConverter))]
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct WireTimestamp : IEquatable<WireTimestamp>, IComparable<WireTimestamp>
{
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

    /// <summary>Gets the whole seconds since 1970-01-01T00:00:00Z, rounded down. They are negative before that time.</summary>
    public long UnixSeconds { get; }

    /// <summary>Gets the nanoseconds since <see cref="UnixSeconds"/>: 0 to 999,999,999, or 1,000,000,000 to 1,999,999,999 in the
    /// leap second that follows it.</summary>
    public int Nanoseconds { get; }

    /// <summary>Creates a time from Unix seconds and nanoseconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is before year 0 or after year 9999, or the nanoseconds are outside 0
    /// to 999,999,999. In the last second of a minute, which a leap second can follow, they can be up to 1,999,999,999.</exception>
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

    /// <summary>Creates a time from a <see cref="DateTimeOffset"/>. The conversion is exact.</summary>
    public static WireTimestamp FromDateTimeOffset(DateTimeOffset value)
    {
        long ticks = value.UtcTicks - Epoch.Ticks;
        long seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out long rest);
        return rest < 0
            ? new(seconds - 1, (int)(rest + TimeSpan.TicksPerSecond) * NanosecondsPerTick)
            : new(seconds, (int)rest * NanosecondsPerTick);
    }

    /// <summary>Returns the current time of a clock.</summary>
    /// <exception cref="ArgumentNullException">The clock is null.</exception>
    public static WireTimestamp UtcNow(TimeProvider clock) =>
        FromDateTimeOffset((clock ?? throw new ArgumentNullException(nameof(clock))).GetUtcNow());

    /// <summary>Returns the time with the precision of .NET, which is 100 nanoseconds; the rest is cut off. A leap second becomes the
    /// second after it, and a time outside the range of .NET becomes the nearest time in this range.</summary>
    public DateTimeOffset ToDateTimeOffset()
    {
        if (UnixSeconds < YearOneSeconds)
        {
            return DateTimeOffset.MinValue;
        }

        DateTime second = Epoch.AddSeconds(UnixSeconds);
        return new(second.AddTicks(Math.Min(Nanoseconds / NanosecondsPerTick, (DateTime.MaxValue - second).Ticks)));
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

    /// <summary>Returns true if the times are equal.</summary>
    public static bool operator ==(WireTimestamp left, WireTimestamp right) => left.Equals(right);

    /// <summary>Returns true if the times differ.</summary>
    public static bool operator !=(WireTimestamp left, WireTimestamp right) => !left.Equals(right);

    /// <summary>Returns true if the left time is earlier.</summary>
    public static bool operator <(WireTimestamp left, WireTimestamp right) => left.CompareTo(right) < 0;

    /// <summary>Returns true if the left time is later.</summary>
    public static bool operator >(WireTimestamp left, WireTimestamp right) => left.CompareTo(right) > 0;

    /// <summary>Returns true if the left time is not later.</summary>
    public static bool operator <=(WireTimestamp left, WireTimestamp right) => left.CompareTo(right) <= 0;

    /// <summary>Returns true if the left time is not earlier.</summary>
    public static bool operator >=(WireTimestamp left, WireTimestamp right) => left.CompareTo(right) >= 0;
}
