using System.Text;
using AgentWire.CompilerServices;

namespace AgentWire;

/// <summary>The facts about server-sent events that a dialect defines in addition to the messages in their data. Immutable.</summary>
public sealed class WireServerSentEvents
{
    internal WireServerSentEvents(
        IReadOnlyList<string> eventsWithoutMessage,
        string? keepAliveEvent = null,
        string? keepAliveData = null,
        bool hasIds = true
    )
    {
        EventsWithoutMessage = eventsWithoutMessage;
        KeepAliveEvent = keepAliveEvent;
        KeepAliveData = keepAliveData;
        HasIds = hasIds;
    }

    /// <summary>
    /// Gets the names of events that carry no message, such as <c>heartbeat</c>. A reader drops these events, whatever their
    /// data is. Names are case-sensitive. The list is empty if every event with data carries a message.
    /// </summary>
    public IReadOnlyList<string> EventsWithoutMessage { get; }

    /// <summary>
    /// Gets the name of the event that a server sends to keep an idle connection alive. It is one of
    /// <see cref="EventsWithoutMessage"/>, or null if the server sends a comment.
    /// </summary>
    public string? KeepAliveEvent { get; }

    /// <summary>Gets the data of that event, which is one line, or null if there is no such event.</summary>
    public string? KeepAliveData { get; }

    /// <summary>Gets whether events can have ids, with which a client continues a stream. If not, servers write none.</summary>
    public bool HasIds { get; }

    /// <summary>Returns the names and values of the properties that have a value.</summary>
    public override string ToString()
    {
        StringBuilder text = new("{ ");
        text.AppendMembers(
            $"EventsWithoutMessage = {EventsWithoutMessage}, KeepAliveEvent = {KeepAliveEvent}, KeepAliveData = {KeepAliveData}, HasIds = {HasIds}"
        );
        return text.Append(" }").ToString();
    }

    /// <summary>Gets the facts of a dialect that defines none.</summary>
    internal static WireServerSentEvents None { get; } = new([]);
}
