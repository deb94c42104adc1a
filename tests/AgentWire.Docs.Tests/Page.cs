using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AgentWire.Docs.Tests;

/// <summary>A page of the repository, as its readers see it.</summary>
internal sealed class Page
{
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", "node_modules", "target"];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .Build();

    private readonly MarkdownDocument _document;

    public Page(string text) => _document = Markdown.Parse(text.ReplaceLineEndings("\n"), Pipeline);

    /// <summary>Gets all pages, by their paths from the root of the repository.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Find(new DirectoryInfo(Root))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string Root => RepositoryRoot.Path;

    /// <summary>Headings, paragraphs, tables and blocks of code, in order.</summary>
    public IReadOnlyList<Block> Blocks => _document;

    /// <summary>Gets the code blocks with a language, including those in lists and quotations.</summary>
    public IEnumerable<FencedCodeBlock> Code => _document.Descendants<FencedCodeBlock>();

    /// <summary>Gets the targets of links and images.</summary>
    public IEnumerable<string> Links => _document.Descendants<LinkInline>().Select(link => link.Url ?? "");

    /// <summary>Gets the anchors that a link to the page can refer to.</summary>
    public IEnumerable<string> Anchors =>
        _document.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? "");

    public static Page Load(string name) => new(File.ReadAllText(Path.Combine(Root, name)));

    private static IEnumerable<FileInfo> Find(DirectoryInfo folder) =>
        folder
            .EnumerateDirectories()
            .Where(inner => !NotOurs.Contains(inner.Name) && inner.Name[0] != '.')
            .SelectMany(Find)
            .Concat(folder.EnumerateFiles("*.md"));
}
