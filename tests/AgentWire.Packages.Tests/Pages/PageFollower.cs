using System.Diagnostics;

namespace AgentWire.Packages.Tests.Pages;

/// <summary>Follows a page as a reader does: creates its files, runs its commands, and compares what they print.</summary>
/// <remarks>
/// The blocks of code mean the following. A page with another block, or with text that is wrong, fails.
/// <list type="bullet">
/// <item><c>sh</c>: commands that must succeed. If the paragraph before says <c>leave it running</c>, a program that runs on,
/// until the page says <c>Ctrl+C</c>. Otherwise, it must end by itself.</item>
/// <item><c>text</c>: what the block before it prints. If the paragraph before ends with <c>prints:</c>, what the running
/// program has printed since the page last looked at it.</item>
/// <item><c>diff</c>: an edit of the file in the paragraph before.</item>
/// <item>others: the content of the file in the paragraph before. If the paragraph begins with <c>Create</c>, the file is
/// new; with <c>Replace</c>, it exists; otherwise, it already has this content.</item>
/// </list>
/// </remarks>
internal sealed class PageFollower : IDisposable
{
    private readonly FreshFolder _folder;
    private readonly string _directory;
    private readonly Dictionary<string, string> _environment;
    private RunningProgram? _running;

    // What the last command has printed; null if it runs on.
    private string? _printed;

    /// <param name="folder">The folder with the packages.</param>
    /// <param name="directory">The folder in it in which the reader works.</param>
    /// <param name="environment">Variables in addition to those of the folder.</param>
    public PageFollower(FreshFolder folder, string directory, params (string Name, string Value)[] environment)
    {
        _folder = folder;
        _directory = folder[directory];
        _environment = environment.ToDictionary(each => each.Name, each => each.Value);
        Directory.CreateDirectory(_directory);
    }

    public void Follow(string page)
    {
        (IReadOnlyList<PageBlock> blocks, string rest) = PageBlock.In(page.ReplaceLineEndings("\n"));
        foreach (PageBlock block in blocks)
        {
            StopIf(block.Before);
            Follow(block, $"line {block.Line}: {block.Paragraph}");
        }

        StopIf(rest);
        _running?.WaitForEnd();
    }

    /// <summary>Runs commands, and returns their exit code and output.</summary>
    public (int ExitCode, string Output) Run(string commands) => FreshFolder.TryRun(Command(commands));

    public void Dispose() => _running?.Dispose();

    private void Follow(PageBlock block, string place)
    {
        switch (block.Language)
        {
            case "sh" when block.Paragraph.Contains("leave it running", StringComparison.Ordinal):
                _running?.WaitForEnd();
                _running?.Dispose();
                _running = new RunningProgram(Command(block.Text));
                _printed = null;
                break;

            case "sh":
                (int exitCode, _printed) = Run(block.Text);
                exitCode.ShouldBe(0, $"{place}\n{_printed}");
                break;

            case "text":
                Printed(block, place).ShouldBe(block.Text, place);
                break;

            case "diff":
                Edit(block, place);
                break;

            default:
                Write(block, place);
                break;
        }
    }

    private string Printed(PageBlock block, string place)
    {
        if (_printed is { } printed && !block.Paragraph.EndsWith("prints:", StringComparison.Ordinal))
        {
            return printed;
        }

        _printed ??= "";
        return _running.ShouldNotBeNull(place).Take(block.Text.AsSpan().Count('\n'));
    }

    private void Edit(PageBlock block, string place)
    {
        string file = PathOf(block, place);
        string text = File.ReadAllText(file);
        string[] lines = block.Text.Split('\n')[..^1];
        lines.ShouldAllBe(line => line.Length > 0 && " +-".Contains(line[0]), place);
        string old = Side('-');
        text.Split(old).Length.ShouldBe(2, $"{place}\nThe lines occur once in the file.");
        File.WriteAllText(file, text.Replace(old, Side('+'), StringComparison.Ordinal));

        string Side(char sign) =>
            string.Concat(lines.Where(line => line[0] == ' ' || line[0] == sign).Select(line => $"{line[1..]}\n"));
    }

    private void Write(PageBlock block, string place)
    {
        string file = PathOf(block, place);
        string verb = block.Paragraph.Split(' ')[0];
        if (verb is "Create" or "Replace")
        {
            File.Exists(file).ShouldBe(verb == "Replace", place);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, block.Text);
        }
        else
        {
            File.ReadAllText(file).ShouldBe(block.Text, place);
        }
    }

    private string PathOf(PageBlock block, string place) => Path.Combine(_directory, block.File.ShouldNotBeNull(place));

    private void StopIf(string text)
    {
        if (text.Contains("Ctrl+C", StringComparison.Ordinal))
        {
            _running.ShouldNotBeNull("Nothing runs that could be stopped with Ctrl+C.").Dispose();
            _running = null;
        }
    }

    private ProcessStartInfo Command(string commands)
    {
        ProcessStartInfo start = _folder.Command(_directory, "sh", "-e", "-c", commands);
        foreach ((string name, string value) in _environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
