using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentWire.Shared.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace AgentWire.Tests.Json;

public sealed class WireTimestampTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05.120Z", "2026-01-02T03:04:05.120Z")]
    [InlineData("2026-01-02T03:04:05.1Z", "2026-01-02T03:04:05.100Z")]
    [InlineData("2026-01-02T03:04:05.000001Z", "2026-01-02T03:04:05.000001Z")]
    [InlineData("2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05.123456789Z")]
    [InlineData("2026-01-02T03:04:05.1234567891Z", "2026-01-02T03:04:05.123456789Z")]
    [InlineData(
        "2026-01-02T03:04:05.12345678999999999999999999999999999999999999999999999999999999+01:00",
        "2026-01-02T02:04:05.123456789Z"
    )]
    [InlineData("2026-01-02T03:04:05.000000000Z", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02t03:04:05z", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05+05:30", "2026-01-01T21:34:05Z")]
    [InlineData("2025-12-31T23:30:00-01:00", "2026-01-01T00:30:00Z")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z")]
    [InlineData("2016-12-31T23:59:60.5+00:00", "2016-12-31T23:59:60.500Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+00:01", "0000-12-31T23:59:00Z")]
    [InlineData("0000-02-29T01:02:03.5Z", "0000-02-29T01:02:03.500Z")]
    [InlineData("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z")]
    public void It_is_written_in_UTC_with_the_fewest_digits(string text, string expected)
    {
        WireTimestamp.TryParse(text, out WireTimestamp value).ShouldBeTrue();
        value.ToString().ShouldBe(expected);
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        WireTimestamp.TryParse(text.AsSpan(), out WireTimestamp ofSpan).ShouldBeTrue();
        WireTimestamp.TryParse(utf8, out WireTimestamp ofUtf8).ShouldBeTrue();
        new[]
        {
            ofSpan,
            ofUtf8,
            WireTimestamp.Parse(text),
            WireTimestamp.Parse(text.AsSpan()),
            WireTimestamp.Parse(utf8),
        }.ShouldAllBe(each => each == value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-02T03:04:05\u0100Z")]
    [InlineData("\u0132026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05.00000000000000000000000000000000000000000000000000000000000000000000000\u00e9Z")]
    [InlineData("2026-01-02T03:04:05.00000000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(null)]
    [InlineData("2026-01-02")]
    [InlineData("2026-01-02T03:04:05")]
    [InlineData("2026-01-02T03:04:05.Z")]
    [InlineData("2026-13-02T03:04:05Z")]
    [InlineData("2026-02-29T03:04:05Z")]
    [InlineData("2026-01-02T24:04:05Z")]
    [InlineData("2026-01-02T03:04:61Z")]
    [InlineData("2026-01-02T03:04:05+24:00")]
    [InlineData("2026-01-02T03:04:05+0530")]
    [InlineData("2026-01-02T03:04:05Z ")]
    [InlineData("2026-01-02T03:04:-5Z")]
    [InlineData("0000-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    public void Other_text_is_refused(string? text)
    {
        WireTimestamp.TryParse(text, out WireTimestamp value).ShouldBeFalse();
        value.ShouldBe(default);
        WireTimestamp.TryParse(text.AsSpan(), out value).ShouldBeFalse();
        WireTimestamp.TryParse(Encoding.UTF8.GetBytes(text ?? ""), out value).ShouldBeFalse();
        value.ShouldBe(default);
        Should.Throw<FormatException>(() => WireTimestamp.Parse(text.AsSpan()));
        Should.Throw<FormatException>(() => WireTimestamp.Parse(Encoding.UTF8.GetBytes(text ?? "")));
    }

    [Fact]
    public void The_error_shows_the_text_escaped_and_cut()
    {
        string text = "soon\n" + new string('\u00e9', 1_000_000);
        string message = Should.Throw<FormatException>(() => WireTimestamp.Parse(text)).Message;
        message.ShouldStartWith(
            "Expected an RFC 3339 time of the years 0 to 9999, found \"soon\\u000a\u00e9\u00e9",
            Case.Sensitive
        );
        message.ShouldEndWith("\u00e9…\".");
        message.Length.ShouldBeLessThan(200);
        Should
            .Throw<FormatException>(() => WireTimestamp.Parse(Encoding.UTF8.GetBytes(text)))
            .Message.ShouldBe(message);
        Should.Throw<FormatException>(() => WireTimestamp.Parse([0xFF])).Message.ShouldEndWith("found \"\uFFFD\".");
        Should.Throw<ArgumentNullException>(() => WireTimestamp.Parse((string)null!));
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05Z")]
    [InlineData("2016-12-31T23:59:60.250Z")]
    [InlineData("0000-01-01T00:00:00.000000001Z")]
    public void It_is_formatted_into_what_is_long_enough_and_nothing_else(string text)
    {
        WireTimestamp value = WireTimestamp.Parse(text);
        for (int length = 0; length <= text.Length + 5; length++)
        {
            char[] chars = [.. Enumerable.Repeat('#', length)];
            byte[] bytes = [.. Enumerable.Repeat((byte)'#', length)];
            bool fits = length >= text.Length;
            value.TryFormat(chars, out int charsWritten).ShouldBe(fits);
            value.TryFormat(bytes, out int bytesWritten).ShouldBe(fits);
            (charsWritten, bytesWritten).ShouldBe(fits ? (text.Length, text.Length) : (0, 0));
            string expected = fits ? text.PadRight(length, '#') : new string('#', length);
            new string(chars).ShouldBe(expected);
            Encoding.ASCII.GetString(bytes).ShouldBe(expected);
        }
    }

    [Fact]
    public void Now_is_what_the_clock_says()
    {
        WireTimestamp
            .UtcNow(new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(5)))
            .ToString()
            .ShouldBe("1970-01-01T00:00:00.005Z");
        Should.Throw<ArgumentNullException>(() => WireTimestamp.UtcNow(null!));
    }

    /// <summary>The interfaces of .NET, which the netstandard2.0 build that the tests are compiled against does not have.</summary>
    [BuildFact(LibraryBuilds.Net10 | LibraryBuilds.Net8)]
    public void Code_for_any_value_of_text_reads_and_writes_it() =>
        new Action(ReadAndWriteAsText<long>)
            .Method.GetGenericMethodDefinition()
            .MakeGenericMethod(typeof(WireTimestamp))
            .CreateDelegate<Action>()();

    private static void ReadAndWriteAsText<T>()
        where T : ISpanParsable<T>, IUtf8SpanParsable<T>, IUtf8SpanFormattable, IFormattable
    {
        const string Text = "2026-01-02T03:04:05.120Z";
        T value = Read<T>(Text);
        value.ShouldBe((T)(object)WireTimestamp.Parse(Text));
        ReadUtf8<T>("2026-01-02T03:04:05.12Z"u8).ShouldBe(value);
        string.Create(CultureInfo.InvariantCulture, $"at {value} and {value:G}").ShouldBe($"at {Text} and {Text}");
        Written(value, default).ShouldBe(Text);
        value.ToString("g", null).ShouldBe(Text);
        Should.Throw<FormatException>(() => value.ToString("O", null));
        Should.Throw<FormatException>(() => Written(value, "O"));
        Should.Throw<FormatException>(() => string.Create(CultureInfo.InvariantCulture, $"{value:yyyy}"));
        TryRead<T>("now").ShouldBeFalse();
        Should.Throw<FormatException>(() => Read<T>("now"));
    }

    private static T Read<T>(string text)
        where T : ISpanParsable<T>
    {
        T value = T.Parse(text, CultureInfo.InvariantCulture);
        T.Parse(text.AsSpan(), null).ShouldBe(value);
        T.TryParse(text, null, out T? again).ShouldBeTrue();
        again.ShouldBe(value);
        return value;
    }

    private static bool TryRead<T>(string text)
        where T : ISpanParsable<T>, IUtf8SpanParsable<T> =>
        T.TryParse(text, null, out _)
        || T.TryParse(text.AsSpan(), null, out _)
        || T.TryParse(Encoding.UTF8.GetBytes(text), null, out _);

    private static T ReadUtf8<T>(ReadOnlySpan<byte> utf8)
        where T : IUtf8SpanParsable<T>
    {
        T value = T.Parse(utf8, null);
        T.TryParse(utf8, null, out T? again).ShouldBeTrue();
        again.ShouldBe(value);
        return value;
    }

    private static string Written(IUtf8SpanFormattable value, string? format)
    {
        byte[] bytes = new byte[64];
        value.TryFormat(bytes, out int length, format, null).ShouldBeTrue();
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>The second that was written last is cached. Another second must not use it.</summary>
    [Fact]
    public void It_is_written_alike_whatever_came_before()
    {
        string[] texts =
        [
            "2016-12-31T23:59:59Z",
            "2016-12-31T23:59:59.250Z",
            "2016-12-31T23:59:60Z",
            "2016-12-31T23:59:60.250Z",
            "2017-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
        ];
        foreach (string before in texts)
        {
            foreach (string text in texts)
            {
                Written(before).ShouldBe(before);
                Written(text).ShouldBe(text);
            }
        }
    }

    [Fact]
    public void It_is_written_alike_whatever_other_threads_write()
    {
        const int Threads = 4;
        int wrong = 0;
        Parallel.For(
            0,
            Threads,
            new ParallelOptions { MaxDegreeOfParallelism = Threads },
            number =>
            {
                string text = $"2026-01-02T03:04:{number:00}Z";
                for (int i = 0; i < 50_000; i++)
                {
                    Interlocked.Add(ref wrong, Written(text) == text ? 0 : 1);
                }
            }
        );
        wrong.ShouldBe(0);
    }

    [Fact]
    public void It_comes_from_DateTimeOffset_without_loss_and_goes_back_cut_to_ticks()
    {
        DateTimeOffset time = new DateTimeOffset(1969, 12, 31, 23, 59, 59, TimeSpan.FromHours(2)).AddTicks(1_234_567);
        WireTimestamp value = WireTimestamp.FromDateTimeOffset(time);
        value.ToString().ShouldBe("1969-12-31T21:59:59.123456700Z");
        value.ToDateTimeOffset().ShouldBe(time);
        WireTimestamp.FromUnix(0, 199).ToDateTimeOffset().ShouldBe(DateTimeOffset.UnixEpoch.AddTicks(1));
        WireTimestamp.FromUnix(-62_167_219_200).ToDateTimeOffset().ShouldBe(DateTimeOffset.MinValue);
        WireTimestamp
            .FromUnix(253_402_300_799, 1_999_999_999)
            .ToDateTimeOffset()
            .ShouldBe(DateTimeOffset.MaxValue.ToUniversalTime());
    }

    [Theory]
    [InlineData(0, 0, "1970-01-01T00:00:00.0000000Z")]
    [InlineData(0, 100, "1970-01-01T00:00:00.0000001Z")]
    [InlineData(-1, 0, "1969-12-31T23:59:59.0000000Z")]
    [InlineData(-1, 999_999_900, "1969-12-31T23:59:59.9999999Z")]
    [InlineData(-62_135_596_800, 0, "0001-01-01T00:00:00.0000000Z")]
    [InlineData(-62_135_596_800, 100, "0001-01-01T00:00:00.0000001Z")]
    [InlineData(253_402_300_799, 999_999_900, "9999-12-31T23:59:59.9999999Z")]
    public void It_is_the_instant_of_a_DateTimeOffset(long seconds, int nanoseconds, string round)
    {
        DateTimeOffset time = DateTimeOffset.Parse(round, CultureInfo.InvariantCulture);
        WireTimestamp value = WireTimestamp.FromDateTimeOffset(time);
        (value.UnixSeconds, value.Nanoseconds).ShouldBe((seconds, nanoseconds));
        value.ToDateTimeOffset().ShouldBe(time);
    }

    [Theory]
    [InlineData(-62_167_219_200, 0, true)]
    [InlineData(-62_167_219_201, 0, false)]
    [InlineData(253_402_300_799, 1_999_999_999, true)]
    [InlineData(253_402_300_800, 0, false)]
    [InlineData(0, -1, false)]
    [InlineData(0, 999_999_999, true)]
    [InlineData(0, 1_000_000_000, false)]
    [InlineData(58, 1_000_000_000, false)]
    [InlineData(59, 1_000_000_000, true)]
    [InlineData(59, 2_000_000_000, false)]
    [InlineData(60, 1_000_000_000, false)]
    [InlineData(-1, 1_999_999_999, true)]
    public void Unix_time_has_its_bounds(long seconds, int nanoseconds, bool isIn)
    {
        if (isIn)
        {
            WireTimestamp value = WireTimestamp.FromUnix(seconds, nanoseconds);
            (value.UnixSeconds, value.Nanoseconds).ShouldBe((seconds, nanoseconds));
        }
        else
        {
            Should.Throw<ArgumentOutOfRangeException>(() => WireTimestamp.FromUnix(seconds, nanoseconds));
        }
    }

    [Theory]
    [InlineData(1, 999_999_999, 2, 0)]
    [InlineData(1, 5, 2, 5)]
    [InlineData(1, 5, 1, 6)]
    [InlineData(-1, 0, 0, 0)]
    public void It_has_an_order_and_value_equality(
        long seconds,
        int nanoseconds,
        long laterSeconds,
        int laterNanoseconds
    )
    {
        WireTimestamp earlier = WireTimestamp.FromUnix(seconds, nanoseconds);
        WireTimestamp later = WireTimestamp.FromUnix(laterSeconds, laterNanoseconds);
        WireTimestamp same = WireTimestamp.FromUnix(seconds, nanoseconds);
        (earlier < later, later < earlier, earlier < same).ShouldBe((true, false, false));
        (earlier > later, later > earlier, earlier > same).ShouldBe((false, true, false));
        (earlier <= later, later <= earlier, earlier <= same).ShouldBe((true, false, true));
        (earlier >= later, later >= earlier, earlier >= same).ShouldBe((false, true, true));
        (earlier == later, earlier == same).ShouldBe((false, true));
        (earlier != later, earlier != same).ShouldBe((true, false));
        earlier.GetHashCode().ShouldBe(same.GetHashCode());
    }

    [Fact]
    public void Every_day_of_four_centuries_is_the_platform_s()
    {
        for (DateTime day = new(1900, 1, 1); day.Year < 2301; day = day.AddDays(1))
        {
            string text = day.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            WireTimestamp.TryParse(text, out WireTimestamp value).ShouldBeTrue(text);
            value.UnixSeconds.ShouldBe((long)(day - DateTime.UnixEpoch).TotalSeconds, text);
            value.ToString().ShouldBe(text);
        }
    }

    [Theory]
    [InlineData("0000-02-29", true)]
    [InlineData("1600-02-29", true)]
    [InlineData("1900-02-29", false)]
    [InlineData("2000-02-29", true)]
    [InlineData("2000-02-30", false)]
    [InlineData("2023-02-29", false)]
    [InlineData("9996-02-29", true)]
    [InlineData("2026-04-31", false)]
    [InlineData("2026-07-31", true)]
    [InlineData("2026-08-31", true)]
    [InlineData("2026-09-31", false)]
    [InlineData("2026-12-31", true)]
    [InlineData("2026-12-32", false)]
    [InlineData("2026-01-00", false)]
    [InlineData("2026-00-01", false)]
    public void A_day_is_one_of_its_month_s(string day, bool exists) =>
        WireTimestamp.TryParse($"{day}T00:00:00Z", out _).ShouldBe(exists);

    [Fact]
    public void Instants_that_differ_mostly_hash_apart() =>
        new[] { (0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (31, 0) }
            .Select(unix => WireTimestamp.FromUnix(unix.Item1, unix.Item2).GetHashCode())
            .ShouldBeUnique();

    [Fact]
    public void JsonSerializer_carries_it_in_its_wire_form()
    {
        WireTimestamp value = WireTimestamp.FromUnix(0, 5);
        JsonSerializer.Serialize(value).ShouldBe("\"1970-01-01T00:00:00.000000005Z\"");
        JsonSerializer.Deserialize<WireTimestamp>("\"1970-01-01T00:00:00.\\u003000000005Z\"").ShouldBe(value);
        Should
            .Throw<WireException>(() => JsonSerializer.Deserialize<WireTimestamp>("\"now\""))
            .Code.ShouldBe(WireErrorCode.InvalidValue);
    }

    private static string Written(string text) =>
        WireTimestamp.TryParse(text, out WireTimestamp value) ? value.ToString() : "";
}
