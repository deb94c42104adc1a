using AgentWire.AgUi;

namespace AgentWire.Runs.Tests.Support;

/// <summary>
/// Makes random streams that keep the rules, by its own account of what is open and whose it is: it knows nothing of the
/// verifier. The same seed gives the same stream.
/// </summary>
public sealed class RandomRun
{
    private static readonly string?[] Owners = [null, null, null, "s1", "s2", ""];

    private readonly Random _random;
    private readonly List<Event> _events = [];
    private readonly OpenThings _texts = new();
    private readonly OpenThings _calls = new();
    private readonly OpenThings _spans = new();
    private readonly OpenThings _reasoning = new();
    private readonly List<(string? Owner, string Name)> _steps = [];
    private readonly List<string> _subagents = [];
    private readonly Dictionary<string, string?> _activities = [];
    private int _ids;

    private RandomRun(int seed) => _random = new Random(seed);

    /// <summary>Makes a stream of one to three runs, which ends as its last run does.</summary>
    public static (List<Event> Events, RunOutcome End) Create(int seed, int length = 40)
    {
        RandomRun run = new(seed);
        RunOutcome end = RunOutcome.Truncated;
        int runs = run._random.Next(1, 4);
        for (int i = 0; i < runs; i++)
        {
            run.Start();
            run.Fill(length);
            end = i == runs - 1 && run.OneIn(4) ? RunOutcome.Truncated : run.End();
        }

        return (run._events, end);
    }

    /// <summary>Makes a run that goes on, with nothing open.</summary>
    public static List<Event> CreateActive(int seed)
    {
        RandomRun run = new(seed);
        run.Start();
        run.Fill(30);
        run.CloseAll();
        return run._events;
    }

    private void Start()
    {
        _texts.Clear();
        _calls.Clear();
        _spans.Clear();
        _reasoning.Clear();
        _steps.Clear();
        _subagents.Clear();
        _activities.Clear();
        WireList<Message> messages = OneIn(2)
            ?
            [
                new Message.User { Id = NewId("u"), Content = "Hi" },
                new Message.System { Id = "sys", Content = "Be brief." },
            ]
            : [];
        Add(
            new Event.RunStarted
            {
                ThreadId = "t",
                RunId = NewId("r"),
                Input = OneIn(2)
                    ? null
                    : new RunAgentInput
                    {
                        ThreadId = "t",
                        RunId = "r",
                        Messages = messages,
                    },
            }
        );
    }

    private void Fill(int length)
    {
        for (int i = 0; i < length; i++)
        {
            switch (_random.Next(12))
            {
                case 0 or 1 or 2 or 3:
                    Text();
                    break;
                case 4 or 5 or 6:
                    ToolCall();
                    break;
                case 7:
                    Reasoning();
                    break;
                case 8:
                    Activity();
                    break;
                case 9:
                    State();
                    break;
                case 10:
                    StepOrSubagent();
                    break;
                default:
                    Other();
                    break;
            }
        }
    }

    private RunOutcome End()
    {
        if (OneIn(4))
        {
            Add(new Event.RunError { Message = "boom" });
            return RunOutcome.RunError;
        }

        CloseAll();
        RunFinishedOutcome? outcome = _random.Next(5) switch
        {
            0 => new RunFinishedOutcome.Interrupt
            {
                Interrupts = [new Interrupt { Id = NewId("i"), Reason = "approval" }],
            },
            1 => new RunFinishedOutcome.Cancelled(),
            2 => new RunFinishedOutcome.Success(),
            3 => RunFinishedOutcome.Unknown.Create(RawJson.Parse("""{"type":"later"}""")),
            _ => null,
        };
        Add(
            new Event.RunFinished
            {
                ThreadId = "t",
                RunId = "r",
                Outcome = outcome,
                Usage = [new TokenUsage { Model = OneIn(2) ? "x" : "y", InputTokens = 3 }],
            }
        );
        return RunOutcome.Finished;
    }

    private void CloseAll()
    {
        foreach (string id in _texts.Open.ToList())
        {
            Add(new Event.TextMessageEnd { MessageId = id, SubagentRunId = Tag(_texts, id) });
        }

        foreach (string id in _calls.Open.ToList())
        {
            Add(new Event.ToolCallEnd { ToolCallId = id, SubagentRunId = Tag(_calls, id) });
        }

        foreach (string id in _reasoning.Open.ToList())
        {
            Add(new Event.ReasoningMessageEnd { MessageId = id });
        }

        foreach (string id in _spans.Open.ToList())
        {
            Add(new Event.ReasoningEnd { MessageId = id });
        }

        foreach ((string? owner, string name) in _steps)
        {
            Add(new Event.StepFinished { StepName = name, SubagentRunId = owner });
        }

        foreach (string id in _subagents)
        {
            Add(new Event.SubagentFinished { SubagentRunId = id });
        }

        _texts.Open.Clear();
        _calls.Open.Clear();
        _reasoning.Open.Clear();
        _spans.Open.Clear();
        _steps.Clear();
        _subagents.Clear();
    }

