using System.CommandLine;
using AgentWire.Generator.Plan;
using AgentWire.Interpreter;
using AgentWire.Spec;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Tool.Commands;

/// <summary>The option for dialects of one's own, which are read from their schemas.</summary>
internal sealed class SpecOption
{
    private readonly Option<string?> _spec = new("--spec")
    {
        Description = "A folder with your own dialects, one folder for each. [default: the dialects in the tool]",
        HelpName = "DIR",
    };

    public SpecOption(Command command) => command.Add(_spec);

    /// <summary>Returns the dialects of the folder, or those in the tool.</summary>
    /// <exception cref="UsageException">There is no such folder, or no dialect in it.</exception>
    /// <exception cref="SpecException">A schema or a manifest is not valid.</exception>
    public IReadOnlyList<WireDialect> Dialects(ParseResult command)
    {
        if (command.GetValue(_spec) is not { } folder)
        {
            return WireDialects.All;
        }

        if (!Directory.Exists(folder))
        {
            throw new UsageException($"there is no folder '{folder}'");
        }

        List<Dialect> dialects = Specification.Read(folder);
        if (dialects.Count == 0)
        {
            throw new UsageException($"there is no dialect in '{folder}': each has a folder with a dialect.json in it");
        }

        FindingList findings = new();
        foreach (Dialect dialect in dialects)
        {
            UnsupportedShapes.Check(dialect, findings);
        }

        findings.ThrowIfAny();
        return [.. dialects.Select(InterpretedDialect.Of)];
    }
}
