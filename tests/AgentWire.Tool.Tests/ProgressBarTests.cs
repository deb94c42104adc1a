using AgentWire.Tool.Reports;
using Spectre.Console;

namespace AgentWire.Tool.Tests;

public class ProgressBarTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void The_bar_names_the_files_and_takes_them_in_turn()
    {
        using var text = new StringWriter();
        var shown = TextWriter.Synchronized(text);
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
                Out = new AnsiConsoleOutput(shown),
            }
        );
        List<string> done = [];
        ProgressBar.Show(
            console,
            200,
            ["logs/[a].ndjson", "b.ndjson"],
            (file, progress) =>
            {
                progress(50);
                SpinWait.SpinUntil(() => IsShown(Path.GetFileName(file)), Patience).ShouldBeTrue();
                progress(100);
                done.Add(file);
            }
        );
        done.ShouldBe(["logs/[a].ndjson", "b.ndjson"]);
        IsShown("100%").ShouldBeTrue();

        bool IsShown(string what)
        {
            // The progress bar is drawn while this lock is held.
            lock (shown)
            {
                return text.ToString().Contains(what, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Without_a_terminal_there_is_none()
    {
        using var folder = new TemporaryFolder();
        string large = folder.Write(
            "large.ndjson",
            string.Concat(Enumerable.Repeat(new string(' ', 1 << 20) + "\n", 40))
        );
        ToolResult result = await ToolProcess.Run("", "check", "--dialect", "walrus", "--side", "server", large);
        result.Error.ShouldBeEmpty();
        result.Output.ShouldNotContain("\u001b");
        result.Output.ShouldNotContain("reading");
        result.Output.ShouldEndWith("40 lines (40 empty): 0 refused, 0 not canonical\n");
    }
}
