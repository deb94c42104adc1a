using System.Text.Json.Serialization;
using AgentWire.CompilerServices;

namespace AgentWire;

/// <summary>
/// An instant to the nanosecond, in UTC, from year 0 to year 9999. On the wire it is RFC 3339 with <c>Z</c> and the fewest
/// of 0, 3, 6 or 9 fractional digits that are exact.
/// </summary>
[JsonConverter(typeof(WireTimestampConverter))]
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

    /// <summary>The clock's present instant.</summary>
    /// <exception cref="ArgumentNullException">The clock is null.</exception>
    public static WireTimestamp UtcNow(TimeProvider clock) =>
        FromDateTimeOffset((clock ?? throw new ArgumentNullException(nameof(clock))).GetUtcNow());

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
}
