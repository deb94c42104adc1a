using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.CompilerServices;

namespace AgentWire.Tool.Commands;

/// <summary>Prints the usual help, followed by notes that a list of options cannot express: rules and examples.</summary>
internal sealed class HelpWithNotes : SynchronousCommandLineAction
{
    /// <summary>The name of the tool as a user types it.</summary>
    public const string ToolName = "agentwire";

    private const int WidthInFiles = 100;
    private static readonly ConditionalWeakTable<Command, string> Notes = [];

    private readonly HelpAction _help = new();

    public override bool ClearsParseErrors => true;

    /// <summary>Sets the notes at the end of a command's help.</summary>
    public static void Add(Command command, string notes) => Notes.Add(command, notes);

    /// <summary>Replaces the usual help of all commands.</summary>
    public static void Install(RootCommand root, ResultOutput output)
    {
        var help = new HelpWithNotes();
        if (!output.IsTerminal)
        {
            help._help.MaxWidth = WidthInFiles;
        }

        root.Options.OfType<HelpOption>().Single().Action = help;
    }

    /// <summary>Returns the command as a user types it.</summary>
    public static string FullName(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{FullName(parent)} {command.Command.Name}" : ToolName;

    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = _help.Invoke(parseResult);
        if (Notes.TryGetValue(parseResult.CommandResult.Command, out string? notes))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(notes);
        }

        return exitCode;
    }
}
