using System.CommandLine;
using AgentWire.Tool.Lines;

namespace AgentWire.Tool.Commands;

/// <summary><c>agentwire canon</c>: writes lines in their canonical form.</summary>
internal static class CanonCommand
{
    private const string Notes = """
        Lines:
          For each input line there is exactly one output line. It is empty if the input line is empty or refused.
          A line ends only at LF. A CR before it is white space. A line of only white space counts as empty, which is
          not a finding. A last line without LF is a line. A byte order mark is refused like any stray byte.
          A line of more than 16 MiB is refused without being stored.
          Output is written before the tool waits for more input. If the reader of the output closes it, the tool stops
          without an error, and the exit code covers the lines up to there. The tool also stops if it is interrupted
          (Ctrl+C, SIGTERM, SIGHUP); for its exit code then, see 'agentwire --help'.
          Memory depends only on the longest line: at most 64 MiB plus 6 times its bytes,
          or 40 times with --spec.

        Findings, on standard error:
          FILE:LINE: CODE at POINTER (byte N): MESSAGE
          FILE is - for standard input. N counts from 0 within the line. POINTER is a JSON Pointer, or (root) for the
          document itself. Control characters are shown as \uXXXX.

        Examples:
          agentwire canon --dialect walrus --side server session.ndjson > canonical.ndjson
          tail -f session.ndjson | agentwire canon --dialect walrus --side server --unknown-tags reject
          echo '{ "Chunk" : { "content" : "hi" } }' | agentwire canon --dialect walrus --type StreamEvent
          agentwire canon --spec spec --side server session.ndjson   (a dialect of your own)
          agentwire canon --dialect walrus --side client requests.ndjson > /dev/null   (only the findings)
        """;

    public static Command Create(StandardStreams streams, ResultOutput output, ErrorOutput errors)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "Newline-delimited JSON; - is standard input.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => InputFile.StandardInput,
        };
        var command = new Command("canon", "Prints each message of newline-delimited JSON in its canonical form.")
        {
            file,
        };
        var codecOptions = new CodecOptions(command);
        command.SetAction(line =>
            Run(codecOptions.Codec(line), line.GetRequiredValue(file), streams, output.Stream, errors)
        );
        HelpWithNotes.Add(command, Notes);
        return command;
    }

    private static int Run(WireCodec codec, string file, StandardStreams streams, Stream stream, ErrorOutput errors)
    {
        using var interruption = new Interruption();
        using InputFile input = InputFile.Open(file, streams);
        var output = new LineOutput(stream);
        var lines = new LineReader(input.Stream, file, codec.Options.MaxMessageBytes, BeforeRead);
        int exitCode = ExitCodes.Ok;
        try
        {
            while (lines.MoveNext())
            {
                if (!lines.IsBlank && !TryWrite(codec, lines.Line, output, out WireError error))
                {
                    errors.Report(new Finding(file, lines.LineNumber, error));
                    exitCode = ExitCodes.Findings;
                }

                output.EndLine();
            }

            Flush();
        }
        catch (OperationCanceledException)
        {
            errors.Say($"interrupted by {interruption.Signal} after line {lines.LineNumber} of '{file}'");
            exitCode = interruption.ExitCode;
        }
        catch (IOException error) when (OutputStream.IsClosedPipe(error)) { }

        return exitCode;

        void BeforeRead()
        {
            Flush();
            input.Wait(interruption.Token);
        }

        void Flush()
        {
            errors.Flush();
            output.Flush();
        }
    }

    private static bool TryWrite(WireCodec codec, ReadOnlySpan<byte> line, LineOutput output, out WireError error)
    {
        if (!codec.TryReadObject(line, out object? message, out error))
        {
            return false;
        }

        try
        {
            codec.WriteObject(output, message!);
            return true;
        }
        catch (WireException tooLargeToWrite)
        {
            error = tooLargeToWrite.Error;
            return false;
        }
    }
}