    private void Text()
    {
        if (_texts.Open.Count == 0 || OneIn(4))
        {
            string id = OneIn(4) && _texts.Closed is { } closed ? closed : NewId("m");
            string? owner = _texts.Owners.TryGetValue(id, out string? known) ? Maybe(known) : Owner();
            _texts.Begin(id, owner);
            Add(
                new Event.TextMessageStart
                {
                    MessageId = id,
                    Role = OneIn(3) ? null : (TextMessageRole)_random.Next(4),
                    Name = OneIn(4) ? "Bo" : null,
                    SubagentRunId = owner,
                    Metadata = Metadata(),
                }
            );
            return;
        }

        string open = Any(_texts.Open);
        if (OneIn(4))
        {
            _texts.Open.Remove(open);
            Add(
                new Event.TextMessageEnd
                {
                    MessageId = open,
                    SubagentRunId = Tag(_texts, open),
                    Metadata = OneIn(4) ? Metadata() : null,
                }
            );
        }
        else
        {
            Add(
                new Event.TextMessageContent
                {
                    MessageId = open,
                    Delta = Any(["Hel", "lo ", "é", "", "\"q\""]),
                    SubagentRunId = Tag(_texts, open),
                    Metadata = Metadata(),
                    RawEvent = OneIn(8) ? RawJson.Parse("7") : null,
                    Timestamp = OneIn(8) ? 5 : null,
                }
            );
        }
    }

    private void ToolCall()
    {
        if (_calls.Open.Count == 0 || OneIn(4))
        {
            string? parent = OneIn(2) && _texts.Owners.Count > 0 ? Any([.. _texts.Owners.Keys]) : null;
            string id = NewId("c");
            string? owner = parent is null ? Owner() : _texts.Owners[parent];
            string? tag = parent is null ? owner : Maybe(owner);
            _calls.Begin(id, owner);
            Add(
                new Event.ToolCallStart
                {
                    ToolCallId = id,
                    ToolCallName = "f",
                    ParentMessageId = parent ?? (OneIn(4) ? NewId("p") : null),
                    SubagentRunId = tag,
                    Metadata = Metadata(),
                }
            );
            return;
        }

        string open = Any(_calls.Open);
        switch (_random.Next(4))
        {
            case 0:
                _calls.Open.Remove(open);
                Add(new Event.ToolCallEnd { ToolCallId = open, SubagentRunId = Tag(_calls, open) });
                break;
            case 1:
                string id = NewId("m");
                string? owner = Owner();
                _texts.Owners[id] = owner;
                Add(
                    new Event.ToolCallResult
                    {
                        MessageId = id,
                        ToolCallId = OneIn(6) ? "nothing" : open,
                        Content = OneIn(3) ? new WireList<ContentPart>() : "ok",
                        SubagentRunId = owner,
                    }
                );
                break;
            default:
                Add(
                    new Event.ToolCallArgs
                    {
                        ToolCallId = open,
                        Delta = Any(["{", "}", "1"]),
                        SubagentRunId = Tag(_calls, open),
                    }
                );
                break;
        }
    }

    private void Reasoning()
    {
        string id = _reasoning.Open.Count > 0 && OneIn(2) ? Any(_reasoning.Open) : NewId("q");
        if (_reasoning.Open.Contains(id))
        {
            Add(new Event.ReasoningMessageContent { MessageId = id, Delta = "hm " });
            if (OneIn(2))
            {
                _reasoning.Open.Remove(id);
                Add(new Event.ReasoningMessageEnd { MessageId = id });
                Add(
                    new Event.ReasoningEncryptedValue
                    {
                        Subtype = EncryptedValueSubtype.Message,
                        EntityId = id,
                        EncryptedValue = "v",
                    }
                );
            }

            return;
        }

        string? owner = Owner();
        if (OneIn(2))
        {
            _spans.Begin(id, owner);
            Add(new Event.ReasoningStart { MessageId = id, SubagentRunId = owner });
        }

        _reasoning.Begin(id, owner);
        Add(new Event.ReasoningMessageStart { MessageId = id, SubagentRunId = owner });
    }

