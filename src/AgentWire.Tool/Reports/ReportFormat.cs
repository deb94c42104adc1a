using System.CommandLine;
using AgentWire.Tool.Commands;

namespace AgentWire.Tool.Reports;

/// <summary>The option that selects text or JSON output.</summary>
internal static class ReportFormat
{
    private const string Text = "text";
    private const string Json = "json";

    public static Option<string> Option() =>
        Choice.WithDefault("--format", "The output format: text for people, or JSON for programs.", Text, Json);

    public static bool IsJson(ParseResult command, Option<string> option) => command.GetValue(option) == Json;
}
