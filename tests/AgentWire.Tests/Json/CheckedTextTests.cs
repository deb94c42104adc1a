using System.Globalization;
using AgentWire.CompilerServices;

namespace AgentWire.Tests.Json;

/// <summary>Strings of a certain form, which keep their text: JSON Pointers, dates and times.</summary>
public sealed class CheckedTextTests
{
    [Fact]
    public void A_date_is_accepted_exactly_if_the_calendar_has_it()
    {
        for (int year = 1; year <= 9999; year += year is > 2030 or < 1890 ? 97 : 1)
        {
            for (int month = 0; month <= 13; month++)
            {
                for (int day = 0; day <= 32; day++)
                {
                    string text = string.Format(CultureInfo.InvariantCulture, "{0:D4}-{1:D2}-{2:D2}", year, month, day);
                    bool exists = DateTime.TryParseExact(
                        text,
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out _
                    );
                    Reads<DateTextFormat>(text).ShouldBe(exists, text);
                }
            }
        }
    }

    [Theory]
    [InlineData("0000-02-29", true)]
    [InlineData("2026-1-02", false)]
    [InlineData("2026-01-02 ", false)]
    [InlineData("+026-01-02", false)]
    [InlineData("２026-01-02", false)]
    [InlineData("2026/01/02", false)]
    public void A_date_has_one_form(string text, bool isDate) => Reads<DateTextFormat>(text).ShouldBe(isDate);

    [Theory]
    [InlineData("00:00:00Z", true)]
    [InlineData("23:59:59.999999999999Z", true)]
    [InlineData("23:59:60Z", true)]
    [InlineData("00:29:60+00:30", true)]
    [InlineData("23:29:60-00:30", true)]
    [InlineData("15:59:60-08:00", true)]
    [InlineData("23:59:60+00:01", false)]
    [InlineData("12:00:60Z", false)]
    [InlineData("23:59:61Z", false)]
    [InlineData("03:04:05z", false)]
    [InlineData("03:04:05", false)]
    [InlineData("03:04:05.", false)]
    [InlineData("03:04:05.Z", false)]
    [InlineData("03:04:05+0100", false)]
    [InlineData("03:04:05+01", false)]
    [InlineData("03:04:05+01:60", false)]
    [InlineData("03:04:05 Z", false)]
    [InlineData("03:60:05Z", false)]
    [InlineData("3:04:05Z", false)]
    [InlineData("", false)]
    public void A_time_has_an_offset(string text, bool isTime)
    {
        Reads<TimeTextFormat>(text).ShouldBe(isTime);
        Reads<DateTimeTextFormat>($"2026-01-02T{text}").ShouldBe(isTime);
        Reads<DateTimeTextFormat>($"2026-02-29T{text}").ShouldBeFalse();
        Reads<DateTimeTextFormat>($"2026-01-02t{text}").ShouldBeFalse();
        Reads<DateTimeTextFormat>($"2026-01-02{text}").ShouldBeFalse();
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("/", true)]
    [InlineData("//a", true)]
    [InlineData("/~0~1~01", true)]
    [InlineData("/\n\u0000é", true)]
    [InlineData("a", false)]
    [InlineData("/~", false)]
    [InlineData("/~2", false)]
    [InlineData("/a~/b", false)]
    [InlineData("#/a", false)]
    [InlineData("\n/a", false)]
    public void A_pointer_begins_with_a_slash_and_escapes_tildes(string text, bool isPointer) =>
        Reads<JsonPointerTextFormat>(text).ShouldBe(isPointer);

    [Fact]
    public void A_long_pointer_takes_one_pass() =>
        Reads<JsonPointerTextFormat>("/" + string.Concat(Enumerable.Repeat("~0", 1_000_000))).ShouldBeTrue();

    /// <summary>Returns whether a format reads a string, which it then also writes.</summary>
    private static bool Reads<TFormat>(string text)
        where TFormat : struct, IWireFormat<string>
    {
        WireCodec<string> codec = GeneratedContract.CreateCodec<string, TFormat>("made-up", "Text");
        string json = System.Text.Json.JsonSerializer.Serialize(text);
        bool isRead = codec.TryRead(json, out string? value, out WireError error);
        if (isRead)
        {
            value.ShouldBe(text);
            codec.Read(codec.ToUtf8Bytes(text)).ShouldBe(text);
        }
        else
        {
            error.Code.ShouldBe(WireErrorCode.InvalidValue);
            Should
                .Throw<WireException>(() => codec.ToUtf8Bytes(text))
                .Error.Code.ShouldBe(WireErrorCode.NotRepresentable);
        }

        return isRead;
    }
}
