using System.CommandLine;
using AgentWire.Generator;
using AgentWire.Spec;

namespace AgentWire.Tool.Commands;

/// <summary><c>agentwire generate</c>: writes the C#, the reference pages and the derived vectors of dialects.</summary>
internal static class GenerateCommand
{
    private const string Notes = """
        The package AgentWire.Generator generates the C# in each build. This command is for the other files, and for C#
        without the package.

        Only files that differ are written. Generated files that are no longer generated are deleted: *.g.cs below --out,
        REFERENCE.md below --reference, and vectors/derived/*.json below --vectors; with --dialect, only those of the
        dialect. Other files are not changed.
        Each dialect has a folder with its name below --reference and --vectors, as in a folder of dialects.

        A fault in a schema or a manifest is printed as FILE(LINE,COLUMN): error CODE: REASON. Then nothing is written.

        Examples:
          agentwire generate --spec spec --out src/Contracts
          agentwire generate --spec spec --reference spec --vectors spec
          agentwire generate --dialect spec/charging/dialect.json --out src/Contracts --check
        """;

    public static Command Create(ErrorOutput errors)
    {
        RequestOptions options = new();
        var check = new Option<bool>("--check")
        {
            Description = "Write nothing, and exit with 1 if the files are not up to date.",
        };
        var command = new Command(
            "generate",
            "Writes the C#, reference pages and derived vectors of your own dialects."
        );
        options.AddTo(command);
        command.Add(check);
        command.SetAction(line =>
            Run(options.Read(line), line.GetValue(check), line.InvocationConfiguration.Output, errors)
        );
        HelpWithNotes.Add(command, Notes);
        return command;
    }

    private static int Run(GenerationRequest request, bool isCheck, TextWriter output, ErrorOutput errors)
    {
        try
        {
            IReadOnlyList<OutputFolder> folders = DialectGenerator.Generate(request);
            Change[] changes = [.. folders.SelectMany(folder => isCheck ? folder.Compare() : folder.Write())];
            foreach (Change change in changes)
            {
                output.WriteLine(Printable.Escape(change.ToString()));
            }

            string found = isCheck ? "Files that are not up to date" : "Changed files";
            output.WriteLine(changes.Length == 0 ? "Nothing has changed." : $"{found}: {changes.Length}.");
            return isCheck && changes.Length > 0 ? ExitCodes.Findings : ExitCodes.Ok;
        }
        catch (SpecException refusal)
        {
            errors.Report(refusal);
            return ExitCodes.Findings;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"the generated files cannot be read or written: {error.Message}", error);
        }
    }
}
