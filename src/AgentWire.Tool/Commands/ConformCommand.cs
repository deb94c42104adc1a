using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AgentWire.Spec.Files;
using AgentWire.Spec.Model;
using AgentWire.Spec.Vectors;
using AgentWire.Tool.Conformance;
using AgentWire.Tool.Reports;
using Spectre.Console;

namespace AgentWire.Tool.Commands;

/// <summary><c>agentwire conform</c>: runs an implementation in any language against the vectors.</summary>
internal sealed class ConformCommand
{
    private const string ReadOnly = "read";
    private const string SchemaOnly = "schema";
    private const string RunOnly = "run";
    private const string JUnit = "junit";
    private const string Json = "json";

    private const string Notes = """
        The testee:
          A program that reads one request per line from standard input, and answers each with one line on standard output:
            {"id":"walrus/ServerMessage/pong","op":"read","dialect":"walrus","type":"ServerMessage","input":"<base64>"}
            {"id":"walrus/ServerMessage/pong","output":"<base64>"}      read, and written back as these bytes
            {"id":"walrus/ServerMessage/pong","error":"wrong_type"}     refused; "refused" if it has no codes
            {"id":"walrus/ServerMessage/pong","skip":"why"}             does not do this
            {"id":"walrus/ServerMessage/pong","valid":true}             answers "op":"schema"
            {"id":"ag-ui/streams/first-event","report":{…}}             answers "op":"run", as 'agentwire run' prints it
          docs/conformance.md describes the protocol, with examples in Python and JavaScript.
          COMMAND is split into words as in a shell ('…', "…" and \ quote), but nothing in it is expanded. For that, use
          --exec "sh -c '…'". A testee that hangs, ends or answers anything else is restarted for the next case.

        Checks:
          Required.DIALECT.TYPE.CASE           verdict and bytes; a failure fails the run
          Recommended.DIALECT.TYPE.CASE        the same for a recommended case; a failure is a warning without --strict
          Recommended.DIALECT.TYPE.CASE.code   code, pointer and offset of an error, if given; a failure is a warning without --strict
          Schema.DIALECT.TYPE.CASE             verdict of a schema validator (--op schema)
          Required.DIALECT.streams.CASE        what becomes of a stream of events (--op run)
          Recommended.DIALECT.streams.CASE.rule  the rule that an event breaks, if given; a failure is a warning without --strict
          In --filter and in a baseline, * matches any characters.

        Versions:
          --as-of runs only the cases that a peer of this version can know, and says how many it leaves out. It needs
          --dialect, because the versions are those of a dialect. 'agentwire list' shows them.

        Baseline:
          One name of a check per line, with the reason after a #. A listed check that passes fails the run, and so does a
          line that matches no check.

        End of the run:
          For the exit codes, see 'agentwire --help'. If the command is interrupted (Ctrl+C, SIGTERM, SIGHUP), it reports
          the results so far. When it ends, the testee and all processes that the testee has started end too. On Linux this
          is true even if the command is killed, because the variable AGENTWIRE_TESTEE in their environment marks them.

        JSON:
          {"ok", "error", "exec", "strict", "asOf", "cases", "leftOut", "asked",
           "counts": {"passed", "failed", "warned", "known", "unexpected", "skipped"},
           "checks": [{"id", "dialect", "type", "case", "status", "milliseconds", "skip", "listed",
             "failure": {"kind", "message", "advice", "description", "input", "expected", "actual", "stderr"}}],
           "staleBaseline": [{"pattern", "file", "line"}]}
          ok is true if the exit code is 0. error says why the run was stopped or interrupted, or is null. status is one of
          the names in counts. kind is bytes, verdict, code, schema, stream or testee. input, expected and actual are base64.
          Members that do not apply are null. Later versions can add members, but will not rename or remove any.

        JUnit:
          One testsuite per type, and one testcase per check. Failures are failure elements. Warnings, known failures and
          skips are skipped elements with the reason as message. If the run was stopped, an error element says why.
          With --as-of, the properties asOf and leftOut are in the testsuite 'agentwire conform'.

        Examples:
          agentwire conform --exec "python3 testee.py" --dialect walrus --side server
          agentwire conform --exec ./testee --baseline known-failures.txt --format junit > conform.xml
          agentwire conform --exec "node testee.js" --filter "walrus.ServerMessage.unknown-*"
          agentwire conform --exec ./testee --dialect synaps --as-of 0.8
          agentwire conform --exec "agentwire testee" --strict
        """;

