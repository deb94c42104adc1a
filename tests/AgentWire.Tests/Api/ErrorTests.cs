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
        (error.Dialect, error.TypeName).ShouldBe(("walrus", "ClientMessage"));
        error.ToString().ShouldBe($"wrong_type at /session (byte 25): {error.Message}");
        error.Message.ShouldBe("expected an integer from 0 to 18446744073709551615, found the string \"abc\"");

        WireException exception = error.ToException();
        exception.Error.ShouldBe(error);
        (exception.Code, exception.Pointer, exception.ByteOffset).ShouldBe(
            (error.Code, error.Pointer, error.ByteOffset)
        );
        (exception.Dialect, exception.TypeName).ShouldBe((error.Dialect, error.TypeName));
        exception.Message.ShouldBe($"walrus ClientMessage: {error}");
        Refused("[]").ToString().ShouldStartWith("wrong_type at (root) (byte 0): ");
    }

    [Fact]
    public void A_default_error_is_none()
    {
        WireError none = default;
        (none.Code, none.Pointer, none.Dialect, none.TypeName, none.Message).ShouldBe(
            (WireErrorCode.None, "", "", "", "")
        );
        none.ToString().ShouldBe("none at (root) (byte 0): ");
        WalrusWire.Client.TryRead("""{"type":"ping"}"""u8, out _, out WireError error).ShouldBeTrue();
        error.ShouldBe(none);
    }

    [Theory]
    [InlineData("0.5", "the number 0.5")]
    [InlineData("9.5", "the number 9.5")]
    [InlineData("-1.5", "the number -1.5")]
    [InlineData("{}", "an object")]
    [InlineData("[]", "an array")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("null", "null")]
    [InlineData("naz{", "naz")]
    [InlineData("naz`", "naz")]
    [InlineData("?", "?")]
    [InlineData("\u0080", "the byte 0xc2")]
    [InlineData("\u0001", "\\u0001")]
    [InlineData("\"a\u2028\u0085\"", "the string \"a\\u2028\\u0085\"")]
    public void A_message_says_what_was_found(string value, string found) =>
        Refused($$"""{"type":"kill","session":{{value}}""").Message.ShouldEndWith($", found {found}");

    [Theory]
    [InlineData(30, "x", "", "")]
    [InlineData(31, "x", "", "…")]
    [InlineData(29, "x", "é", "…")]
    [InlineData(30, "x", "é", "…")]
    [InlineData(28, "x", "😀", "…")]
    [InlineData(27, "x", "😀y", "…")]
    public void An_excerpt_has_32_bytes_and_no_part_of_a_character(int count, string piece, string end, string dots)
    {
        string text = "\"" + string.Concat(Enumerable.Repeat(piece, count)) + end;
        byte[] whole = System.Text.Encoding.UTF8.GetBytes(text + "\"");
        int shown = whole.Length <= 32 ? whole.Length : 32;
        while (shown < whole.Length && (whole[shown] & 0xC0) == 0x80)
        {
            shown--;
        }

        string excerpt = System.Text.Encoding.UTF8.GetString(whole, 0, shown) + dots;
        Refused($$"""{"type":"kill","session":{{text}}"}""").Message.ShouldEndWith($", found the string {excerpt}");
    }

    [Theory]
    [InlineData("~/", "~0~1")]
    [InlineData("\\u0061\\n", "a\n")]
    public void A_pointer_names_a_member_as_RFC_6901_says(string name, string segment) =>
        Refused($$"""{"type":"kill","session":1,"{{name}}":?}""").Pointer.ShouldBe($"/{segment}");

    [Theory]
    [InlineData(100, "", "")]
    [InlineData(101, "", "…")]
    [InlineData(98, "😀", "")]
    [InlineData(98, "😀y", "😀…")]
    [InlineData(99, "😀", "…")]
    public void A_pointer_cuts_a_long_name_between_characters(int count, string end, string shownEnd)
    {
        string name = new string('x', count) + end;
        string shown = name.Length <= 100 ? name : new string('x', Math.Min(count, 100)) + shownEnd;
        Refused($$"""{"type":"kill","session":1,"{{name}}":?}""").Pointer.ShouldBe($"/{shown}");
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
