using System.Text.RegularExpressions;

namespace AgentWire.Tests.Docs;

/// <summary>Every C# sample in the documentation compiles and runs.</summary>
public sealed class DocumentationSampleTests
{
    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Root, "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string Root
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Protocol.sln")))
            {
                folder = folder.Parent;
            }

            return folder.FullName;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Its_samples_run(string page)
    {
        foreach (
            Match sample in Regex.Matches(
                File.ReadAllText(Path.Combine(Root, page)),
                "```csharp\n(.*?)```",
                RegexOptions.Singleline
            )
        )
        {
            CSharpSample.Run(sample.Groups[1].Value);
        }
    }

    [Fact]
    public void The_README_shows_what_its_sample_prints()
    {
        string readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        string sample = Regex.Match(readme, "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        foreach (string line in CSharpSample.Run(sample).TrimEnd('\n').Split('\n'))
        {
            readme.ShouldContain($"`{line}`");
        }
    }

    [Fact]
    public void A_sample_that_does_not_compile_is_found() =>
        Should.Throw<ShouldAssertException>(() => CSharpSample.Run("AgentWire.Walrus.NoSuchType x = null;"));
}
