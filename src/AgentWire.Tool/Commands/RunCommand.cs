using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentWire.Runs;
using AgentWire.Tool.EventStreams;
using AgentWire.Tool.Lines;
using AgentWire.Tool.Reports;

namespace AgentWire.Tool.Commands;

/// <summary><c>agentwire run</c>: says what becomes of a stream of AG-UI events.</summary>
internal static class RunCommand
{
    private const int MaxBatchBytes = 64 * 1024 * 1024;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Notes = """
        Streams:
          FILE is newline-delimited JSON, one event a line, or server-sent events, one event a frame. The first line tells
          which. Chunks are expanded, each event is checked against the rules of a run, and messages and state are followed.
          The first event that breaks a rule, or is none, is refused, and ends the stream. Unknown events are kept.

        Outcomes:
          finished    every run has ended, and none with RUN_ERROR
          run_error   every run has ended, and one of them with RUN_ERROR
          truncated   the last run has no end, or there is no run
          refused     an event was refused; at is its index in the stream, from 0, and rule is the rule that it breaks

        Exit codes:
          0 if the outcome is finished, otherwise 1. With --batch, 1 if a line is no array. See also 'agentwire --help'.

        Batch:
          With --batch, each line of FILE is a stream: a JSON array of events. An item that is a string is the text of a
          frame. For each line, there is one line of JSON, as with --format json, or {"error":"…"} for a line that is no
          array. A line has at most 64 MiB.

        JSON, on one line:
          {"outcome", "at", "rule", "events", "messages", "state", "pendingInterrupts", "runs"}
          events are those after the expansion of chunks, up to the one that was refused. runs are the outcomes of the runs.
          at and rule are there if an event was refused, and pendingInterrupts if there are any. Later versions can add
          members, but will not rename or remove any.

        Examples:
          agentwire run events.ndjson
          curl --no-buffer http://localhost:5000/agent --json @input.json | agentwire run
          agentwire run --format json events.ndjson | jq .messages
          agentwire run --batch streams.ndjson > reports.ndjson
        """;

    public static Command Create(StandardStreams streams, ResultOutput output, ErrorOutput errors)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The stream; - is standard input.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => InputFile.StandardInput,
        };
        var batch = new Option<bool>("--batch")
        {
            Description = "Read one stream a line, and write one report a line.",
        };
        Option<string> format = ReportFormat.Option();
        var command = new Command("run", "Says what becomes of a stream of AG-UI events.") { file, batch, format };
        command.SetAction(line =>
        {
            using var interruption = new Interruption();
            string name = line.GetRequiredValue(file);
            using InputFile input = InputFile.Open(name, streams);
            try
            {
                return line.GetValue(batch)
                    ? RunBatch(input, name, output, interruption.Token)
                    : RunOne(input, name, ReportFormat.IsJson(line, format), output, interruption.Token);
            }
            catch (OperationCanceledException)
            {
                errors.Say($"interrupted by {interruption.Signal}");
                return interruption.ExitCode;
            }
        });
        HelpWithNotes.Add(command, Notes);
        return command;
    }

    private static int RunOne(
        InputFile input,
        string name,
        bool isJson,
        ResultOutput output,
        CancellationToken interrupted
    )
    {
        var lines = new LineReader(
            input.Stream,
            name,
            WireOptions.Default.MaxMessageBytes,
            () => input.Wait(interrupted)
        );
        RunReport report = RunReport.OfFrames(EventFrames.Read(lines));
        if (isJson)
        {
            output.WriteReport([.. report.ToUtf8Bytes(), (byte)'\n']);
        }
        else
        {
            TextReport.Write(output, console => RunText.Write(console, report));
        }

        return report.Outcome == RunOutcome.Finished ? ExitCodes.Ok : ExitCodes.Findings;
    }

    private static int RunBatch(InputFile input, string name, ResultOutput output, CancellationToken interrupted)
    {
        var results = new LineOutput(output.Stream);
        var lines = new LineReader(input.Stream, name, MaxBatchBytes, BeforeRead);
        int exitCode = ExitCodes.Ok;
        try
        {
            while (lines.MoveNext())
            {
                if (!TryReport(lines.Line, results))
                {
                    exitCode = ExitCodes.Findings;
                }

                results.EndLine();
            }

            results.Flush();
        }
        catch (IOException error) when (OutputStream.IsClosedPipe(error)) { }

        return exitCode;

        void BeforeRead()
        {
            results.Flush();
            input.Wait(interrupted);
        }
    }

    private static bool TryReport(ReadOnlySpan<byte> line, LineOutput output)
    {
        try
        {
            ReadOnlySpan<byte> report =
                line.Length > MaxBatchBytes
                    ? throw new JsonException($"The line has more than {MaxBatchBytes} bytes.")
                    : RunReport.OfFrames(EventList.Read(line.ToArray())).ToUtf8Bytes();
            report.CopyTo(output.GetSpan(report.Length));
            output.Advance(report.Length);
            return true;
        }
        catch (JsonException error)
        {
            using var answer = new Utf8JsonWriter(output, Plain);
            answer.WriteStartObject();
            answer.WriteString(
                "error",
                error.BytePositionInLine is { } place ? $"The line is not JSON, at byte {place}." : error.Message
            );
            answer.WriteEndObject();
            return false;
        }
    }
}
