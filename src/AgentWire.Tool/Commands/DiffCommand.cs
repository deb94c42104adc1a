using System.CommandLine;
using AgentWire.Spec.Compatibility;
using AgentWire.Tool.Reports;

namespace AgentWire.Tool.Commands;

/// <summary><c>agentwire diff</c>: what a new version of the contract means for peers of the old one.</summary>
internal static class DiffCommand
{
    private const string Notes = """
        OLD and NEW are folders like the one that 'agentwire spec export' writes.

        Levels:
          breaking for readers   a peer that reads by OLD refuses or misreads what is written by NEW
          breaking for writers   what a peer writes by OLD is refused, misread or not canonical by NEW
          additive               neither, but something can be said or read that could not
          documentation only     no byte differs, and no message is judged otherwise

        Each change is named by a rule; docs/wire-review.md of the repository lists all rules with their levels and reasons.
        The exit code is 1 when a change breaks readers or writers.

        JSON:
          {"ok", "level", "changes": [{"level", "rule", "dialect", "path", "what", "why", "file", "pointer"}]}
          level is breaks-both, breaks-readers, breaks-writers, additive or documentation; the one at the top is that of all
          changes together, null where there are none. ok is true when the exit code is 0. dialect is null for a file that
          belongs to none. Members may be added in later versions; none will be renamed or removed.

        Examples:
          agentwire diff old/spec new/spec
          agentwire diff --format json old/spec new/spec | jq '.changes[] | select(.level == "breaks-readers")'
        """;

    public static Command Create(Stream output)
    {
        var before = new Argument<string>("OLD") { Description = "The folder of the old version." };
        var after = new Argument<string>("NEW") { Description = "The folder of the new version." };
        Option<string> format = ReportFormat.Option();
        var command = new Command("diff", "Tells what a change of the contract breaks, and for whom.")
        {
            before,
            after,
            format,
        };
        command.SetAction(line =>
        {
            IReadOnlyList<Change> changes = SpecDiff.Compare(
                line.GetRequiredValue(before),
                line.GetRequiredValue(after)
            );
            if (ReportFormat.IsJson(line, format))
            {
                JsonOutput.Write(output, writer => DiffJson.Write(writer, changes));
            }
            else
            {
                TextOutput.Write(output, console => DiffText.Write(console, changes));
            }

            return changes.Any(change => change.Rule.Level.IsBreaking()) ? ExitCodes.Findings : ExitCodes.Ok;
        });
        HelpWithNotes.Add(command, Notes);
        return command;
    }
}
