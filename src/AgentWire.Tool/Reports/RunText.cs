using System.Globalization;
using AgentWire.AgUi;
using AgentWire.Runs;
using AgentWire.Tool.Conformance;
using Spectre.Console;

namespace AgentWire.Tool.Reports;

/// <summary>What becomes of a stream of events, for people.</summary>
internal static class RunText
{
    private const int LabelWidth = 10;

    public static void Write(IAnsiConsole console, RunReport report)
    {
        console.Write(
            new Text(
                RunReport.NameOf(report.Outcome),
                report.Outcome == RunOutcome.Finished ? TextReport.Good : TextReport.Bad
            )
        );
        console.WriteLine(report.Violation is { } violation ? $": {violation.RuleName}" : "");
        if (report.Violation is not null)
        {
            console.WriteLine(report.Violation.Message);
        }

        Line(
            console,
            "runs",
            report.Runs.Count == 0 ? "none" : string.Join(", ", report.Runs.Select(RunReport.NameOf))
        );
        Line(console, "state", Excerpt.Of(report.End.State.Utf8));
        Section(console, "Warnings", report.Warnings.Select(warning => warning.Message));
        Section(console, "Messages", report.End.Messages, AgUiWire.Message);
        Section(console, "Pending interrupts", report.End.PendingInterrupts, AgUiWire.Interrupt);
        Section(console, "Events after the expansion of chunks", report.Events, AgUiWire.Server);
    }

    private static void Section<T>(IAnsiConsole console, string title, IEnumerable<T> items, WireCodec<T> codec)
        where T : notnull => Section(console, title, items.Select(item => Excerpt.Of(codec.ToUtf8Bytes(item))));

    private static void Section(IAnsiConsole console, string title, IEnumerable<string> items)
    {
        string[] lines = [.. items];
        if (lines.Length == 0)
        {
            return;
        }

        console.WriteLine();
        console.Write(
            new Text($"{title}: {lines.Length.ToString("N0", CultureInfo.InvariantCulture)}", TextReport.Strong)
        );
        console.WriteLine();
        foreach (string line in lines)
        {
            console.WriteLine("  " + line);
        }
    }

    private static void Line(IAnsiConsole console, string label, string text) =>
        console.WriteLine(label.PadRight(LabelWidth) + text);
}
