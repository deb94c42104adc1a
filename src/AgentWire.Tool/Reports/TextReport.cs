using System.Text;
using Spectre.Console;

namespace AgentWire.Tool.Reports;

/// <summary>Text for people: coloured and wrapped on a terminal, plain and never wrapped elsewhere.</summary>
internal static class TextReport
{
    private const int Unwrapped = 10_000;

    public static Style Strong { get; } = new(decoration: Decoration.Bold);

    public static Style Good { get; } = new(Color.Green);

    public static Style Bad { get; } = new(Color.Red);

    public static Style Doubtful { get; } = new(Color.Yellow);

    public static void Write(ResultOutput output, Action<IAnsiConsole> write)
    {
        if (output.IsTerminal)
        {
            write(AnsiConsole.Console);
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = Unwrapped;
        console.Profile.Capabilities.Unicode = true;
        write(console);

        // A table pads its lines to its width and adds a blank line, which is only noise in a file.
        string[] lines = text.ToString().Split('\n').Select(line => line.TrimEnd()).ToArray();
        output.WriteReport(Encoding.UTF8.GetBytes(string.Join('\n', lines).Trim('\n') + "\n"));
    }

    /// <summary>Writes a line without wrapping. The console's own layout would wrap it at the edge of the window.</summary>
    public static void Line(IAnsiConsole console, string text, Style? style = null)
    {
        if (style is not null && console.Profile.Capabilities.Ansi)
        {
            console.Write(new Text(text + "\n", style));
        }
        else
        {
            console.Profile.Out.Writer.WriteLine(text);
        }
    }

    public static Table Table(params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Simple).BorderStyle(Style.Plain);
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, Strong)));
        }

        return table;
    }
}
