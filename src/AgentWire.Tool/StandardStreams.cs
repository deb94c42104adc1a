using AgentWire.Tool.Lines;

namespace AgentWire.Tool;

/// <summary>The standard streams of a run of the tool. Each is opened at most once.</summary>
internal abstract class StandardStreams
{
    /// <summary>Gets whether standard output is not a terminal.</summary>
    public abstract bool IsOutputRedirected { get; }

    /// <exception cref="UsageException">Standard input is closed.</exception>
    public abstract InputFile OpenInput();

    /// <exception cref="IOException">Standard output is closed.</exception>
    /// <exception cref="UnauthorizedAccessException">Standard output cannot be written to.</exception>
    public abstract Stream OpenOutput();

    /// <summary>Opens standard error. If it is closed or cannot be written to, the output is dropped.</summary>
    public abstract Stream OpenError();
}
