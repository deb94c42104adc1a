using AgentWire.AgUi;
using AgentWire.Runs.AspNetCore.Serving;
using Microsoft.AspNetCore.Http;

namespace AgentWire.Runs.AspNetCore;

/// <summary>The run of an agent, as its handler sees it: the request, and what sends events.</summary>
/// <remarks>
/// A handler that just returns has finished the run. To end it in another way, call one of the methods that do so, as the last
/// thing. All of them first end what is still open: messages, tool calls, reasoning, steps and subagents; only
/// <see cref="FailAsync"/> does not, because an error ends all of that too.
/// </remarks>
public sealed class RunContext : RunWriter
{
    internal RunContext(RunStream stream, RunAgentInput input, HttpContext context)
        : base(stream, null)
    {
        Input = input;
        HttpContext = context;
    }

    /// <summary>Gets the request.</summary>
    public RunAgentInput Input { get; }

    /// <summary>Gets the HTTP request, with the user and the services of the application.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>Gets whether the run has ended.</summary>
    public bool HasEnded => Stream.End is not null;

    /// <summary>Replaces the messages of the conversation.</summary>
    public Task SendMessagesAsync(WireList<Message> messages, CancellationToken cancellationToken = default) =>
        Stream.SendAsync(new Event.MessagesSnapshot { Messages = messages }, cancellationToken);

    /// <summary>Finishes the run.</summary>
    /// <param name="result">The result: any JSON but null.</param>
    /// <param name="usage">The tokens that the run has used, with one entry for each provider and model.</param>
    /// <param name="pendingToolCallIds">The identifiers of the tool calls that the client must answer.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public Task FinishAsync(
        RawJson? result = null,
        WireList<TokenUsage>? usage = null,
        WireList<string>? pendingToolCallIds = null,
        CancellationToken cancellationToken = default
    ) =>
        EndAsync(
            pendingToolCallIds is null
                ? null
                : new RunFinishedOutcome.Success { PendingToolCallIds = pendingToolCallIds },
            usage,
            cancellationToken,
            result
        );

    /// <summary>
    /// Ends the run with questions. The client answers all of them in <see cref="RunAgentInput.Resume"/> of the next run.
    /// Subagents that are active are suspended.
    /// </summary>
    /// <param name="interrupts">The questions: at least one, with different identifiers.</param>
    /// <param name="usage">The tokens that the run has used, with one entry for each provider and model.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <exception cref="ArgumentException">There is no question, or two have the same identifier.</exception>
    public Task InterruptAsync(
        WireList<Interrupt> interrupts,
        WireList<TokenUsage>? usage = null,
        CancellationToken cancellationToken = default
    )
    {
        if (interrupts.Count == 0)
        {
            throw new ArgumentException("At least one interrupt is needed.", nameof(interrupts));
        }

        if (interrupts.Select(each => each.Id).Distinct().Count() < interrupts.Count)
        {
            throw new ArgumentException("Two interrupts have the same identifier.", nameof(interrupts));
        }

        return EndAsync(new RunFinishedOutcome.Interrupt { Interrupts = interrupts }, usage, cancellationToken);
    }

    /// <summary>Ends the run before its work is done, because it was told to: this is neither a success nor a failure.</summary>
    /// <param name="usage">The tokens that the run has used, with one entry for each provider and model.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public Task CancelAsync(WireList<TokenUsage>? usage = null, CancellationToken cancellationToken = default) =>
        EndAsync(new RunFinishedOutcome.Cancelled(), usage, cancellationToken);

    /// <summary>Ends the run with an error.</summary>
    /// <param name="message">What went wrong, for people.</param>
    /// <param name="code">What went wrong, for programs.</param>
    /// <param name="usage">The tokens that the run has used, with one entry for each provider and model.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    public Task FailAsync(
        string message,
        string? code = null,
        WireList<TokenUsage>? usage = null,
        CancellationToken cancellationToken = default
    ) =>
        Stream.EndAsync(
            new Event.RunError
            {
                Message = message,
                Code = code,
                Usage = usage,
            },
            cancellationToken
        );

    private Task EndAsync(
        RunFinishedOutcome? outcome,
        WireList<TokenUsage>? usage,
        CancellationToken cancellationToken,
        RawJson? result = null
    ) =>
        Stream.EndAsync(
            new Event.RunFinished
            {
                ThreadId = Input.ThreadId,
                RunId = Input.RunId,
                Result = result,
                Outcome = outcome,
                Usage = usage,
            },
            cancellationToken
        );
}
