namespace AgentWire.Docs.Tests;

/// <summary>Every C# sample of every page compiles, runs, and prints what the page says.</summary>
public sealed class SampleTests
{
    private const string Sample = "```csharp\nConsole.WriteLine(AgentWire.Walrus.WalrusWire.Server.TypeName);\n```\n";
    private const string Printed = "\n```text\nServerMessage\n```\n";

    // Their blocks are the files of several projects. AgentWire.Packages.Tests follows them.
    private static readonly string[] WalkThrough = ["docs/your-own-protocol.md", "docs/second-version.md"];

    public static TheoryData<string> Pages => [.. Page.Names.Except(WalkThrough)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Its_samples_print_what_it_says(string page) => Check(Page.Load(page));

    [Fact]
    public void The_pages_of_all_folders_are_among_them() =>
        new[] { "README.md", "docs/README.md", "samples/README.md", "spec/walrus/REFERENCE.md" }
            .Concat(WalkThrough)
            .ShouldBeSubsetOf(Page.Names);

    [Theory]
    [InlineData("")]
    [InlineData("This prints\n")]
    public void A_sample_that_holds_passes(string between) => Check(new Page(Sample + between + Printed));

    [Theory]
    [InlineData("Console.WriteLine", "Console.WriteLin")]
    [InlineData("\nServerMessage", "\nClientMessage")]
    [InlineData(Printed, "")]
    [InlineData("```text", "```json")]
    [InlineData("```text", "One paragraph.\n\nAnother one.\n\n```text")]
    [InlineData("```csharp", "```cs")]
    [InlineData("```csharp", "```C#")]
    [InlineData("```csharp", "- In a list:\n\n  ```csharp")]
    public void A_broken_one_is_found(string right, string wrong)
    {
        string page = (Sample + Printed).Replace(right, wrong, StringComparison.Ordinal);
        Should.Throw<ShouldAssertException>(() => Check(new Page(page)));
    }

    private static void Check(Page page)
    {
        foreach (CSharpSample sample in CSharpSample.In(page))
        {
            sample.Run().Split('\n').ShouldBe(sample.Printed.Split('\n'));
        }
    }
}
