using System.CommandLine;
using AgentWire.Spec;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator.Cli;

/// <summary>
/// The command line. Exit codes: 0 if it succeeded, 1 if the files differ from the generated ones, 2 if the command line or the
/// specification is not valid, or a file cannot be read or written.
/// </summary>
internal static class GeneratorCommand
{
    private const int Done = 0;
    private const int Drifted = 1;
    private const int Refused = 2;

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var spec = new Option<string>("--spec")
        {
            Description = "The folder of the schemas, with one folder for each dialect.",
            HelpName = "DIR",
            Required = true,
        };
        var target = new Option<string>("--out")
        {
            Description = "The folder for the C# files.",
            HelpName = "DIR",
            Required = true,
        };
        var reference = new Option<string?>("--reference")
        {
            Description = "The folder for the reference pages. By default, none are written.",
            HelpName = "DIR",
        };
        var vectors = new Option<string?>("--vectors")
        {
            Description = "The folder for the test vectors. By default, none are written.",
            HelpName = "DIR",
        };
        var space = new Option<string?>("--namespace")
        {
            Description = "The C# namespace of the only dialect. By default, it is that of the manifest.",
            HelpName = "NAME",
        };
        var registry = new Option<string?>("--registry")
        {
            Description = "The full C# name of a class that lists the dialects. By default, there is none.",
            HelpName = "NAME",
        };
        var command = new Option<string>("--command")
        {
            Description = "The command that generates the files again, for the note at the top of each file.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => GeneratorOptions.Default.Command,
        };
        var check = new Option<bool>("--check")
        {
            Description = "Write nothing, and exit with 1 if the files are not up to date.",
        };
        var root = new RootCommand("Generates C#, reference pages and test vectors from the schemas of the dialects.")
        {
            spec,
            target,
            reference,
            vectors,
            space,
            registry,
            command,
            check,
        };
        root.SetAction(line =>
        {
            GeneratorOptions options = new()
            {
                Command = line.GetRequiredValue(command),
                Registry = line.GetValue(registry),
            };
            IReadOnlyList<OutputFolder> folders = DialectGenerator.Generate(
                Specification.Read(line.GetRequiredValue(spec), line.GetValue(space)),
                line.GetRequiredValue(target),
                line.GetValue(reference),
                line.GetValue(vectors),
                options
            );
            return line.GetValue(check) ? Check(folders, options.Command, errors) : Write(folders, output);
        });
        try
        {
            return Invoke(
                root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null }),
                output,
                errors
            );
        }
        catch (SpecException refusal)
        {
            foreach (Finding finding in refusal.Findings)
            {
                errors.WriteLine(finding);
            }

            return Refused;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"the generated files cannot be read or written: {fault.Message}");
            return Refused;
        }
    }

    private static int Invoke(ParseResult line, TextWriter output, TextWriter errors)
    {
        if (line.Errors.Count > 0 && line.Action is not { ClearsParseErrors: true })
        {
            foreach (string error in line.Errors.Select(error => error.Message).Distinct())
            {
                errors.WriteLine(error);
            }

            errors.WriteLine(
                "usage: AgentWire.Generator.Cli --spec DIR --out DIR [--reference DIR] [--vectors DIR]"
                    + " [--namespace NAME] [--registry NAME] [--command TEXT] [--check]"
            );
            return Refused;
        }

        return line.Invoke(
            new InvocationConfiguration
            {
                Output = output,
                Error = errors,
                EnableDefaultExceptionHandler = false,
            }
        );
    }

    private static int Write(IReadOnlyList<OutputFolder> folders, TextWriter output)
    {
        Change[] changes = [.. folders.SelectMany(folder => folder.Write())];
        foreach (Change change in changes)
        {
            output.WriteLine(change);
        }

        output.WriteLine(changes.Length == 0 ? "Nothing has changed." : $"{changes.Length} files have changed.");
        return Done;
    }

    private static int Check(IReadOnlyList<OutputFolder> folders, string command, TextWriter errors)
    {
        Change[] changes = [.. folders.SelectMany(folder => folder.Compare())];
        foreach (Change change in changes)
        {
            errors.WriteLine(change);
        }

        if (changes.Length == 0)
        {
            return Done;
        }

        errors.WriteLine($"The generated files do not match the specification. To fix it: {command}");
        return Drifted;
    }
}
