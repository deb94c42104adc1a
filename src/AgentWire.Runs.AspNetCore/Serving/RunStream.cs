using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using AgentWire.AgUi;

namespace AgentWire.Runs.AspNetCore.Serving;

/// <summary>
/// The events of one run on their way from the handler to the response. Several tasks can send at the same time. The handler
/// is at most one event ahead of the client.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "The semaphore has nothing to dispose, and a handler that sends too late must get an exception that says so."
)]
internal sealed class RunStream(EventGate gate)
{
    private readonly Channel<Event> _events = Channel.CreateBounded<Event>(
        new BoundedChannelOptions(1) { SingleReader = true }
    );
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly OpenThings _open = new();
    private volatile bool _isOver;
    private CancellationToken _gone;

    /// <summary>Gets the events, for the response.</summary>
    public ChannelReader<Event> Events => _events.Reader;

    /// <summary>Gets how the handler has ended the run, or null.</summary>
    public RunOutcome? End { get; private set; }

    /// <summary>Ends the stream for the response: the handler has returned.</summary>
    public void Complete()
    {
        _isOver = true;
        _events.Writer.TryComplete();
    }

    /// <summary>Ends the stream for the handler: the response has ended. What it sends from now on throws.</summary>
    public void Abandon(CancellationToken gone)
    {
        _gone = gone;
        _events.Writer.TryComplete();
    }

    public Task SendAsync(Event next, CancellationToken cancellationToken) =>
        TakeTurnAsync(() => PutAsync(next, cancellationToken), cancellationToken);

    /// <summary>Sends an event that begins something.</summary>
    public async Task<OpenThing> OpenAsync(Event start, CancellationToken cancellationToken)
    {
        OpenThing? opened = null;
        await TakeTurnAsync(
                async () =>
                {
                    await PutAsync(start, cancellationToken).ConfigureAwait(false);
                    opened = _open.Newest();
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return opened!;
    }

    /// <summary>Sends a part of a text.</summary>
    /// <exception cref="InvalidOperationException">The thing has ended.</exception>
    public Task AppendAsync(OpenThing thing, string text, CancellationToken cancellationToken) =>
        TakeTurnAsync(
            () =>
                !_open.Contains(thing)
                    ? throw new InvalidOperationException($"The {Name(thing.Kind)} has ended.")
                    : PutAllAsync(thing.Append(text) is { } content ? [content] : [], cancellationToken),
            cancellationToken
        );

    /// <summary>Ends things that are still open.</summary>
    public Task CloseAsync(CancellationToken cancellationToken, params OpenThing[] things) =>
        TakeTurnAsync(
            () => PutAllAsync(things.Where(_open.Contains).SelectMany(thing => thing.End()), cancellationToken),
            cancellationToken,
            always: true
        );

    /// <summary>Ends a subagent, if it is still active, after all that it has left open.</summary>
    public Task CloseAsync(OpenThing subagent, Event end, CancellationToken cancellationToken) =>
        TakeTurnAsync(
            () =>
                _open.Contains(subagent)
                    ? PutAllAsync([.. EndsOf(subagent.Id), end], cancellationToken)
                    : Task.CompletedTask,
            cancellationToken,
            always: true
        );

    /// <summary>Ends the run. RUN_FINISHED comes after the ends of all that is open.</summary>
    /// <exception cref="InvalidOperationException">The run has ended already.</exception>
    public Task EndAsync(Event end, CancellationToken cancellationToken) =>
        TakeTurnAsync(
            () =>
                PutAllAsync(
                    end is Event.RunFinished finished ? [.. EndsOf(finished.Outcome), end] : [end],
                    cancellationToken
                ),
            cancellationToken
        );

    /// <summary>Sends RUN_ERROR, which is also allowed after RUN_FINISHED.</summary>
    public Task FailAsync(Event.RunError error, CancellationToken cancellationToken) =>
        TakeTurnAsync(
            () => End == RunOutcome.RunError ? Task.CompletedTask : PutAsync(error, cancellationToken),
            cancellationToken,
            always: true
        );

    private Event[] EndsOf(string owner) =>
        [.. _open.NewestFirst().Where(thing => thing.Owner == owner).SelectMany(thing => thing.End())];

    private Event[] EndsOf(RunFinishedOutcome? outcome) =>
        [.. _open.NewestFirst().SelectMany(thing => thing.End(outcome))];

    /// <summary>Does something when nobody else is sending.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="cancellationToken">The token that cancels the wait.</param>
    /// <param name="always">Whether to do it although the run has ended.</param>
    private async Task TakeTurnAsync(Func<Task> action, CancellationToken cancellationToken, bool always = false)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!always && (End is not null || _isOver))
            {
                throw new InvalidOperationException("The run has ended.");
            }

            await action().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task PutAllAsync(IEnumerable<Event> events, CancellationToken cancellationToken)
    {
        foreach (Event next in events.ToArray())
        {
            await PutAsync(next, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Passes an event to the response. Nothing is changed if this is cancelled, or if the event is refused.</summary>
    private async Task PutAsync(Event next, CancellationToken cancellationToken)
    {
        bool hasRoom = await _events.Writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false);
        if (hasRoom)
        {
            gate.Check(next);
        }

        if (!hasRoom || !_events.Writer.TryWrite(next))
        {
            throw new OperationCanceledException("The client has gone, or the server stops.", _gone);
        }

        _open.Observe(next);
        End = next switch
        {
            Event.RunFinished => RunOutcome.Finished,
            Event.RunError => RunOutcome.RunError,
            _ => End,
        };
    }

    private static string Name(OpenKind kind) =>
        kind switch
        {
            OpenKind.Message => "message",
            OpenKind.ToolCall => "tool call",
            _ => "reasoning",
        };
}
