using AgentWire.AgUi;

namespace AgentWire.Runs.Reports;

/// <summary>Passes the events of a stream through expansion, verification and application.</summary>
internal sealed class RunReporter
{
    private readonly ChunkExpander _expander = new();
    private readonly RunVerifier _verifier = new();
    private readonly RunState _state = new();
    private readonly List<Event> _expanded = [];
    private readonly List<Event> _events = [];
    private readonly List<RunOutcome> _runs = [];
    private RunViolation? _violation;
    private long _index = -1;

    /// <summary>Adds a frame. Returns false if it, or its event, is refused.</summary>
    public bool Add(ReadOnlySpan<byte> frame, WireCodec<Event> codec)
    {
        if (codec.TryRead(frame, out Event? next, out WireError error))
        {
            return Add(next);
        }

        _index++;
        return Refuse(
            new RunViolation(
                RunRule.Event,
                _index,
                "",
                $"The frame does not contain an event: {error.Message}",
                "an event"
            )
        );
    }

    /// <summary>Adds an event. Returns false if it is refused.</summary>
    public bool Add(Event next)
    {
        _index++;
        _expanded.Clear();
        if (_expander.Expand(next, _expanded) is { } ambiguous)
        {
            return Refuse(ambiguous);
        }

        foreach (Event part in _expanded)
        {
            if (_verifier.Check(part) is { } violation)
            {
                return Refuse(violation.At(_index));
            }

            _state.Apply(part);
            _events.Add(part);
            CountRun(part);
        }

        return true;
    }

    public RunReport ToReport() => new(_violation, _events.ToWireList(), _state.ToSnapshot(), _runs.ToWireList());

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
