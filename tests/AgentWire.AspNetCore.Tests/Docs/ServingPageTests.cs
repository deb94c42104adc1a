using System.Text.RegularExpressions;
using AgentWire.Tests.Docs;

namespace AgentWire.AspNetCore.Tests.Docs;

/// <summary>Every C# sample of docs/serving.md compiles, runs, and prints what the page says.</summary>
public sealed class ServingPageTests
{
    [Fact]
    public void Its_samples_print_what_it_says()
    {
        string page = File.ReadAllText(Path.Combine(Session.Root, "docs/serving.md"));
        MatchCollection samples = Regex.Matches(
            page,
            "```csharp\n(?<code>.*?)```\n+```text\n(?<printed>.*?)```",
            RegexOptions.Singleline
        );
        samples.Count.ShouldBe(Regex.Count(page, "```csharp"));
        foreach (Match sample in samples)
        {
            CSharpSample.Run(sample.Groups["code"].Value).ShouldBe(sample.Groups["printed"].Value);
        }
    }
}
