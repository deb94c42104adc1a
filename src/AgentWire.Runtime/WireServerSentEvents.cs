namespace AgentWire;

/// <summary>What a dialect says of server-sent events beside the messages in their data. Immutable.</summary>
public sealed class WireServerSentEvents
{
    internal WireServerSentEvents(
        IReadOnlyList<string> eventsWithoutMessage,
        string? keepAliveEvent = null,
        string? keepAliveData = null
    )
    {
        EventsWithoutMessage = eventsWithoutMessage;
        KeepAliveEvent = keepAliveEvent;
        KeepAliveData = keepAliveData;
    }

    /// <summary>
    /// The names of events that carry no message, such as <c>heartbeat</c>. A reader drops these events, whatever their data
    /// is. Names are compared as they are: case matters. Empty where every event with data carries a message.
    /// </summary>
    public IReadOnlyList<string> EventsWithoutMessage { get; }

    /// <summary>
    /// The name of the event that a server sends to keep an idle connection alive, one of <see cref="EventsWithoutMessage"/>.
    /// Null where it sends a comment.
    /// </summary>
    public string? KeepAliveEvent { get; }

    /// <summary>The data of that event, one line. Null where there is no such event.</summary>
    public string? KeepAliveData { get; }

    /// <summary>Nothing: what a dialect has that says nothing.</summary>
    internal static WireServerSentEvents None { get; } = new([]);
}
