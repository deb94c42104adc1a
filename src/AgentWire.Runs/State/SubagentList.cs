using AgentWire.AgUi;

namespace AgentWire.Runs.State;

/// <summary>The subagents of a run.</summary>
internal sealed class SubagentList
{
    private readonly Dictionary<string, int> _places = [];
    private readonly List<RunSubagent> _all = [];
    private WireList<RunSubagent>? _list;

    public WireList<RunSubagent> ToList() => _list ??= _all.ToWireList();

    public bool Clear()
    {
        bool any = _all.Count > 0;
        _places.Clear();
        _all.Clear();
        _list = null;
        return any;
    }

    public bool Start(Event.SubagentStarted started)
    {
        if (_places.ContainsKey(started.SubagentRunId))
        {
            return false;
        }

        _places.Add(started.SubagentRunId, _all.Count);
        _all.Add(new RunSubagent { Started = started });
        _list = null;
        return true;
    }

    public bool End(string id, Event.SubagentFinished? finished, Event.SubagentError? error)
    {
        if (!_places.TryGetValue(id, out int place))
        {
            return false;
        }

        _all[place] = _all[place] with { Finished = finished, Error = error };
        _list = null;
        return true;
    }
}
