using System.Text;

namespace AgentWire.Benchmarks.Traffic;

/// <summary>Texts of models and tools, which are the same in each run.</summary>
internal sealed class Prose(int seed)
{
    private static readonly string[] Words =
    [
        " the",
        " a",
        " to",
        " of",
        " and",
        " in",
        " is",
        " it",
        " that",
        " for",
        " with",
        " this",
        " as",
        " on",
        " be",
        " can",
        " you",
        " not",
        " will",
        " file",
        " function",
        " error",
        " test",
        " line",
        " value",
        " returns",
        " because",
        " should",
        " request",
        " response",
        " server",
        " client",
        " message",
        " configuration",
        " instead",
        " however",
        " implementation",
        " `reader.rs`",
        " `main()`",
        " let's",
        " doesn't",
        " I'll",
        " first",
        " second",
        " change",
        " run",
    ];

    private static readonly string[] OtherWords =
    [
        " für",
        " möglich",
        " größer",
        " déjà",
        " número",
        " naïve",
        " “quoted”",
        " —",
        " …",
        " →",
        " 你好",
        "世界",
        "関数",
        "です",
        " ошибка",
        " файл",
        " ✅",
        " 🚇",
    ];

    private static readonly string[] Punctuation = [".", ",", ":", ".\n\n", "\n- ", " (", ")", "\n```\n", " \"", "\""];

    private static readonly string[] CodeLines =
    [
        "    let mut reader = BufReader::new(File::open(&path)?);",
        "\tif err != nil {",
        "        return Err(Error::new(ErrorKind::InvalidData, \"unexpected end\"));",
        "  \"name\": \"agent-wire\",",
        "  \"version\": \"0.4.1\",",
        "fn is_leap(y: u32) -> bool { y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) }",
        "src/date.rs:41: assertion failed: left == right",
        "2026-06-12T09:00:00Z  INFO request finished status=200 elapsed_ms=14",
        "// The caller has checked the length.",
        "}",
        "",
        "test date::tests::leap_years ... ok",
        "C:\\projects\\wire\\src\\main.cs(12,8): warning CS0168",
    ];

    private readonly Random _random = new(seed);

    public int Between(int min, int max) => _random.Next(min, max + 1);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public string Pick(params ReadOnlySpan<string> choices) => choices[_random.Next(choices.Length)];

    /// <summary>Returns a part of an answer: one to four tokens.</summary>
    public string Delta()
    {
        StringBuilder text = new();
        for (int words = Between(1, 4); words > 0; words--)
        {
            text.Append(Chance(0.05) ? Pick(OtherWords) : Pick(Words));
        }

        return text.Append(Chance(0.2) ? Pick(Punctuation) : "").ToString();
    }

    public string Paragraph(int deltas) => string.Concat(Enumerable.Range(0, deltas).Select(_ => Delta())).TrimStart();

    /// <summary>Returns the output of a tool: one to eight kilobytes of code, logs and listings. Short outputs are more frequent.</summary>
    public string ToolOutput()
    {
        int length = (int)(1024 * Math.Pow(8, _random.NextDouble()));
        StringBuilder text = new();
        while (text.Length < length)
        {
            text.Append(Pick(CodeLines)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Returns the arguments of a tool call, as a model writes them.</summary>
    public string Arguments() =>
        Pick(
            $$"""{"path": "src/module_{{Between(1, 99)}}.rs", "start": {{Between(1, 400)}}, "end": {{Between(401, 900)}}}""",
            $$"""{"command": "grep -rn \"{{Pick(Words).Trim()}}\" src/", "timeout": {{Between(5, 120)}}}""",
            $$"""{"query": "{{Paragraph(3)
                .ReplaceLineEndings(" ")
                .Replace("\"", "", StringComparison.Ordinal)}}", "limit": {{Between(1, 20)}}}"""
        );

    /// <summary>Returns such arguments in pieces, as they are streamed. No piece ends within a character.</summary>
    public IEnumerable<string> ArgumentPieces() =>
        Arguments().EnumerateRunes().Chunk(16).Select(piece => string.Concat(piece));

    /// <summary>Returns such arguments as a value.</summary>
    public RawJson Input() => RawJson.Parse(Arguments());

    public string Clock() => $"{Between(0, 23):00}:{Between(0, 59):00}:{Between(0, 59):00}";
}
