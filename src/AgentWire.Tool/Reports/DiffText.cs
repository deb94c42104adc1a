using AgentWire.Spec.Compatibility;
using Spectre.Console;

namespace AgentWire.Tool.Reports;

/// <summary>The changes of a contract, for people.</summary>
internal static class DiffText
{
    public static void Write(IAnsiConsole console, IReadOnlyList<Change> changes)
    {
        foreach (IGrouping<Level, Change> group in changes.GroupBy(change => change.Rule.Level))
        {
            TextReport.Line(console, $"{Capital(group.Key.InWords())}: {group.Count()}", StyleOf(group.Key));
            foreach (Change change in group)
            {
                TextReport.Line(
                    console,
                    $"  {Printable.Escape($"{change.Subject}: {change.What}")} ({change.Rule.Id})"
                );
            }

            TextReport.Line(console, "");
        }

        bool breaks = changes.Any(change => change.Rule.Level.IsBreaking());
        TextReport.Line(
            console,
            changes.Count == 0 ? "Nothing has changed."
                : breaks ? "Peers of the two versions are not fully compatible."
                : "No change breaks a peer.",
            breaks ? TextReport.Bad : TextReport.Good
        );
    }

    private static Style StyleOf(Level level) =>
        level.IsBreaking() ? TextReport.Bad
        : level == Level.Additive ? TextReport.Doubtful
        : TextReport.Strong;

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
