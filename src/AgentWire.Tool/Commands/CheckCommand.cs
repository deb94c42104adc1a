using System.CommandLine;
using AgentWire.Spec.Model;
using AgentWire.Tool.Checks;
using AgentWire.Tool.Lines;
using AgentWire.Tool.Reports;
using Spectre.Console;

namespace AgentWire.Tool.Commands;

/// <summary><c>agentwire check</c>: summarizes the content of files and the errors in it.</summary>
internal static class CheckCommand
{
    private const string Notes = """
        Output:
          The messages by tag; the lines that are refused; the lines that are not canonical, which means that canon would
          write them differently; and the messages with unknown variants. Lines are shown as in canon,
          FILE:LINE: CODE at POINTER (byte N): MESSAGE, with the first 20 of each kind. 'agentwire canon --help' defines
          lines. The exit code is 1 if a line is refused, and with --strict also if a line is not canonical.
          With --peer-version, the summary also lists what a peer of this version does not know, and the exit code is 1 if
          there is anything: members that would be omitted (omitted), and messages that cannot be written for it
          (not_representable). The byte is that of the canonical line. 'agentwire list' shows the versions of each dialect.
          If the command is interrupted (Ctrl+C, SIGTERM, SIGHUP), it summarizes what it has read. For all exit codes, see
          'agentwire --help'.

        JSON:
          {"ok", "interrupted", "dialect", "side", "type", "strict", "peerVersion",
           "files": [{"file", "error", "lines", "empty", "messages", "refused", "notCanonical", "bytes"}],
           "tags": [{"tag", "known", "messages", "bytes"}],
           "refused", "notCanonical", "unknown", "unknownToPeer":
             {"count", "lines": [{"file", "line", "code", "pointer", "byte", "message"}]}}
          ok is true if the exit code is 0, and interrupted is true if a signal ended the reading. error says why a file
          was not read, or is null. side is null if only --type was given, and peerVersion without --peer-version. tag is
          null for messages without a tag, and for unknown tags that are too long or beyond the first 50. lines contains
          the first 1,000. Later versions can add members, but will not rename or remove any.

        Examples:
          agentwire check --dialect walrus --side server session.ndjson
          agentwire check --dialect walrus --side client --strict --unknown-tags reject logs/*.ndjson
          agentwire check --spec spec --side server session.ndjson   (a dialect of your own)
          agentwire check --dialect walrus --side server --format json session.ndjson | jq .refused.count
          agentwire check --dialect synaps --side server --peer-version 0.8 session.ndjson
        """;

    public static Command Create(StandardStreams streams, ResultOutput output, ErrorOutput errors)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Newline-delimited JSON, one or more files; - is standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var strict = new Option<bool>("--strict") { Description = "Count lines that are not canonical as findings." };
        var peerVersion = new Option<string?>("--peer-version")
        {
            Description = "Also list what a peer of this version does not know, such as 0.9.1 or 2026-08-22.",
            HelpName = "VERSION",
        };
        Option<string> format = ReportFormat.Option();
        var command = new Command("check", "Summarizes the messages and errors in files of newline-delimited JSON.")
        {
            files,
        };
        var codecOptions = new CodecOptions(command);
        command.Add(strict);
        command.Add(peerVersion);
        command.Add(format);
        command.SetAction(line =>
        {
            WireCodec codec = codecOptions.Codec(line);
            var check = new Checker(codec, PeerOf(codec, line.GetValue(peerVersion)), streams);
            using var interruption = new Interruption();
            bool json = ReportFormat.IsJson(line, format);
            Read(check, line.GetRequiredValue(files), showProgress: output.IsTerminal && !json, interruption.Token);
            foreach (FileTally file in check.Files.Where(file => file.Error is not null))
            {
                errors.Say(file.Error!);
            }

            if (interruption.HasCome)
            {
                errors.Say($"interrupted by {interruption.Signal}; the summary covers what was read until then");
            }

            bool isStrict = line.GetValue(strict);
            int exitCode = interruption.HasCome ? interruption.ExitCode : ExitCode(check, isStrict);
            if (json)
            {
                bool ok = exitCode == ExitCodes.Ok;
                JsonReport.Write(
                    output,
                    writer =>
                        CheckJson.Write(writer, check, codecOptions.Side(line), isStrict, ok, interruption.HasCome)
                );
            }
            else if (check.Files.Any(file => file.WasRead))
            {
                TextReport.Write(output, console => CheckText.Write(console, check, isStrict, interruption.HasCome));
            }

            return exitCode;
        });
        HelpWithNotes.Add(command, Notes);
        return command;
    }

    private static PeerCheck? PeerOf(WireCodec codec, string? version)
    {
        if (version is null)
        {
            return null;
        }

        var covered = new VersionRange(
            codec.Versions.From is { } from ? ContractVersion.Parse(from) : null,
            codec.Versions.To is { } to ? ContractVersion.Parse(to) : null
        );
        return new PeerCheck(codec, PeerVersion.Read("--peer-version", version, codec.Dialect, covered));
    }

    private static void Read(Checker check, string[] files, bool showProgress, CancellationToken interrupted)
    {
        long totalBytes = files.Sum(InputFile.Length);
        try
        {
            if (showProgress && ProgressBar.Suits(totalBytes))
            {
                ProgressBar.Show(
                    AnsiConsole.Console,
                    totalBytes,
                    files,
                    (file, progress) => check.Read(file, progress, interrupted)
                );
                return;
            }

            foreach (string file in files)
            {
                check.Read(file, null, interrupted);
            }
        }
        catch (OperationCanceledException)
        {
            // The part that was read is summarized.
        }
    }

    private static int ExitCode(Checker check, bool strict) =>
        check.Files.Any(file => file.Error is not null) ? ExitCodes.Usage
        : check.Refused.Count > 0 || check.UnknownToPeer.Count > 0 || (strict && check.NotCanonical.Count > 0)
            ? ExitCodes.Findings
        : ExitCodes.Ok;
}
