using System.CommandLine;
using AgentWire.Spec.Files;
using AgentWire.Tool.Conformance;

namespace AgentWire.Tool.Commands;

/// <summary><c>agentwire spec</c>: the specification that the tool carries.</summary>
internal static class SpecCommand
{
    private const int ShownNames = 5;

    private const string ExportNotes = """
        Every file of spec/ is written byte for byte: README.md, the schemas, manifests, vectors and recorded sessions.
        A file that is there already and differs is an error, upon which nothing is written; --force overwrites it.
        Nothing is written outside DIR: a link in it that has the name of a file or folder to write is an error, and so is
        anything else with that name that is no regular file. DIR itself may be a link to a folder.
        Other files in DIR are left alone.

        Examples:
          agentwire spec export spec
          agentwire conform --exec ./testee --spec spec
        """;

    public static Command Create() =>
        new("spec", "Shows or writes out the specification that the tool carries.") { CreateExport(), CreateList() };

    private static Command CreateExport()
    {
        var folder = new Argument<string>("DIR") { Description = "Where to write it; is made where it is not there." };
        var force = new Option<bool>("--force") { Description = "Overwrite files that differ." };
        var command = new Command("export", "Writes out the specification: schemas, vectors and rules.")
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
        var command = new Command("list", "Shows the names of the specification's files, one a line.");
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

    /// <returns>How many files were written; those that are there already are not.</returns>
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
