using System.Runtime.CompilerServices;
using AgentWire.AgUi;
using AgentWire.Runs.Client;
using AgentWire.Streaming;

namespace AgentWire.Runs;

/// <summary>
/// A run of an agent on a server: its events as they arrive, without chunks, verified, and applied to the state. Create it
/// with <see cref="AgUiClient"/>.
/// </summary>
/// <remarks>
/// A stream can have several runs, if a server repeats the conversation first. The last one counts. An instance is not
/// thread-safe. Dispose it to disconnect, which cancels a run that has not ended.
/// </remarks>
public sealed class AgUiRun : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly WireServerSentEventReader<Event> _reader;
    private readonly Action<RunViolation>? _onViolation;
    private readonly ChunkExpander _expander;
    private readonly List<Event> _expanded = [];
    private readonly Queue<Event> _parts = new();
    private RunViolation? _violation;
    private Event.RunError? _error;
    private RunOutcome? _end;
    private bool _hasBegun;
    private bool _isOver;

    private AgUiRun(
        RunAgentInput input,
        RunState state,
        HttpResponseMessage response,
        WireServerSentEventReader<Event> reader,
        Action<RunViolation>? onViolation
    )
    {
        Input = input;
        State = state;
        _response = response;
        _reader = reader;
        _onViolation = onViolation;
        _expander = new ChunkExpander(new RunVerifier { ReportsOnly = onViolation is not null });
    }

    /// <summary>Gets the request as it was sent.</summary>
    public RunAgentInput Input { get; }

    /// <summary>Gets the conversation after the last event that was read.</summary>
    public RunState State { get; }

    /// <summary>Gets how the run has ended so far, or null before its first event.</summary>
    public RunOutcome? Outcome => _violation is null ? _end : RunOutcome.Refused;

    /// <summary>
    /// Reads the events, up to the end of the stream. <see cref="State"/> contains an event when it is returned. RUN_ERROR is
    /// returned before the exception that it causes.
    /// </summary>
    /// <remarks>
    /// A new enumeration continues where the previous one stopped. A stream that is cut off after the end of the run is not an
    /// error.
    /// </remarks>
    /// <exception cref="AgUiStreamException">The stream was cut off, or an event is damaged.</exception>
    /// <exception cref="AgUiRunException">The run ended with an error, broke a rule, or has no end.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The run was disposed.</exception>
    public async IAsyncEnumerable<Event> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        IAsyncEnumerator<Event> received = _reader
            .ReadAllAsync(cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await using (received.ConfigureAwait(false))
        {
            do
            {
                while (_parts.Count > 0)
                {
                    Event part = _parts.Dequeue();
                    Apply(part);
                    yield return part;
                }
            } while (_violation is null && await MoveNextAsync(received).ConfigureAwait(false));
        }

        ThrowUnlessFinished();
    }

    /// <summary>Reads the rest of the events, and returns the conversation after them.</summary>
    /// <inheritdoc cref="ReadAllAsync"/>
    public async Task<RunSnapshot> CompleteAsync(CancellationToken cancellationToken = default)
    {
        await foreach (Event _ in ReadAllAsync(cancellationToken).ConfigureAwait(false)) { }

        return State.ToSnapshot();
    }

    /// <summary>Disconnects from the server. The method does not throw.</summary>
    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
    }

    internal static async Task<AgUiRun> CreateAsync(
        RunAgentInput input,
        RunState state,
        HttpResponseMessage response,
        AgUiClientOptions options
    )
    {
        Stream body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        return new(
            input,
            state,
            response,
            WireStreamReader.CreateServerSentEvents(
                body,
                AgUiWire.Server.With(options.Events),
                options.Stream with
                {
                    LeaveOpen = false,
                }
            ),
            options.OnViolation
        );
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<Event> received)
    {
        if (_isOver)
        {
            return false;
        }

        try
        {
            _isOver = !await received.MoveNextAsync().ConfigureAwait(false);
        }
        catch (WireException exception)
        {
            throw new AgUiStreamException(exception);
        }
        catch (WireStreamException exception)
        {
            _isOver = true;
            if (_end is RunOutcome.Finished or RunOutcome.RunError)
            {
                return false;
            }

            throw new AgUiStreamException(exception);
        }

        if (!_isOver)
        {
            Expand(received.Current);
        }

        return !_isOver;
    }

    private void Expand(Event next)
    {
        _expanded.Clear();
        RunViolation? violation = _expander.Expand(next, _expanded);
        _expanded.ForEach(_parts.Enqueue);
        if (violation is null)
        {
            return;
        }

        if (_onViolation is null)
        {
            _violation = violation;
        }
        else
        {
            _onViolation(violation);
        }
    }

    private void Apply(Event part)
    {
        _end = part switch
        {
            Event.RunStarted => RunOutcome.Truncated,
            Event.RunFinished => RunOutcome.Finished,
            Event.RunError => RunOutcome.RunError,
            _ => _end,
        };
        _error = part as Event.RunError ?? _error;

        // The messages of the request are added once. A later run of the stream may have removed some of them.
        State.Apply(part, _hasBegun ? default : Input.Messages);
        _hasBegun = true;
    }

    private void ThrowUnlessFinished()
    {
        if (_violation is not null)
        {
            throw new AgUiRunException(_violation);
        }

        switch (_end)
        {
            case RunOutcome.Finished:
                return;
            case RunOutcome.RunError:
                throw new AgUiRunException(_error!);
            default:
                throw new AgUiRunException();
        }
    }
}
