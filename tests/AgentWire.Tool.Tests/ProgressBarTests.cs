using AgentWire.Tool.Reports;
using Spectre.Console;

namespace AgentWire.Tool.Tests;

public class ProgressBarTests
{
    [Fact]
    public void The_bar_names_the_files_and_takes_them_in_turn()
    {
        using var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
                Out = new AnsiConsoleOutput(text),
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
                progress(100);
                done.Add(file);
            }
        );
        done.ShouldBe(["logs/[a].ndjson", "b.ndjson"]);
        text.ToString().ShouldContain("100%");
    }

    [Fact]
    public void Without_a_terminal_there_is_none() =>
        ProgressBar.Suits(long.MaxValue).ShouldBe(!Console.IsOutputRedirected);
}
