using System.CommandLine;
using AgentWire.Spec.Files;
using AgentWire.Tool.Conformance;

namespace AgentWire.Tool.Commands;

/// <summary><c>agentwire spec</c>: lists or exports the specification that the tool contains.</summary>
internal static class SpecCommand
{
    private const int ShownNames = 5;

    private const string ExportNotes = """
        Every file of spec/ is written byte for byte: README.md, the schemas, manifests, vectors and recorded sessions.
        If a file already exists and differs, this is an error and nothing is written; --force overwrites it.
        Nothing is written outside DIR. A link in DIR with the name of a file or folder to write is an error, and so is
        anything else with such a name that is not a regular file. DIR itself can be a link to a folder.
        Other files in DIR are not changed.

        Examples:
          agentwire spec export spec
          agentwire conform --exec ./testee --spec spec
        """;

    public static Command Create() =>
        new("spec", "Lists or exports the specification that the tool contains.") { CreateExport(), CreateList() };

    private static Command CreateExport()
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "The folder to write to. It is created if it does not exist.",
        };
        var force = new Option<bool>("--force") { Description = "Overwrite files that differ." };
        var command = new Command("export", "Writes the specification to a folder: schemas, vectors and rules.")
        {
            folder,
            force,
        };
        command.SetAction(line =>
        {
            string target = line.GetRequiredValue(folder);
            int written = Export(ToolSpec.Files(), target, line.GetValue(force));
            line.InvocationConfiguration.Output.WriteLine($"{written} files written to {Printable.Escape(target)}");
            return ExitCodes.Ok;
        });
        HelpWithNotes.Add(command, ExportNotes);
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("list", "Lists the files of the specification, one per line.");
        command.SetAction(line =>
        {
            foreach (string name in ToolSpec.Files().Names)
            {
                line.InvocationConfiguration.Output.WriteLine(name);
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    /// <returns>The number of files that were written. Files that already exist are not.</returns>
    private static int Export(SpecFiles files, string folder, bool force)
    {
        try
        {
            var target = new TargetFolder(folder);
            var missing = new List<(string Name, byte[] Bytes)>();
            var differing = new List<string>();
            foreach (string name in files.Names)
            {
                byte[] bytes = files.Read(name);
                byte[]? present = target.Find(name);
                if (present is not null && present.AsSpan().SequenceEqual(bytes))
                {
                    continue;
                }

                missing.Add((name, bytes));
                if (present is not null)
                {
                    differing.Add(target.PathOf(name));
                }
            }

            if (differing.Count > 0 && !force)
            {
                throw new UsageException(
                    $"these files differ and were not overwritten (--force overwrites them): {string.Join(", ", differing.Take(ShownNames))}"
                        + (differing.Count > ShownNames ? $" and {differing.Count - ShownNames} more" : "")
                );
            }

            foreach ((string name, byte[] bytes) in missing)
            {
                target.Write(name, bytes);
            }

            return missing.Count;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"cannot write to '{folder}': {error.Message}", error);
        }
    }
}
