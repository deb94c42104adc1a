using AgentWire.Tool.Conformance;

namespace AgentWire.Tool.Tests;

public class CommandWordsTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData(" a\t b  c ", "a|b|c")]
    [InlineData("a 'b c' d", "a|b c|d")]
    [InlineData("a \"b c\" d", "a|b c|d")]
    [InlineData("--x='b c'd", "--x=b cd")]
    [InlineData("a '' \"\"", "a||")]
    [InlineData("a \"it's\" '\"'", "a|it's|\"")]
    [InlineData("a 'b\\c' \"\\\"b\\n\\\\\\\"\"", "a|b\\c|\"b\\n\\\"")]
    [InlineData("my\\ program a\\'b", "my program|a'b")]
    [InlineData("a $HOME *.txt | b", "a|$HOME|*.txt|||b")]
    public void A_command_is_split_as_a_shell_splits_it(string command, string words) =>
        string.Join('|', CommandWords.Split(command, isWindows: false)).ShouldBe(words);

    [Theory]
    [InlineData(@"C:\bin\a.exe x\y", @"C:\bin\a.exe|x\y")]
    [InlineData("\"C:\\Program Files\\\\a\" \\\"", "C:\\Program Files\\\\a|\"")]
    public void A_backslash_separates_folders_on_Windows(string command, string words) =>
        string.Join('|', CommandWords.Split(command, isWindows: true)).ShouldBe(words);

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b\\\"")]
    [InlineData("")]
    [InlineData("  ")]
    public void A_command_without_sense_is_refused(string command) =>
        Should.Throw<UsageException>(() => CommandWords.Split(command));
}
