using AgentWire.AgUi;

namespace AgentWire.Runs.State;

/// <summary>
/// The messages of a run, in order. Finding a message or a call, and adding one, take the same time in a long conversation as in
/// a short one.
/// </summary>
internal sealed class Conversation
{
    // Between two messages that were appended there is room for those that are inserted behind the first one.
    private const long Gap = 1L << 31;

    private readonly Dictionary<string, MessageNode> _byId = [];
    private readonly Dictionary<string, CallNode> _calls = [];
    private readonly Dictionary<string, Queue<CallNode>> _laterCalls = [];
    private readonly HashSet<string> _unknownIds = [];
    private readonly List<MessageNode> _changed = [];
    private MessageNode? _first;
    private MessageNode? _last;
    private int _count;
    private MessagePages _pages = MessagePages.Empty;
    private bool _isReordered;
    private int _layout;

    /// <summary>Finds a message by its identifier. Of several, it is the first. Messages of unknown roles are not found.</summary>
    public MessageNode? Find(string id) => _byId.TryGetValue(id, out MessageNode? node) ? node : null;

    public CallNode? FindCall(string id) => _calls.TryGetValue(id, out CallNode? call) ? call : null;

    public bool Contains(string id) => _byId.ContainsKey(id) || _unknownIds.Contains(id);

    public MessageNode Append(Message message)
    {
        MessageNode node = new(message, MarkChanged) { Index = _count };
        Link(node);
        return node;
    }

    /// <summary>Inserts the result of a call behind the message with the call, and the results that follow it.</summary>
    public MessageNode AddResult(Message.Tool message)
    {
        MessageNode? anchor = FindCall(message.ToolCallId)?.Message;
        if (anchor is null)
        {
            return Append(message);
        }

        MessageNode last = anchor.LastResultIn(_layout) ?? anchor;
        while (last.Next is { IsTool: true })
        {
            last = last.Next;
        }

        if (last == _last)
        {
            MessageNode appended = Append(message);
            anchor.SetLastResult(appended, _layout);
            return appended;
        }

        MessageNode node = new(message, MarkChanged) { Next = last.Next, Order = last.Order + 1 };
        last.Next = node;
        anchor.SetLastResult(node, _layout);
        _count++;
        _isReordered = true;
        Register(node);
        return node;
    }

    public void AddCall(MessageNode message, ToolCall call) => Register(message.AddCall(call));

    /// <summary>Puts another message in the place of one, with the same identifier.</summary>
    public void Replace(MessageNode node, Message message)
    {
        foreach (CallNode call in node.Calls)
        {
            Unregister(call);
        }

        // The results behind a call may not be in one piece any more.
        _layout++;
        node.Become(message);
    }

    /// <summary>
    /// Takes over a list of messages: those that are known keep their place, new ones come last, and others are removed if the
    /// list has authority over them.
    /// </summary>
    public void TakeOver(WireList<Message> messages, in SnapshotAuthority authority)
    {
        Dictionary<string, Message> latest = [];
        foreach (Message message in messages)
        {
            if (message.Id is { } id)
            {
                latest[id] = message;
            }
        }

        List<MessageNode> nodes = [];
        HashSet<string> known = [];
        foreach (MessageNode node in All())
        {
            if (node.Id is { } id && latest.TryGetValue(id, out Message? message))
            {
                known.Add(id);
                nodes.Add(new MessageNode(message, MarkChanged));
            }
            else if (authority.Keeps(node))
            {
                nodes.Add(node);
            }
        }

        nodes.AddRange(
            messages
                .Where(message => message.Id is not { } id || !known.Contains(id))
                .Select(message => new MessageNode(message, MarkChanged))
        );
        Rebuild(nodes);
    }

    public MessagePages ToPages()
    {
        if (_isReordered)
        {
            int index = 0;
            foreach (MessageNode node in All())
            {
                node.Index = index++;
            }

            _pages = MessagePages.Empty.With(All().Select(node => (node.Index, node.Message)), _count);
        }
        else if (_changed.Count > 0)
        {
            _pages = _pages.With(_changed.Select(node => (node.Index, node.Message)), _count);
        }

        Forget(_changed);
        _isReordered = false;
        return _pages;
    }

    private IEnumerable<MessageNode> All()
    {
        for (MessageNode? node = _first; node is not null; node = node.Next)
        {
            yield return node;
        }
    }

    private void Link(MessageNode node)
    {
        node.Next = null;
        node.Order = _last is null ? 0 : _last.Order + Gap;
        _first ??= node;
        if (_last is not null)
        {
            _last.Next = node;
        }

        _last = node;
        _count++;
        MarkChanged(node);
        Register(node);
    }

    private void Rebuild(List<MessageNode> nodes)
    {
        _byId.Clear();
        _calls.Clear();
        _laterCalls.Clear();
        _unknownIds.Clear();
        Forget(_changed);
        _layout++;
        _first = null;
        _last = null;
        _count = 0;
        foreach (MessageNode node in nodes)
        {
            Link(node);
        }

        _isReordered = true;
    }

    private void Register(MessageNode node)
    {
        if (node.Id is not { } id)
        {
            return;
        }

        if (node.IsUnknown)
        {
            _unknownIds.Add(id);
        }
        else if (!_byId.TryGetValue(id, out MessageNode? other) || other.Order > node.Order)
        {
            _byId[id] = node;
        }

        foreach (CallNode call in node.Calls)
        {
            Register(call);
        }
    }

    private void Register(CallNode call)
    {
        if (!_calls.TryGetValue(call.Id, out _))
        {
            _calls.Add(call.Id, call);
            return;
        }

        if (!_laterCalls.TryGetValue(call.Id, out Queue<CallNode>? later))
        {
            later = new Queue<CallNode>();
            _laterCalls.Add(call.Id, later);
        }

        later.Enqueue(call);
    }

    /// <summary>Removes a call. The next one with the identifier, if there is one, takes its place.</summary>
    private void Unregister(CallNode call)
    {
        call.IsRemoved = true;
        if (FindCall(call.Id) != call)
        {
            return;
        }

        _calls.Remove(call.Id);
        while (_laterCalls.TryGetValue(call.Id, out Queue<CallNode>? later) && later.Count > 0)
        {
            CallNode next = later.Dequeue();
            if (!next.IsRemoved)
            {
                _calls.Add(next.Id, next);
                return;
            }
        }
    }

    private static void Forget(List<MessageNode> changed)
    {
        foreach (MessageNode node in changed)
        {
            node.IsListed = false;
        }

        changed.Clear();
    }

    private void MarkChanged(MessageNode node)
    {
        if (!node.IsListed)
        {
            node.IsListed = true;
            _changed.Add(node);
        }
    }
}
