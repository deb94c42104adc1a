using System.CommandLine;
using System.Text.Json;
using AgentWire.Tool.Reports;
using Spectre.Console;

namespace AgentWire.Tool.Commands;

/// <summary><c>agentwire list</c>: shows the dialects and their types.</summary>
internal static class ListCommand
{
    private const string Notes = """
        Examples:
          agentwire list
          agentwire list --format json
          agentwire list --spec spec

        JSON:
          {"dialects": [{"name", "title", "version", "peers": {"from", "to", "changes"},
             "types": [{"type", "side", "root", "tags"}]}]}
          peers are the versions of the peers that the dialect covers: the first and the last one, or null, and those that
          have something new or no longer have something. side is "server", "client" or null. root is the name of the root,
          or null if the side has only one. tags contains the values of the type's tag, and is empty without a tag.
        """;

    public static Command Create(ResultOutput output)
    {
        Option<string> format = ReportFormat.Option();
        var command = new Command("list", "Shows the dialects with their sides and types.");
        var spec = new SpecOption(command);
        command.Add(format);
        command.SetAction(line =>
        {
            IReadOnlyList<WireDialect> dialects = spec.Dialects(line);
            if (ReportFormat.IsJson(line, format))
            {
                JsonReport.Write(output, json => WriteJson(json, dialects));
            }
            else
            {
                TextReport.Write(output, console => WriteText(console, dialects));
            }

            return ExitCodes.Ok;
        });
        HelpWithNotes.Add(command, Notes);
        return command;
    }

    private static void WriteText(IAnsiConsole console, IReadOnlyList<WireDialect> dialects)
    {
        foreach (WireDialect dialect in dialects)
        {
            Table table = TextReport.Table("Type", "Side", "Tags");
            foreach (WireCodec codec in dialect.Types)
            {
                table.AddRow(
                    new Text(codec.TypeName),
                    new Text(RootOf(dialect, codec) is { } root ? InWords(root) : ""),
                    new Text(string.Join(", ", codec.Tags))
                );
            }

            string peers = dialect.Versions is { From: null, To: null }
                ? ""
                : $", for peers of version {dialect.Versions}";
            console.Write(new Text($"{dialect.Name} {dialect.Version}: {dialect.Title}{peers}\n", TextReport.Strong));
            console.Write(table);
        }
    }

    private static void WriteJson(Utf8JsonWriter json, IReadOnlyList<WireDialect> dialects)
    {
        json.WriteStartObject();
        json.WriteStartArray("dialects");
        foreach (WireDialect dialect in dialects)
        {
            json.WriteStartObject();
            json.WriteString("name", dialect.Name);
            json.WriteString("title", dialect.Title);
            json.WriteString("version", dialect.Version);
            json.WriteStartObject("peers");
            json.WriteString("from", dialect.Versions.From);
            json.WriteString("to", dialect.Versions.To);
            json.WriteStartArray("changes");
            foreach (string change in dialect.Versions.Changes)
            {
                json.WriteStringValue(change);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartArray("types");
            foreach (WireCodec codec in dialect.Types)
            {
                json.WriteStartObject();
                json.WriteString("type", codec.TypeName);
                WireRoot? root = RootOf(dialect, codec);
                json.WriteString("side", root is null ? null : SideOf(root));
                json.WriteString("root", root?.Name);
                json.WriteStartArray("tags");
                foreach (string tag in codec.Tags)
                {
                    json.WriteStringValue(tag);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static WireRoot? RootOf(WireDialect dialect, WireCodec codec) =>
        dialect.Roots.FirstOrDefault(root => root.Codec.TypeName == codec.TypeName);

    private static string InWords(WireRoot root) => root.Name is { } name ? $"{SideOf(root)}: {name}" : SideOf(root);

    private static string SideOf(WireRoot root) => root.Side == WireSide.Server ? "server" : "client";
}
