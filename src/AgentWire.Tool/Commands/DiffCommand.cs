using System.CommandLine;
using AgentWire.Spec.Compatibility;
using AgentWire.Tool.Reports;

namespace AgentWire.Tool.Commands;

/// <summary><c>agentwire diff</c>: shows what a new version of the contract breaks for peers of the old one.</summary>
internal static class DiffCommand
{
    private const string Notes = """
        OLD and NEW are folders like the one that 'agentwire spec export' writes.

        Levels:
          breaking for readers   a reader of OLD refuses or misreads what a writer of NEW writes
          breaking for writers   a reader of NEW refuses or misreads what a writer of OLD writes, or it is not canonical
          additive               neither of these, but something new can be written or is accepted
          documentation only     no byte and no verdict changes

        Each change has the name of a rule. docs/wire-review.md in the repository lists all rules with levels and reasons.
        The exit code is 1 if a change breaks readers or writers.

        JSON:
          {"ok", "level", "changes": [{"level", "rule", "dialect", "path", "what", "why", "file", "pointer"}]}
          level is breaks-both, breaks-readers, breaks-writers, additive or documentation. The level at the top is that of
          all changes together, or null if there are none. ok is true if the exit code is 0. dialect is null for a file
          that belongs to no dialect. Later versions can add members, but will not rename or remove any.

        Examples:
          agentwire diff old/spec new/spec
          agentwire diff --format json old/spec new/spec | jq '.changes[] | select(.level == "breaks-readers")'
        """;

    public static Command Create(ResultOutput output)
    {
        var before = new Argument<string>("OLD") { Description = "The folder of the old version." };
        var after = new Argument<string>("NEW") { Description = "The folder of the new version." };
        Option<string> format = ReportFormat.Option();
        var command = new Command("diff", "Shows what a change of the contract breaks, and for whom.")
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
                JsonReport.Write(output, writer => DiffJson.Write(writer, changes));
            }
            else
            {
                TextReport.Write(output, console => DiffText.Write(console, changes));
            }

            return changes.Any(change => change.Rule.Level.IsBreaking()) ? ExitCodes.Findings : ExitCodes.Ok;
        });
        HelpWithNotes.Add(command, Notes);
        return command;
    }
}
