using System.Text.RegularExpressions;
using AgentWire.Tests.Docs;

namespace AgentWire.Streaming.Tests.Docs;

/// <summary>Every C# sample of docs/streams.md compiles, runs, and prints what the page says.</summary>
public sealed class StreamsPageTests
{
    private static string Page
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Protocol.sln")))
            {
                folder = folder.Parent;
            }

            return File.ReadAllText(Path.Combine(folder.FullName, "docs/streams.md"));
        }
    }

    [Fact]
    public void Its_samples_print_what_it_says()
    {
        MatchCollection samples = Regex.Matches(
            Page,
            "```csharp\n(?<code>.*?)```\n+```text\n(?<printed>.*?)```",
            RegexOptions.Singleline
        );
        samples.Count.ShouldBe(Regex.Count(Page, "```csharp"));
        foreach (Match sample in samples)
        {
            CSharpSample.Run(sample.Groups["code"].Value).ShouldBe(sample.Groups["printed"].Value);
        }
    }
}