    private readonly Option<string> _exec = new("--exec")
    {
        Description = "The command that starts the testee.",
        HelpName = "COMMAND",
        Required = true,
    };

    private readonly Option<string?> _dialect = new("--dialect")
    {
        Description = "Only this dialect. [default: all]",
        HelpName = "NAME",
    };

    private readonly Option<string?> _side = Choice.Optional(
        "--side",
        "Only what this side sends: its messages and the types in them.",
        "server",
        "client"
    );

    private readonly Option<string?> _type = new("--type")
    {
        Description = "Only this type, such as StreamEvent.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "Only cases whose name matches, such as 'walrus.ServerMessage.stream-*'.",
        HelpName = "PATTERN",
    };

    private readonly Option<string?> _asOf = new("--as-of")
    {
        Description = "Only cases that a peer of this version can know, such as 0.9.1 or 2026-08-22.",
        HelpName = "VERSION",
    };

    private readonly Option<string> _operation = Choice.WithDefault(
        "--op",
        "The operations to run: read (read and write back), schema (validate with the JSON Schema), run (say what becomes of a stream), or all.",
        ReadOnly,
        SchemaOnly,
        RunOnly,
        "all"
    );

    private readonly Option<string?> _spec = new("--spec")
    {
        Description = "The folder with the schemas and vectors. [default: those in the tool]",
        HelpName = "DIR",
    };

    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "A file that lists the known failures.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Treat recommendations as requirements, and expect error codes from every testee.",
    };

    private readonly Option<bool> _failOnSkip = new("--fail-on-skip")
    {
        Description = "Fail the run if the testee skips a case.",
    };

    private readonly Option<double> _timeout = new("--timeout")
    {
        Description = "The time limit for an answer. The first answer after a start has 5 seconds more.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<string> _format = Choice.WithDefault(
        "--format",
        "The output format: text for people, JSON for programs, or JUnit XML for CI servers.",
        "text",
        Json,
        JUnit
    );

    private ConformCommand() { }

    public static Command Create(ResultOutput output, ErrorOutput errors)
    {
        var options = new ConformCommand();
        var command = new Command("conform", "Runs an implementation in any language against the vectors.")
        {
            options._exec,
            options._dialect,
            options._side,
            options._type,
            options._filter,
            options._asOf,
            options._operation,
            options._spec,
            options._baseline,
            options._strict,
            options._failOnSkip,
            options._timeout,
            options._format,
        };
        options._timeout.Validators.Add(RefuseTimeout);
        command.SetAction(line => options.Run(line, output, errors));
        HelpWithNotes.Add(command, Notes);
        return command;
    }

    private int Run(ParseResult line, ResultOutput output, ErrorOutput errors)
    {
        using var interruption = new Interruption();
        string exec = line.GetRequiredValue(_exec);
        IReadOnlyList<string> command = CommandWords.Split(exec);
        Baseline baseline = line.GetValue(_baseline) is { } file ? Baseline.Read(file) : Baseline.None;
        SpecFiles files = line.GetValue(_spec) is { } folder ? SpecFiles.In(folder) : ToolSpec.Files();
        List<Case> all = CasesOf(files);
        var options = new RunOptions(
            exec,
            TimeSpan.FromSeconds(line.GetValue(_timeout)),
            baseline,
            line.GetValue(_strict),
            line.GetValue(_failOnSkip)
        );
        Case[] chosen = Choose(line, files, all);
        ContractVersion? asOf = AsOf(line, files);
        Case[] known = [.. chosen.Where(each => asOf is null || each.Versions.Contains(asOf))];
        if (known.Length == 0)
        {
            throw new UsageException($"a peer of version {asOf} knows none of the chosen cases");
        }

        var run = new Run(options, known)
        {
            StaleEntries = baseline.WithoutMatch([.. all.SelectMany(each => each.Ids)]),
            AsOf = asOf,
            LeftOut = chosen.Length - known.Length,
        };
        string format = line.GetRequiredValue(_format);
        bool showProgress = output.IsTerminal && format is not (Json or JUnit);
        Execute(run, command, interruption, showProgress);
        Report(run, format, output, errors);
        return run.ExitCode;
    }

    private static List<Case> CasesOf(SpecFiles files)
    {
        var vectors = new VectorReader(files);
        var streams = new TestStreamReader(files);
        return
        [
            .. files.Dialects.SelectMany(dialect =>
                vectors
                    .Read(dialect)
                    .SelectMany(vector =>
                        vector.SchemaAccepts is null
                            ? [new VectorCase(vector, Operation.Read)]
                            : (Case[])[new VectorCase(vector, Operation.Read), new VectorCase(vector, Operation.Schema)]
                    )
                    .Concat(streams.Read(dialect).Select(stream => new StreamCase(stream)))
            ),
        ];
    }

    private Case[] Choose(ParseResult line, SpecFiles files, List<Case> all)
    {
        IEnumerable<Case> chosen = all;
        if (line.GetValue(_dialect) is { } dialect)
        {
            if (!files.Dialects.Contains(dialect))
            {
                throw new UsageException(
                    $"there is no dialect '{dialect}' in {files.Origin}; the dialects are: {string.Join(", ", files.Dialects)}"
                );
            }

            chosen = chosen.Where(each => each.Dialect == dialect);
        }

        if (line.GetValue(_side) is { } side)
        {
            var sideTypes = new SideTypes(files);
            var types = files.Dialects.ToDictionary(each => each, each => sideTypes.Of(each, side));
            chosen = chosen.Where(each =>
                each is StreamCase ? side == "server" : types[each.Dialect].Contains(each.Type)
            );
        }

        if (line.GetValue(_type) is { } type)
        {
            chosen = chosen.Where(each => each.Type == type);
        }

        if (line.GetValue(_filter) is { } filter)
        {
            chosen = chosen.Where(each => each.IsMeantBy(filter));
        }

        chosen = line.GetRequiredValue(_operation) switch
        {
            ReadOnly => chosen.Where(each => each.Operation == Operation.Read),
            SchemaOnly => chosen.Where(each => each.Operation == Operation.Schema),
            RunOnly => chosen.Where(each => each.Operation == Operation.Run),
            _ => chosen,
        };
        Case[] cases = [.. chosen];
        return cases.Length > 0
            ? cases
            : throw new UsageException("no case matches --dialect, --side, --type, --filter and --op together");
    }

    private ContractVersion? AsOf(ParseResult line, SpecFiles files)
    {
        if (line.GetValue(_asOf) is not { } version)
        {
            return null;
        }

        string dialect =
            line.GetValue(_dialect)
            ?? throw new UsageException("--as-of needs --dialect, because the versions are those of a dialect");
        return PeerVersion.Read("--as-of", version, dialect, CoveredVersions.Of(files, dialect));
    }

    private static void Execute(Run run, IReadOnlyList<string> command, Interruption interruption, bool showProgress)
    {
        if (!showProgress)
        {
            run.Execute(command, interruption);
            return;
        }

        AnsiConsole
            .Progress()
            .AutoClear(true)
            .Start(context =>
            {
                ProgressTask bar = context.AddTask("running the cases", maxValue: run.Cases);
                run.Execute(command, interruption, () => bar.Increment(1));
            });
    }

    private static void Report(Run run, string format, ResultOutput output, ErrorOutput errors)
    {
        foreach (string note in run.Notes)
        {
            errors.Say(note);
        }

        switch (format)
        {
            case Json:
                JsonReport.Write(output, json => ConformJson.Write(json, run));
                break;
            case JUnit:
                ConformJUnit.Write(output, run);
                break;
            default:
                if (run.Checks.Count > 0)
                {
                    TextReport.Write(output, console => ConformText.Write(console, run));
                }

                break;
        }

        if (run.Broken is not null)
        {
            errors.Say(run.Broken);
        }
    }

    private static void RefuseTimeout(OptionResult option)
    {
        if (
            option.Tokens is [var token]
            && !(
                double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
                && seconds is > 0 and <= 86_400
            )
        )
        {
            option.AddError($"--timeout must be a number of seconds above 0, not '{token.Value}'");
        }
    }
}
