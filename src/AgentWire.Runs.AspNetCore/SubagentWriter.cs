using AgentWire.AgUi;
using AgentWire.Runs.AspNetCore.Serving;

namespace AgentWire.Runs.AspNetCore;

/// <summary>
/// Sends the events of a subagent. Create it with <see cref="RunWriter.StartSubagentAsync"/>. What the subagent has begun ends
/// before it.
/// </summary>
public sealed class SubagentWriter : RunWriter, IAsyncDisposable
{
    private readonly OpenThing _subagent;

    internal SubagentWriter(RunStream stream, OpenThing subagent)
        : base(stream, subagent.Id) => _subagent = subagent;

    /// <summary>Gets the identifier of this call of the subagent.</summary>
    public string SubagentRunId => _subagent.Id;

    /// <summary>Ends the work of the subagent. If it has ended, nothing happens.</summary>
    /// <param name="result">The result: any JSON but null.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public Task FinishAsync(RawJson? result = null, CancellationToken cancellationToken = default) =>
        EndAsync(new Event.SubagentFinished { SubagentRunId = SubagentRunId, Result = result }, cancellationToken);

    /// <summary>Ends the work of the subagent in this run, because it waits for answers. A later run can continue it.</summary>
    /// <param name="interruptIds">The identifiers of the interrupts that it waits for, which end the run. Default: those of others.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public Task SuspendAsync(WireList<string>? interruptIds = null, CancellationToken cancellationToken = default) =>
        EndAsync(
            new Event.SubagentFinished
            {
                SubagentRunId = SubagentRunId,
                Outcome = new SubagentFinishedOutcome.Suspended { InterruptIds = interruptIds },
            },
            cancellationToken
        );

    /// <summary>Ends the work of the subagent with an error. The run goes on.</summary>
    /// <param name="message">What went wrong, for people.</param>
    /// <param name="code">What went wrong, for programs.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public Task FailAsync(string message, string? code = null, CancellationToken cancellationToken = default) =>
        EndAsync(
            new Event.SubagentError
            {
                SubagentRunId = SubagentRunId,
                Message = message,
                Code = code,
            },
            cancellationToken
        );

    /// <summary>Ends the work of the subagent, unless it has ended.</summary>
    public ValueTask DisposeAsync() => new(FinishAsync());

    private Task EndAsync(Event end, CancellationToken cancellationToken) =>
        Stream.CloseAsync(_subagent, end, cancellationToken);
}
