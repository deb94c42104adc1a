using System.Text;

namespace AgentWire.Streaming.Tests.Logs;

public sealed class PositionTests
{
    [Theory]
    [InlineData("a", 0, "a-0")]
    [InlineData("k3f9", 12, "k3f9-12")]
    [InlineData("Z09", long.MaxValue, "Z09-9223372036854775807")]
    [InlineData("01234567890123456789012345678901", 1, "01234567890123456789012345678901-1")]
    public void Its_text_names_it(string epoch, long number, string text)
    {
        WireLogPosition position = new(epoch, number);
        position.ToString().ShouldBe(text);
        WireLogPosition.TryParse(text, out WireLogPosition parsed).ShouldBeTrue();
        parsed.ShouldBe(position);

        Span<byte> utf8 = stackalloc byte[WireLogPosition.MaxTextLength];
        position.TryFormat(utf8, out int written).ShouldBeTrue();
        Encoding.UTF8.GetString(utf8.Slice(0, written)).ShouldBe(text);
        position.TryFormat(utf8.Slice(0, text.Length), out written).ShouldBeTrue();
        for (int length = 0; length < text.Length; length++)
        {
            position.TryFormat(utf8.Slice(0, length), out written).ShouldBeFalse();
            written.ShouldBe(0);
        }
    }

    [Fact]
    public void The_longest_text_has_the_length_that_the_constant_says() =>
        new WireLogPosition(new string('x', WireLogPosition.MaxEpochLength), long.MaxValue)
            .ToString()
            .Length.ShouldBe(WireLogPosition.MaxTextLength);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("a-")]
    [InlineData("-1")]
    [InlineData("a1")]
    [InlineData("a-01")]
    [InlineData("a-00")]
    [InlineData("a-+1")]
    [InlineData("a--1")]
    [InlineData("a- 1")]
    [InlineData("a-1 ")]
    [InlineData(" a-1")]
    [InlineData("a-1\n")]
    [InlineData("a-1,0")]
    [InlineData("a-9223372036854775808")]
    [InlineData("a-1-2")]
    [InlineData("é-1")]
    [InlineData("a_b-1")]
    [InlineData("012345678901234567890123456789012-1")]
    public void Other_text_is_no_position(string? text)
    {
        WireLogPosition.TryParse(text, out WireLogPosition position).ShouldBeFalse();
        position.ShouldBe(default);
    }

    [Fact]
    public void A_very_long_text_is_no_position() =>
        WireLogPosition.TryParse($"a-{new string('1', 1_000_000)}", out _).ShouldBeFalse();

    [Fact]
    public void A_position_is_checked_when_it_is_made()
    {
        Should.Throw<ArgumentNullException>(() => new WireLogPosition(null!, 1));
        Should.Throw<ArgumentException>(() => new WireLogPosition("", 1));
        Should.Throw<ArgumentException>(() => new WireLogPosition("a-b", 1));
        Should.Throw<ArgumentException>(() => new WireLogPosition(new string('x', 33), 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new WireLogPosition("a", -1));
    }
}
