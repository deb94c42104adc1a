using AgentWire.AgUi;

namespace AgentWire.Runs;

/// <summary>Makes the report of a stream whose events come one at a time: expands chunks, checks the rules, and applies the events.</summary>
/// <remarks>The first event that is refused ends the stream: what is added after it is ignored. An instance is not thread-safe.</remarks>
/// <example>
/// <code>
/// RunReportBuilder builder = new();
/// await foreach (Event next in events)
/// {
///     if (!builder.Add(next))
///     {
///         break;
///     }
/// }
///
/// Console.WriteLine(builder.ToReport().ToJson());
/// </code>
/// </example>
public sealed class RunReportBuilder
{
    private readonly RunVerifier _verifier = new();
    private readonly ChunkExpander _expander;
    private readonly RunState _state;
    private readonly List<Event> _expanded = [];
    private readonly List<Event> _events = [];
    private readonly List<RunOutcome> _runs = [];
    private readonly List<RunWarning> _warnings = [];
    private RunViolation? _violation;
    private long _index = -1;

    /// <summary>Creates an instance.</summary>
    public RunReportBuilder()
    {
        _expander = new ChunkExpander(_verifier);
        _state = new RunState { OnWarning = warning => _warnings.Add(warning.At(_index)) };
    }

    /// <summary>Adds a frame, which should contain the JSON of one event.</summary>
    /// <param name="frame">The frame, as UTF-8.</param>
    /// <param name="codec">The codec that reads the frame. Default: <see cref="AgUiWire.Server"/>.</param>
    /// <returns>False if the frame contains no event, the event is refused, or an earlier one was.</returns>
    public bool AddFrame(ReadOnlySpan<byte> frame, WireCodec<Event>? codec = null)
    {
        if (_violation is not null)
        {
            return false;
        }

        if ((codec ?? AgUiWire.Server).TryRead(frame, out Event? next, out WireError error))
        {
            return Add(next);
        }

        _index++;
        return Refuse(RunViolation.NoEvent(_index, error));
    }

    /// <summary>Adds an event.</summary>
    /// <returns>False if the event is refused, or an earlier one was.</returns>
    /// <exception cref="ArgumentNullException">The event is null.</exception>
    public bool Add(Event next)
    {
        Argument.NotNull(next, nameof(next));
        if (_violation is not null)
        {
            return false;
        }

        _index++;
        _expanded.Clear();
        RunViolation? violation = _expander.Expand(next, _expanded);
        foreach (Event part in _expanded)
        {
            _state.Apply(part);
            _events.Add(part);
            CountRun(part);
        }

        return violation is null || Refuse(violation);
    }

    /// <summary>Returns the report of the stream so far, as if it ended here.</summary>
    public RunReport ToReport() =>
        new(_violation, _events.ToWireList(), _state.ToSnapshot(), _runs.ToWireList(), _warnings.ToWireList());

    private bool Refuse(RunViolation violation)
    {
        _violation = violation;
        if (_runs.Count > 0 && _runs[_runs.Count - 1] == RunOutcome.Truncated)
        {
            _runs[_runs.Count - 1] = RunOutcome.Refused;
        }

        return false;
    }

    private void CountRun(Event accepted)
    {
        switch (accepted)
        {
            case Event.RunStarted:
                _runs.Add(RunOutcome.Truncated);
                break;
            case Event.RunError when _runs.Count == 0:
                _runs.Add(RunOutcome.RunError);
                break;
            case Event.RunFinished or Event.RunError:
                _runs[_runs.Count - 1] = _verifier.End!.Value;
                break;
        }
    }
}
