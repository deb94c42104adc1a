using System.Globalization;
using AgentWire.Tool.Checks;
using Spectre.Console;

namespace AgentWire.Tool.Reports;

/// <summary>The summary of a check, for people.</summary>
internal static class CheckText
{
    private const int ShownLines = 20;

    public static void Write(IAnsiConsole console, Checker check, bool strict, bool interrupted)
    {
        Tags(console, check);
        if (check.Files.Count(file => file.WasRead) > 1)
        {
            Files(console, check);
        }

        Findings(console, "Refused", check.Refused, TextReport.Bad);
        Findings(console, "Not canonical", check.NotCanonical, strict ? TextReport.Bad : TextReport.Doubtful);
        Findings(console, "Unknown to the contract, but kept", check.Unknown, TextReport.Doubtful);
        Findings(console, $"Unknown to version {check.Peer?.Version}", check.UnknownToPeer, TextReport.Bad);
        Verdict(console, check, strict, interrupted);
    }

    private static void Tags(IAnsiConsole console, Checker check)
    {
        var known = check.Codec.Tags.ToHashSet(StringComparer.Ordinal);
        List<(string Name, Tally Tally)> rows = check
            .Tags.Where(tag => tag.Value.Messages > 0)
            .Select(tag => (known.Contains(tag.Key) ? tag.Key : $"{Printable.Escape(tag.Key)} (unknown)", tag.Value))
            .OrderByDescending(row => row.Value.Messages)
            .ThenBy(row => row.Item1, StringComparer.Ordinal)
            .ToList();
        if (check.OtherTags.Messages > 0)
        {
            rows.Add((known.Count == 0 ? check.Codec.TypeName : "(others, unknown)", check.OtherTags));
        }

        long messages = rows.Sum(row => row.Tally.Messages);
        long bytes = rows.Sum(row => row.Tally.Bytes);
        Table table = TextReport.Table(check.Codec.TypeName, "Messages", "Share", "Bytes");
        RightAlign(table);
        foreach ((string name, Tally tally) in rows)
        {
            table.AddRow(name.AsCell(), N(tally.Messages), Share(tally.Messages, messages), N(tally.Bytes));
        }

        table.ShowFooters();
        string[] totals = ["total", Number(messages), "", Number(bytes)];
        for (int column = 0; column < totals.Length; column++)
        {
            table.Columns[column].Footer = new Text(totals[column], TextReport.Strong);
        }

        console.Write(table);
    }

    private static void Files(IAnsiConsole console, Checker check)
    {
        Table table = TextReport.Table("File", "Lines", "Empty", "Messages", "Refused", "Not canonical", "Bytes");
        RightAlign(table);
        foreach (FileTally file in check.Files.Where(file => file.WasRead))
        {
            table.AddRow(
                Printable.Escape(file.Name).AsCell(),
                N(file.Lines),
                N(file.Empty),
                N(file.Messages),
                N(file.Refused),
                N(file.NotCanonical),
                N(file.Bytes)
            );
        }

        console.Write(table);
    }

    private static void Findings(IAnsiConsole console, string title, FindingList findings, Style style)
    {
        if (findings.Count == 0)
        {
            return;
        }

        TextReport.Line(console, $"{title}: {Number(findings.Count)}", style);
        foreach (Finding finding in findings.First.Take(ShownLines))
        {
            TextReport.Line(console, $"  {finding}");
        }

        if (findings.Count > ShownLines)
        {
            TextReport.Line(console, $"  ... and {Number(findings.Count - ShownLines)} more");
        }

        TextReport.Line(console, "");
    }

    private static void Verdict(IAnsiConsole console, Checker check, bool strict, bool interrupted)
    {
        long lines = check.Files.Sum(file => file.Lines);
        int unread = check.Files.Count(file => file.Error is not null);
        long empty = check.Files.Sum(file => file.Empty);
        string text =
            (interrupted ? "interrupted after " : "")
            + $"{Number(lines)} {(lines == 1 ? "line" : "lines")} ({Number(empty)} empty): "
            + $"{Number(check.Refused.Count)} refused, {Number(check.NotCanonical.Count)} not canonical"
            + (check.Peer is { } peer ? $", {Number(check.UnknownToPeer.Count)} unknown to version {peer.Version}" : "")
            + (unread == 0 ? "" : $", {Number(unread)} of {Number(check.Files.Count)} files not read");
        bool bad =
            interrupted
            || unread > 0
            || check.Refused.Count > 0
            || check.UnknownToPeer.Count > 0
            || (strict && check.NotCanonical.Count > 0);
        TextReport.Line(console, text, bad ? TextReport.Bad : TextReport.Good);
    }

    private static void RightAlign(Table table)
    {
        foreach (TableColumn column in table.Columns.Skip(1))
        {
            column.RightAligned().NoWrap();
        }
    }

    private static Text AsCell(this string text) => new(text);

    private static Text N(long number) => new(Number(number));

    private static Text Share(long part, long whole) =>
        new((100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
