using System.Text.RegularExpressions;

namespace AgentWire.Packages.Tests.Pages;

/// <summary>A block of code of a page.</summary>
/// <param name="Language">The language, such as <c>sh</c>.</param>
/// <param name="Text">The lines of the block, each with its end.</param>
/// <param name="Before">The text between the last block and this one.</param>
/// <param name="Line">The number of the line in which the block begins.</param>
internal sealed partial record PageBlock(string Language, string Text, string Before, int Line)
{
    /// <summary>Gets the paragraph before the block.</summary>
    public string Paragraph => Before.Trim().Split("\n\n")[^1];

    /// <summary>Gets the name of the file in the paragraph before the block, or null.</summary>
    public string? File => CodeSpan().Matches(Paragraph).LastOrDefault()?.Groups["code"].Value;

    /// <summary>Returns the blocks of a page, and the text after the last one.</summary>
    public static (IReadOnlyList<PageBlock> Blocks, string End) In(string page)
    {
        List<PageBlock> blocks = [];
        int end = 0;
        foreach (Match block in Fenced().Matches(page))
        {
            int line = page.AsSpan(0, block.Index).Count('\n') + 1;
            string before = page[end..block.Index];
            blocks.Add(new PageBlock(block.Groups["language"].Value, block.Groups["text"].Value, before, line));
            end = block.Index + block.Length;
        }

        return (blocks, page[end..]);
    }

    [GeneratedRegex("^```(?<language>\\w*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex CodeSpan();
}
