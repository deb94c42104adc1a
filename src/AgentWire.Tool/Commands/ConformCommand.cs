using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AgentWire.Spec.Files;
using AgentWire.Spec.Vectors;
using AgentWire.Tool.Conformance;
using AgentWire.Tool.Reports;
using Spectre.Console;

namespace AgentWire.Tool.Commands;

/// <summary><c>agentwire conform</c>: leads an implementation in any language through the vectors.</summary>
internal sealed class ConformCommand
{
    private const string ReadOnly = "read";
    private const string SchemaOnly = "schema";
    private const string JUnit = "junit";
    private const string Json = "json";

    private const string Notes = """
        The testee:
          A program that reads one request a line on standard input and answers each with one line on standard output:
            {"id":"walrus/ServerMessage/pong","op":"read","dialect":"walrus","type":"ServerMessage","input":"<base64>"}
            {"id":"walrus/ServerMessage/pong","output":"<base64>"}      read, and written back as these bytes
            {"id":"walrus/ServerMessage/pong","error":"wrong_type"}     refused; "refused" where there are no codes
            {"id":"walrus/ServerMessage/pong","skip":"why"}             does not do this
            {"id":"walrus/ServerMessage/pong","valid":true}             answers "op":"schema"
          docs/conformance.md tells it all, with examples in Python and JavaScript.
          COMMAND is split as a shell splits words ('…', "…" and \ quote); nothing in it is expanded. For more, say
          --exec "sh -c '…'". A testee that hangs, ends or answers anything else is started anew for the next case.

        Checks:
          Required.DIALECT.TYPE.CASE           the verdict and the bytes; a failure fails the run
          Recommended.DIALECT.TYPE.CASE        the same, where it is only recommended; a warning, unless --strict
          Recommended.DIALECT.TYPE.CASE.code   code, pointer and offset of an error, as far as given; a warning, unless --strict
          Schema.DIALECT.TYPE.CASE             the verdict of a schema validator (--op schema)
          In names to --filter and in a baseline * stands for any characters.

        Baseline:
          A check's name a line, with the reason after a #. A listed check that passes fails the run, and so does a line
          that lists nothing.

        Ends:
          Exit codes: see 'agentwire --help'. When it is interrupted (Ctrl+C, SIGTERM, SIGHUP), it reports what it has
          found out so far. However it ends, the testee ends with it, and so does what the testee has started: on Linux
          even when this command is killed. There they are known by the variable AGENTWIRE_TESTEE in their environment.

        JSON:
          {"ok", "error", "exec", "strict", "cases", "asked",
           "counts": {"passed", "failed", "warned", "known", "unexpected", "skipped"},
           "checks": [{"id", "dialect", "type", "case", "status", "milliseconds", "skip", "listed",
             "failure": {"kind", "message", "advice", "description", "input", "expected", "actual", "stderr"}}],
           "staleBaseline": [{"pattern", "file", "line"}]}
          ok is true when the exit code is 0; error tells why the run was given up or interrupted, else it is null. status
          is a name under counts. kind is bytes, verdict, code, schema or testee; input, expected and actual are base64.
          What does not apply is null. Members may be added in later versions; none will be renamed or removed.

        JUnit:
          A testsuite a type and a testcase a check. Failures are failure elements; warnings, known failures and skips are
          skipped elements, with the reason as their message; why a run was given up is an error element.

        Examples:
          agentwire conform --exec "python3 testee.py" --dialect walrus --side server
          agentwire conform --exec ./testee --baseline known-failures.txt --format junit > conform.xml
          agentwire conform --exec "node testee.js" --filter "walrus.ServerMessage.unknown-*"
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
        Description = "One dialect only. [default: all]",
        HelpName = "NAME",
    };

    private readonly Option<string?> _side = Choice.Optional(
        "--side",
        "Only what this side sends: its messages and the types within them.",
        "server",
        "client"
    );

    private readonly Option<string?> _type = new("--type")
    {
        Description = "One type only, such as StreamEvent.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "Only cases whose name matches, such as 'walrus.ServerMessage.stream-*'.",
        HelpName = "PATTERN",
    };

    private readonly Option<string> _operation = Choice.WithDefault(
        "--op",
        "What to ask for: read (read and write back), schema (judge by the JSON Schema), or all.",
        ReadOnly,
        SchemaOnly,
        "all"
    );

    private readonly Option<string?> _spec = new("--spec")
    {
        Description = "Take schemas and vectors from this folder. [default: those that the tool carries]",
        HelpName = "DIR",
    };

    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "A file that lists the known failures.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Count what is recommended as required, and error codes as recommended of every testee.",
    };

    private readonly Option<bool> _failOnSkip = new("--fail-on-skip")
    {
        Description = "Fail the run when the testee skips a case.",
    };

    private readonly Option<double> _timeout = new("--timeout")
    {
        Description = "How long an answer may take; the first after a start 5 seconds longer.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<string> _format = Choice.WithDefault(
        "--format",
        "Text for people, JSON for programs, or JUnit's XML for CI servers.",
        "text",
        Json,
        JUnit
    );

    private ConformCommand() { }

    public static Command Create(Stream output, ErrorOutput errors)
    {
        var options = new ConformCommand();
        var command = new Command("conform", "Leads an implementation in any language through the vectors.")
        {
            options._exec,
            options._dialect,
            options._side,
            options._type,
            options._filter,
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

    private int Run(ParseResult line, Stream output, ErrorOutput errors)
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
        var run = new Run(options, Choose(line, files, all))
        {
            StaleEntries = baseline.WithoutMatch([.. all.SelectMany(each => each.Ids)]),
        };
        string format = line.GetRequiredValue(_format);
        bool showProgress = format is not (Json or JUnit) && !Console.IsOutputRedirected;
        Execute(run, command, interruption, showProgress);
        Report(run, format, output, errors);
        return run.ExitCode;
    }

    private static List<Case> CasesOf(SpecFiles files)
    {
        var reader = new SpecReader(files);
        return
        [
            .. files
                .Dialects.SelectMany(reader.Vectors)
                .SelectMany(vector =>
                    vector.SchemaAccepts is null
                        ? [new Case(vector, Operation.Read)]
                        : (Case[])[new Case(vector, Operation.Read), new Case(vector, Operation.Schema)]
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
                    $"there is no dialect '{dialect}' in {files.Origin}; there is: {string.Join(", ", files.Dialects)}"
                );
            }

            chosen = chosen.Where(each => each.Vector.Dialect == dialect);
        }

        if (line.GetValue(_side) is { } side)
        {
            var reader = new SpecReader(files);
            var types = files.Dialects.ToDictionary(each => each, each => reader.TypesOfSide(each, side));
            chosen = chosen.Where(each => types[each.Vector.Dialect].Contains(each.Vector.Type));
        }

        if (line.GetValue(_type) is { } type)
        {
            chosen = chosen.Where(each => each.Vector.Type == type);
        }

        if (line.GetValue(_filter) is { } filter)
        {
            chosen = chosen.Where(each => each.IsMeantBy(filter));
        }

        chosen = line.GetRequiredValue(_operation) switch
        {
            ReadOnly => chosen.Where(each => each.Operation == Operation.Read),
            SchemaOnly => chosen.Where(each => each.Operation == Operation.Schema),
            _ => chosen,
        };
        Case[] cases = [.. chosen];
        return cases.Length > 0
            ? cases
            : throw new UsageException("no case is left by --dialect, --side, --type, --filter and --op together");
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
                ProgressTask bar = context.AddTask("asking the testee", maxValue: run.Cases);
                run.Execute(command, interruption, () => bar.Increment(1));
            });
    }

    private static void Report(Run run, string format, Stream output, ErrorOutput errors)
    {
        foreach (string note in run.Notes)
        {
            errors.Say(note);
        }

        switch (format)
        {
            case Json:
                JsonOutput.Write(output, json => ConformJson.Write(json, run));
                break;
            case JUnit:
                ConformJUnit.Write(output, run);
                break;
            default:
                if (run.Checks.Count > 0)
                {
                    TextOutput.Write(output, console => ConformText.Write(console, run));
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
            option.AddError($"--timeout is a number of seconds above 0, not '{token.Value}'");
        }
    }
}
