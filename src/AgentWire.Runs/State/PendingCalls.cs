using AgentWire.AgUi;

namespace AgentWire.Runs.State;

/// <summary>The tool calls that a run has started, and those that nobody has answered at its end.</summary>
internal sealed class PendingCalls
{
    private readonly List<string> _started = [];
    private readonly HashSet<string> _known = [];
    private readonly HashSet<string> _answered = [];

    public WireList<string> Pending { get; private set; }

    public void Begin()
    {
        _started.Clear();
        _known.Clear();
        _answered.Clear();
    }

    public void Start(string id)
    {
        if (_known.Add(id))
        {
            _started.Add(id);
        }
    }

    public void Answer(string id) => _answered.Add(id);

    public void Answer(WireList<Message> messages)
    {
        foreach (Message message in messages)
        {
            if (message is Message.Tool tool)
            {
                Answer(tool.ToolCallId);
            }
        }
    }

    /// <summary>Decides what a finished run leaves to the client. Returns whether this changes.</summary>
    public bool Finish(RunFinishedOutcome? outcome)
    {
        WireList<string> before = Pending;
        Pending = outcome switch
        {
            RunFinishedOutcome.Success { PendingToolCallIds: { Count: > 0 } named } => named,
            RunFinishedOutcome.Interrupt or RunFinishedOutcome.Cancelled => default,
            _ => _started.Where(id => !_answered.Contains(id)).ToWireList(),
        };
        return before != Pending;
    }
}
