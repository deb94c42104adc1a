using System.CommandLine;
using AgentWire.Generator;
using AgentWire.Spec;
using AgentWire.Spec.Files;
using AgentWire.Spec.Reading;
using AgentWire.Tool.Scaffolding;

namespace AgentWire.Tool.Commands;

/// <summary><c>agentwire new</c>: makes a folder with a small protocol that builds.</summary>
internal static class NewCommand
{
    private const string DefaultFramework = "net10.0";

    private const string Notes = """
        The folder contains a program that reads a recorded session of the new protocol, and this:

          spec/NAME/dialect.json         the manifest: what JSON Schema cannot say
          spec/NAME/*.schema.json        the messages of both sides
          spec/NAME/sessions/            a recorded session
          spec/NAME/vectors/             test cases for implementations in any language
          spec/*.schema.json             the schemas of manifests and vectors, for editors

        NAME is in lower case, with hyphens between words. The folder must not exist, or must be empty.
        With --library, the project is a library that the programs of both sides refer to.

        Examples:
          agentwire new charging --namespace Acme.Charging
          dotnet run --project charging
          agentwire new charging --namespace Acme.Charging --library
        """;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The name of the protocol and of its folder." };
        var target = new Option<string?>("--out")
        {
            Description = "The folder. By default, it has the name of the protocol.",
            HelpName = "DIR",
        };
        var space = new Option<string?>("--namespace")
        {
            Description = "The C# namespace. By default, it is the name of the protocol.",
            HelpName = "NAME",
        };
        var framework = new Option<string>("--framework")
        {
            Description = "The target framework of the project.",
            HelpName = "TFM",
            DefaultValueFactory = _ => DefaultFramework,
        };
        var library = new Option<bool>("--library") { Description = "Make a library instead of a program." };
        var command = new Command("new", "Makes a folder with a protocol of your own, which builds and runs.")
        {
            name,
            target,
            space,
            framework,
            library,
        };
        command.SetAction(line =>
        {
            string protocol = line.GetRequiredValue(name);
            Template template = new()
            {
                Name = protocol,
                Namespace = line.GetValue(space) ?? CSharpNames.Pascal(protocol),
                Framework = line.GetRequiredValue(framework),
                IsLibrary = line.GetValue(library),
            };
            string folder = line.GetValue(target) ?? protocol;
            int written = Write(template, folder);
            TextWriter output = line.InvocationConfiguration.Output;
            output.WriteLine($"{written} files written to {Printable.Escape(folder)}");
            output.WriteLine(
                $"To try it: dotnet {(template.IsLibrary ? "build" : "run --project")} {Printable.Escape(folder)}"
            );
            return ExitCodes.Ok;
        });
        HelpWithNotes.Add(command, Notes);
        return command;
    }

    private static int Write(Template template, string folder)
    {
        template.Check();
        try
        {
            if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                throw new UsageException($"'{folder}' already exists");
            }

            TryOut(template);
            return Write(template, new TargetFolder(folder));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write to '{folder}': {error.Message}", error);
        }
    }

    /// <summary>Generates the code elsewhere, because a name can be one that C# or the generated code uses.</summary>
    private static void TryOut(Template template)
    {
        DirectoryInfo trial = Directory.CreateTempSubdirectory("agentwire-new-");
        try
        {
            Write(template, new TargetFolder(trial.FullName));
            DialectGenerator.CSharp(Path.Combine(trial.FullName, "spec"));
        }
        catch (SpecException refusal)
        {
            throw new UsageException(
                $"these names are not possible; choose another name, or another --namespace: {refusal.Findings[0].Reason}",
                refusal
            );
        }
        finally
        {
            trial.Delete(recursive: true);
        }
    }

    private static int Write(Template template, TargetFolder target)
    {
        int count = 0;
        foreach ((string file, byte[] bytes) in template.Files())
        {
            target.Write(file, bytes);
            count++;
        }

        return count;
    }
}
