using System.CommandLine;
using AgentWire.Tool.Commands;

namespace AgentWire.Tool.Reports;

/// <summary>The option that chooses between what a person reads and what a program reads.</summary>
internal static class ReportFormat
{
    private const string Text = "text";
    private const string Json = "json";

    public static Option<string> Option() =>
        Choice.WithDefault("--format", "Text for people, or JSON for programs.", Text, Json);

    public static bool IsJson(ParseResult command, Option<string> option) => command.GetValue(option) == Json;
}
