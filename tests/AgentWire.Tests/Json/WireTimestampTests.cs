using System.Text.Json;

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
    }

    [Theory]
    [InlineData("")]
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
    public void Other_text_is_refused(string? text) => WireTimestamp.TryParse(text, out _).ShouldBeFalse();

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

    [Fact]
    public void It_has_an_order_and_value_equality()
    {
        WireTimestamp earlier = WireTimestamp.FromUnix(1, 999_999_999);
        WireTimestamp later = WireTimestamp.FromUnix(2);
        (earlier < later).ShouldBeTrue();
        (earlier >= later).ShouldBeFalse();
        (earlier == WireTimestamp.FromUnix(1, 999_999_999)).ShouldBeTrue();
        (earlier != later).ShouldBeTrue();
    }

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
}