    private void Activity()
    {
        if (_activities.Count == 0 || OneIn(3))
        {
            string id = NewId("a");
            _activities[id] = Owner();
            Add(
                new Event.ActivitySnapshot
                {
                    MessageId = id,
                    ActivityType = "PLAN",
                    Content = RawJson.Parse("""{"a":[1.0],"n":0}"""),
                    SubagentRunId = _activities[id],
                }
            );
            return;
        }

        string open = Any([.. _activities.Keys]);
        Add(
            new Event.ActivityDelta
            {
                MessageId = open,
                ActivityType = "PLAN",
                Patch = [Operation("/a/-", "/n")],
                SubagentRunId = Maybe(_activities[open]),
                Metadata = Metadata(),
            }
        );
    }

    private void State() =>
        Add(
            OneIn(3)
                ? new Event.StateSnapshot { Snapshot = RawJson.Parse("""{"l":[],"k":{"x":1e2}}""") }
                : new Event.StateDelta { Delta = [Operation("/l/-", "/k/y"), Operation("/l/0", "/k/x")] }
        );

    private PatchOperation Operation(string list, string member) =>
        _random.Next(5) switch
        {
            0 => new PatchOperation.Remove { Path = member },
            1 => new PatchOperation.Add { Path = member, Value = RawJson.Parse("""{"v":-0}""") },
            2 => new PatchOperation.Copy { From = member, Path = list },
            3 => PatchOperation.Unknown.Create(RawJson.Parse("""{"op":"nop","path":"/x"}""")),
            _ => new PatchOperation.Add { Path = list, Value = RawJson.Parse("2") },
        };

    private void StepOrSubagent()
    {
        if (OneIn(2))
        {
            string id = NewId("sub");
            _subagents.Add(id);
            Add(new Event.SubagentStarted { SubagentRunId = id, Name = "n" });
        }
        else if (_subagents.Count > 0 && OneIn(2))
        {
            string id = Any(_subagents);
            _subagents.Remove(id);
            Add(
                OneIn(2)
                    ? new Event.SubagentFinished { SubagentRunId = id }
                    : new Event.SubagentError { SubagentRunId = id, Message = "x" }
            );
        }
        else
        {
            (string?, string) step = (Owner(), NewId("step"));
            _steps.Add(step);
            Add(new Event.StepStarted { StepName = step.Item2, SubagentRunId = step.Item1 });
        }
    }

    private void Other()
    {
        switch (_random.Next(4))
        {
            case 0:
                Add(
                    new Event.Custom
                    {
                        Name = "n",
                        Value = RawJson.Parse("1.0"),
                        SubagentRunId = Owner(),
                    }
                );
                break;
            case 1:
                Add(new Event.Raw { Event = RawJson.Parse("[]") });
                break;
            case 2:
                Add(Event.Unknown.Create(RawJson.Parse("""{"type":"FUTURE","a":1}""")));
                break;
            default:
                Snapshot();
                break;
        }
    }

    /// <summary>Restates some of the messages, in another order, and adds new ones.</summary>
    private void Snapshot()
    {
        List<Message> messages =
        [
            .. RunState.Replay(_events).Messages.Where(message => message is not Message.Activity && !OneIn(4)),
        ];
        if (OneIn(2))
        {
            messages.Reverse();
        }

        string id = NewId("u");
        messages.Add(new Message.User { Id = id, Content = "And?" });
        _texts.Owners[id] = null;
        foreach (Message message in messages)
        {
            (message is Message.Reasoning ? _reasoning : _texts).Owners[message.Id!] = message.SubagentRunId;
            foreach (ToolCall call in (message as Message.Assistant)?.ToolCalls ?? default)
            {
                _calls.Owners[call.Id] = message.SubagentRunId;
            }
        }

        Add(new Event.MessagesSnapshot { Messages = messages.ToWireList() });
    }

    private void Add(Event next) => _events.Add(next);

    private bool OneIn(int count) => _random.Next(count) == 0;

    private T Any<T>(List<T> items) => items[_random.Next(items.Count)];

    private string? Owner() => Owners[_random.Next(Owners.Length)];

    /// <summary>Returns the owner of something, or no tag, which is allowed too.</summary>
    private string? Maybe(string? owner) => OneIn(2) ? null : owner;

    private string? Tag(OpenThings things, string id) => Maybe(things.Owners[id]);

    private RawJson? Metadata() =>
        OneIn(5) ? RawJson.Parse($$"""{"k{{_random.Next(3)}}":{{_random.Next(9)}},"z":null}""") : null;

    private string NewId(string prefix) => $"{prefix}{_ids++}";

    private sealed class OpenThings
    {
        public List<string> Open { get; } = [];

        public Dictionary<string, string?> Owners { get; } = [];

        /// <summary>Gets a message that can begin again, or null.</summary>
        public string? Closed => Owners.Keys.FirstOrDefault(id => !Open.Contains(id));

        public void Begin(string id, string? owner)
        {
            Owners.TryAdd(id, owner);

            Open.Add(id);
        }

        public void Clear()
        {
            Open.Clear();
            Owners.Clear();
        }
    }
}
