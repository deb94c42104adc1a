using System.CommandLine;
using System.CommandLine.Parsing;
using AgentWire.Spec;
using AgentWire.Spec.Files;
using AgentWire.Tool.Commands;
using AgentWire.Tool.Conformance;

namespace AgentWire.Tool;

/// <summary>Runs the command that the arguments name.</summary>
internal static class CommandLine
{
    private const string About =
        "Checks agent event streams (newline-delimited JSON) against their wire contract, prints their canonical bytes, tests implementations in any language, shows what a change of the contract breaks, and generates C# for protocols of your own.";

    private const string Notes = """
        Exit codes:
          0    ok
          1    findings: a line was refused (check --strict: or is not canonical);
               conform: the testee does not conform; diff: a change breaks peers;
               generate: a schema is refused (generate --check: or a file is not up to date)
          2    the command line is not valid, or a file or standard input cannot be opened or read
          3    an error in the tool itself, or its output cannot be written;
               conform: the testee cannot be started or is broken
          129  interrupted by SIGHUP; 130: by SIGINT (Ctrl+C); 143: by SIGTERM. The results so far are written.

        Examples:
          agentwire new charging
          agentwire list
          agentwire check --dialect walrus --side server session.ndjson
          agentwire canon --dialect walrus --side server < session.ndjson > canonical.ndjson
          agentwire run events.ndjson
          agentwire conform --exec "python3 testee.py" --dialect walrus
          agentwire diff old/spec new/spec

        Each command has its own help: agentwire canon --help
        """;

    /// <summary>Runs a command to its end. It does not throw.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, StandardStreams streams)
    {
        var errors = new ErrorOutput(streams.OpenError().AsText());
        try
        {
            return Run(args, streams, errors);
        }
        catch (Exception error) when (error is UsageException or SpecFilesException)
        {
            errors.Say(error.Message);
            return ExitCodes.Usage;
        }
        catch (SpecException refusal)
        {
            errors.Report(refusal);
            return ExitCodes.Usage;
        }
        catch (IOException error) when (OutputStream.IsClosedPipe(error))
        {
            return ExitCodes.Ok;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Say($"cannot write the output: {error.Message}");
            return ExitCodes.InternalError;
        }
        catch (Exception error)
        {
            errors.Say($"internal error: {error.GetType().Name}: {error.Message}");
            return ExitCodes.InternalError;
        }
        finally
        {
            errors.Flush();
        }
    }

    private static int Run(string[] args, StandardStreams streams, ErrorOutput errors)
    {
        var output = new ResultOutput(streams.OpenOutput(), isTerminal: !streams.IsOutputRedirected);
        var root = new RootCommand(About)
        {
            CanonCommand.Create(streams, output, errors),
            CheckCommand.Create(streams, output, errors),
            ConformCommand.Create(output, errors),
            DiffCommand.Create(output),
            GenerateCommand.Create(errors),
            ListCommand.Create(output),
            NewCommand.Create(),
            RunCommand.Create(streams, output, errors),
            SpecCommand.Create(),
            TesteeCommand.Create(streams, output),
            TesteeGuard.CreateCommand(streams),
        };
        root.HelpName = HelpWithNotes.ToolName;
        HelpWithNotes.Add(root, Notes);
        HelpWithNotes.Install(root, output);

        // A file can have the name @events.ndjson, so there are no response files.
        ParseResult command = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        string[] complaints = Complaints(command).Distinct().ToArray();
        if (complaints.Length > 0)
        {
            foreach (string complaint in complaints)
            {
                errors.Say(complaint);
            }

            errors.Say($"try '{HelpWithNotes.FullName(command.CommandResult)} --help'");
            return ExitCodes.Usage;
        }

        TextWriter text = output.Stream.AsText();
        int exitCode = command.Invoke(
            new InvocationConfiguration
            {
                Output = text,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            }
        );
        text.Flush();
        return exitCode;
    }

    private static IEnumerable<string> Complaints(ParseResult command)
    {
        if (command.Action is { ClearsParseErrors: true })
        {
            return [];
        }

        // The parser takes an unknown option for a file. After a -- it is really a file.
        return command
            .Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.Length > 1 && token.Value[0] == '-')
            .Select(token => $"there is no option '{token.Value}'")
            .Concat(command.Errors.Select(error => error.Message));
    }
}
