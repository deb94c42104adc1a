using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.Tests.Json;

/// <summary>Untrusted text that people read.</summary>
public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain héllo 😀", "plain héllo 😀")]
    [InlineData("a\r\nb\tc\0", "a\\u000d\\u000ab\\u0009c\\u0000")]
    [InlineData("\u001b[31mred\u009b", "\\u001b[31mred\\u009b")]
    [InlineData("a\u2028b\u2029c\u0085d", "a\\u2028b\\u2029c\\u0085d")]
    [InlineData("gnp\u202eexe.\u200bx\ufeff", "gnp\\u202eexe.\\u200bx\\ufeff")]
    [InlineData("\U000E0041", "\\udb40\\udc41")]
    [InlineData("", "")]
    public void Whatever_is_invisible_or_ends_a_line_is_escaped(string text, string shown) =>
        SafeText.OneLine(text, 100).ShouldBe(shown);

    // The arguments of an attribute cannot contain them.
    [Fact]
    public void Lone_surrogates_are_escaped() => SafeText.OneLine("\ud800x\udc00", 100).ShouldBe("\\ud800x\\udc00");

    [Theory]
    [InlineData("12345", "12345")]
    [InlineData("123456", "12345…")]
    [InlineData("1234😀", "1234…")]
    [InlineData("123😀", "123😀")]
    [InlineData("1\n", "1…")]
    public void What_is_longer_is_cut_between_characters(string text, string shown) =>
        SafeText.OneLine(text, 5).ShouldBe(shown);
}
