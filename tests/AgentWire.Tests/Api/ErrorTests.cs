using System.Text.RegularExpressions;
using AgentWire.Walrus;

namespace AgentWire.Tests.Api;

public sealed class ErrorTests
{
    private static WireError Refused(string json)
    {
        WalrusWire.Client.TryRead(System.Text.Encoding.UTF8.GetBytes(json), out _, out WireError error).ShouldBeFalse();
        return error;
    }

    [Fact]
    public void A_code_s_name_is_its_C_sharp_name_in_snake_case()
    {
        foreach (WireErrorCode code in Enum.GetValues<WireErrorCode>())
        {
            string snake = Regex.Replace(code.ToString(), "(?<!^)([A-Z])", "_$1").ToLowerInvariant();
            code.ToWireName().ShouldBe(snake.Replace("utf8", "utf8", StringComparison.Ordinal));
        }

        Should.Throw<ArgumentOutOfRangeException>(() => ((WireErrorCode)99).ToWireName());
    }

    [Fact]
    public void An_exception_says_what_the_error_says()
    {
        WireError error = Refused("""{"type":"kill","session":"abc"}""");
        (error.Code, error.Pointer, error.ByteOffset).ShouldBe((WireErrorCode.WrongType, "/session", 25));
        (error.Dialect, error.Type).ShouldBe(("walrus", "ClientMessage"));
        error.ToString().ShouldBe($"wrong_type at /session (byte 25): {error.Message}");
        error.Message.ShouldBe("expected an integer from 0 to 18446744073709551615, found the string \"abc\"");

        WireException exception = error.ToException();
        exception.Error.ShouldBe(error);
        (exception.Code, exception.Pointer, exception.ByteOffset).ShouldBe(
            (error.Code, error.Pointer, error.ByteOffset)
        );
        (exception.Dialect, exception.Type).ShouldBe((error.Dialect, error.Type));
        exception.Message.ShouldBe($"walrus ClientMessage: {error}");
        Refused("[]").ToString().ShouldStartWith("wrong_type at (root) (byte 0): ");
    }

    [Fact]
    public void A_default_error_is_none()
    {
        WireError none = default;
        (none.Code, none.Pointer, none.Dialect, none.Type, none.Message).ShouldBe((WireErrorCode.None, "", "", "", ""));
        none.ToString().ShouldBe("none at (root) (byte 0): ");
        WalrusWire.Client.TryRead("""{"type":"ping"}"""u8, out _, out WireError error).ShouldBeTrue();
        error.ShouldBe(none);
    }

    [Theory]
    [InlineData("{\"type\":\"kill\",\"session\":\"{0}\"}")]
    [InlineData("{\"type\":\"kill\",\"session\":1{0}}")]
    [InlineData("{\"type\":\"kill\",\"session\":1,\"{0}\":nul}")]
    [InlineData("{\"type\":\"kill\",\"session\":1,\"x\":tru{0}}")]
    [InlineData("{\"type\":{\"{0}\":1},\"session\":1}")]
    public void An_error_echoes_no_more_than_an_excerpt(string json)
    {
        foreach (string filler in new[] { "0", "e", "é", "日", "😀", "\\n" })
        {
            string text = string.Concat(Enumerable.Repeat(filler, 5000));
            string shown = Refused(json.Replace("{0}", text, StringComparison.Ordinal)).ToException().Message;
            shown.Length.ShouldBeLessThan(1000);
            shown.ShouldNotContain("\ufffd");
            shown.ShouldNotContain("\n");
        }
    }
}
