namespace AgentWire.Docs.Tests;

/// <summary>Checks that every link to the repository refers to an existing file or folder, and to a heading if it names one.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Pages => [.. Page.Names];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Its_links_lead_somewhere(string page) => Dead(page, Page.Load(page)).ShouldBeEmpty();

    [Fact]
    public void A_dead_link_is_found() =>
        Dead(
                "docs/page.md",
                new Page(
                    """
                    # One heading
                    [a file](streams.md) [a heading](streams.md#reading) [here](#one-heading) [a folder](../spec/walrus) <https://example.com>
                    [no file](nowhere.md) ![no picture](nowhere.svg) [no heading](streams.md#nowhere) [not here](#nowhere) [from the root](/README.md)
                    [out of the repository](../../README.md) `[no](link)`
                    """
                )
            )
            .ShouldBe(["nowhere.md", "nowhere.svg", "streams.md#nowhere", "#nowhere", "/README.md", "../../README.md"]);

    [Theory]
    [InlineData("README.md", "spec/")]
    [InlineData("docs/README.md", "../spec/")]
    public void A_start_page_links_every_dialect(string page, string folder) =>
        WireDialects
            .All.Select(dialect => $"{folder}{dialect.Name}/REFERENCE.md")
            .ShouldBeSubsetOf(Page.Load(page).Links);

    [Fact]
    public void The_start_page_links_every_page_beside_it() =>
        Page
            .Names.Where(name => name.StartsWith("docs/", StringComparison.Ordinal) && name != "docs/README.md")
            .Select(name => name["docs/".Length..])
            .ShouldBeSubsetOf(Page.Load("docs/README.md").Links);

    private static IEnumerable<string> Dead(string name, Page page) =>
        page.Links.Where(link => !link.Contains("://", StringComparison.Ordinal) && !Leads(name, page, link));

    private static bool Leads(string name, Page page, string link)
    {
        string[] parts = link.Split('#', 2);
        string target = parts[0].Length == 0 ? name : Resolve(name, parts[0]);
        string path = Path.Combine(Page.Root, target);
        return !target.StartsWith("..", StringComparison.Ordinal)
            && (target == name || File.Exists(path) || Directory.Exists(path))
            && (parts.Length == 1 || (target == name ? page : Page.Load(target)).Anchors.Contains(parts[1]));
    }

    /// <summary>Returns the target of a link, relative to the root of the repository.</summary>
    private static string Resolve(string name, string link) =>
        Path.GetRelativePath(
            Page.Root,
            Path.Combine(Page.Root, Path.GetDirectoryName(name)!, Uri.UnescapeDataString(link))
        );
}
