using System.CommandLine;
using AgentWire.Spec;

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
        RequestOptions options = new();
        var check = new Option<bool>("--check")
        {
            Description = "Write nothing, and exit with 1 if the files are not up to date.",
        };
        var list = new Option<string?>("--list")
        {
            Description = "Write the paths of the C# files to this file, one on each line.",
            HelpName = "FILE",
        };
        var msbuild = new Option<bool>("--msbuild") { Description = "Write errors as MSBuild reads them." };
        var root = new RootCommand("Generates C#, reference pages and test vectors from the schemas of dialects.")
        {
            check,
            list,
            msbuild,
        };
        options.AddTo(root);
        bool isBuild = false;
        root.SetAction(line =>
        {
            isBuild = line.GetValue(msbuild);
            GenerationRequest request = options.Read(line);
            IReadOnlyList<OutputFolder> folders = DialectGenerator.Generate(request);
            if (line.GetValue(check))
            {
                return Check(folders, request.Command, errors);
            }

            int exitCode = Write(folders, isBuild ? TextWriter.Null : output);
            if (line.GetValue(list) is { } file)
            {
                File.WriteAllLines(file, folders.SelectMany(folder => folder.Paths));
            }

            return exitCode;
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
                errors.WriteLine(isBuild ? BuildError.Of(finding) : finding.ToString());
            }

            return Refused;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            string reason = $"the generated files cannot be read or written: {fault.Message}";
            errors.WriteLine(isBuild ? BuildError.Of(reason) : reason);
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
                "usage: AgentWire.Generator.Cli (--spec DIR | --dialect FILE…) --out DIR [OPTION…]; see --help"
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

        output.WriteLine(changes.Length == 0 ? "Nothing has changed." : $"Changed files: {changes.Length}.");
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
