using System.Globalization;
using AgentWire.Tool.Conformance;
using Spectre.Console;

namespace AgentWire.Tool.Reports;

/// <summary>The result of a conformance run, for people.</summary>
internal static class ConformText
{
    private const int Shown = 20;

    private static readonly (string Title, Outcome Outcome)[] Columns =
    [
        ("Passed", Outcome.Passed),
        ("Failed", Outcome.Failed),
        ("Warned", Outcome.Warned),
        ("Known", Outcome.Known),
        ("Skipped", Outcome.Skipped),
    ];

    public static void Write(IAnsiConsole console, Run run)
    {
        if (run.Checks.Count > 0)
        {
            Types(console, run);
        }

        Section(console, "Failed", Of(run, Outcome.Failed), TextReport.Bad, InFull);
        Section(console, "Errors in the baseline", BaselineFaults(run), TextReport.Bad, line => [line]);
        Section(console, "Warnings (failures with --strict)", Of(run, Outcome.Warned), TextReport.Doubtful, InALine);
        Section(console, "Reasons for skipping", Skips(run), TextReport.Doubtful, line => [line]);
        Verdict(console, run);
    }

    private static void Types(IAnsiConsole console, Run run)
    {
        Table table = TextReport.Table(["Type", .. Columns.Select(column => column.Title)]);
        foreach (TableColumn column in table.Columns.Skip(1))
        {
            column.RightAligned().NoWrap();
        }

        foreach (var type in run.Checks.GroupBy(check => $"{check.Case.Dialect}.{check.Case.Type}"))
        {
            table.AddRow([
                new Text(type.Key),
                .. Columns.Select(column => N(type.Count(check => Counts(check, column.Outcome)))),
            ]);
        }

        if (table.Rows.Count > 1)
        {
            table.ShowFooters();
            table.Columns[0].Footer = new Text("total", TextReport.Strong);
            for (int i = 0; i < Columns.Length; i++)
            {
                Outcome outcome = Columns[i].Outcome;
                table.Columns[i + 1].Footer = new Text(
                    Number(run.Checks.Count(check => Counts(check, outcome))),
                    TextReport.Strong
                );
            }
        }

        console.Write(table);
    }

    // A check that passes although the baseline lists it fails the run.
    private static bool Counts(Check check, Outcome column) =>
        check.Outcome == column || (column == Outcome.Failed && check.Outcome == Outcome.Unexpected);

    private static void Section<T>(
        IAnsiConsole console,
        string title,
        IReadOnlyList<T> items,
        Style style,
        Func<T, IEnumerable<string>> lines
    )
    {
        if (items.Count == 0)
        {
            return;
        }

        TextReport.Line(console, $"{title}: {Number(items.Count)}", style);
        bool isFirst = true;
        foreach (string[] item in items.Take(Shown).Select(each => lines(each).ToArray()))
        {
            if (!isFirst && item.Length > 1)
            {
                TextReport.Line(console, "");
            }

            isFirst = false;
            foreach (string line in item)
            {
                TextReport.Line(console, $"  {line}");
            }
        }

        if (items.Count > Shown)
        {
            TextReport.Line(console, $"  ... and {Number(items.Count - Shown)} more (all with --format json)");
        }

        TextReport.Line(console, "");
    }

    private static List<Check> Of(Run run, Outcome outcome) => [.. run.Checks.Where(check => check.Outcome == outcome)];

    private static IEnumerable<string> InFull(Check check) =>
        [.. InALine(check), .. FailureText.Lines(check).Select(line => $"  {line}")];

    private static IEnumerable<string> InALine(Check check) => [$"{check.Id}: {check.Failure!.Message}"];

    private static List<string> BaselineFaults(Run run) =>
        [
            .. Of(run, Outcome.Unexpected)
                .Select(check => $"{check.Id}: passes; remove it from the list ({check.Listed})"),
            .. run.StaleEntries.Select(entry =>
                $"{Printable.Escape(entry.Pattern)}: no such check; correct or remove it ({entry})"
            ),
        ];

    private static List<string> Skips(Run run) =>
        [
            .. Of(run, Outcome.Skipped)
                .GroupBy(check => check.Skip!)
                .Select(reason => $"{Excerpt.Of(reason.Key)}: {Number(reason.Count())}"),
        ];

    private static void Verdict(IAnsiConsole console, Run run)
    {
        if (run.Broken is null && run.Count(Outcome.Failed) > 0)
        {
            TextReport.Line(
                console,
                run.Options.Baseline.File is { } file
                    ? $"To accept a failure for now, add its name to {Printable.Escape(file)}, with the reason after a #."
                    : "To accept a failure for now, write its name into a file, with the reason after a #, and use --baseline FILE."
            );
        }

        if (run.SkippedAll)
        {
            TextReport.Line(console, "The testee skipped every case, so the run shows nothing.");
        }

        if (run.AsOf is { } version)
        {
            TextReport.Line(
                console,
                $"As of version {version}: {Number(run.LeftOut, "case")} left out, because {(run.LeftOut == 1 ? "it has" : "they have")} something that this version does not know."
            );
        }

        string cases = run.Asked == run.Cases ? "" : $"{Number(run.Asked)} of ";
        string counts = string.Join(
            ", ",
            Columns.Select(column =>
                $"{Number(run.Checks.Count(check => Counts(check, column.Outcome)))} {column.Title.ToLowerInvariant()}"
            )
        );
        TextReport.Line(
            console,
            $"{(run.Conforms ? "conforms" : "does not conform")}: {cases}{Number(run.Cases, "case")}, {Number(run.Checks.Count, "check")}: {counts}",
            run.Conforms ? TextReport.Good : TextReport.Bad
        );
    }

    private static Text N(int number) => new(Number(number));

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(int number, string of) => $"{Number(number)} {of}{(number == 1 ? "" : "s")}";
}
