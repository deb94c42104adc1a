using System.Diagnostics.CodeAnalysis;

namespace AgentWire.Walrus;

// The conversions of the published page between a message and its content: From…, and in the other direction TryGet… and Get….
public abstract partial record ServerMessage
{
    /// <summary>Converts a reply to a message.</summary>
    /// <exception cref="ArgumentNullException">The reply is null.</exception>
    public static implicit operator ServerMessage(SendResponse response) => FromSendResponse(response);

    /// <summary>Converts an event of a streamed reply to a message.</summary>
    public static implicit operator ServerMessage(StreamEvent streamEvent) => FromStreamEvent(streamEvent);

    /// <summary>Converts an event of a model download to a message.</summary>
    public static implicit operator ServerMessage(DownloadEvent downloadEvent) => FromDownloadEvent(downloadEvent);

    /// <summary>Converts an event of a package operation to a message.</summary>
    public static implicit operator ServerMessage(HubEvent hubEvent) => FromHubEvent(hubEvent);

    /// <summary>Converts a reply to a message.</summary>
    /// <exception cref="ArgumentNullException">The reply is null.</exception>
    public static ServerMessage FromSendResponse(SendResponse response) =>
        response is null
            ? throw new ArgumentNullException(nameof(response))
            : new Response
            {
                Agent = response.Agent,
                Content = response.Content,
                Session = response.Session,
                Extra = response.Extra,
            };

    /// <summary>Converts an event of a streamed reply to a message.</summary>
    /// <exception cref="ArgumentNullException">The event is null.</exception>
    public static ServerMessage FromStreamEvent(StreamEvent streamEvent) =>
        new Stream { Event = streamEvent ?? throw new ArgumentNullException(nameof(streamEvent)) };

    /// <summary>Converts an event of a model download to a message.</summary>
    /// <exception cref="ArgumentNullException">The event is null.</exception>
    public static ServerMessage FromDownloadEvent(DownloadEvent downloadEvent) =>
        new Download { Event = downloadEvent ?? throw new ArgumentNullException(nameof(downloadEvent)) };

    /// <summary>Converts an event of a package operation to a message.</summary>
    /// <exception cref="ArgumentNullException">The event is null.</exception>
    public static ServerMessage FromHubEvent(HubEvent hubEvent) =>
        new Hub { Event = hubEvent ?? throw new ArgumentNullException(nameof(hubEvent)) };

    /// <summary>Gets the reply, if the message is one.</summary>
    public bool TryGetSendResponse([NotNullWhen(true)] out SendResponse? response)
    {
        response = this is Response message
            ? new SendResponse
            {
                Agent = message.Agent,
                Content = message.Content,
                Session = message.Session,
                Extra = message.Extra,
            }
            : null;
        return response is not null;
    }

    /// <summary>Gets the event of a streamed reply, if the message is one.</summary>
    public bool TryGetStreamEvent([NotNullWhen(true)] out StreamEvent? streamEvent)
    {
        streamEvent = (this as Stream)?.Event;
        return streamEvent is not null;
    }

    /// <summary>Gets the event of a model download, if the message is one.</summary>
    public bool TryGetDownloadEvent([NotNullWhen(true)] out DownloadEvent? downloadEvent)
    {
        downloadEvent = (this as Download)?.Event;
        return downloadEvent is not null;
    }

    /// <summary>Gets the event of a package operation, if the message is one.</summary>
    public bool TryGetHubEvent([NotNullWhen(true)] out HubEvent? hubEvent)
    {
        hubEvent = (this as Hub)?.Event;
        return hubEvent is not null;
    }

    /// <summary>Gets the reply. Throws if the message is not one.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message has another type.</exception>
    public SendResponse GetSendResponse() =>
        TryGetSendResponse(out SendResponse? response) ? response : throw NotA("response");

    /// <summary>Gets the event of a streamed reply. Throws if the message is not one.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message has another type.</exception>
    public StreamEvent GetStreamEvent() =>
        TryGetStreamEvent(out StreamEvent? streamEvent) ? streamEvent : throw NotA("stream");

    /// <summary>Gets the event of a model download. Throws if the message is not one.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message has another type.</exception>
    public DownloadEvent GetDownloadEvent() =>
        TryGetDownloadEvent(out DownloadEvent? downloadEvent) ? downloadEvent : throw NotA("download");

    /// <summary>Gets the event of a package operation. Throws if the message is not one.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message has another type.</exception>
    public HubEvent GetHubEvent() => TryGetHubEvent(out HubEvent? hubEvent) ? hubEvent : throw NotA("hub");

    /// <summary>Gets the pong, which answers ping, kill, kill_task and approve. Throws if the message is not one.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message has another type.</exception>
    public Pong GetPong() => this as Pong ?? throw NotA("pong");

    /// <summary>Gets the open sessions. Throws if the message is not a sessions message.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message has another type.</exception>
    public WireList<SessionInfo> GetSessions() => this is Sessions sessions ? sessions.Items : throw NotA("sessions");

    /// <summary>Gets the tasks. Throws if the message is not a tasks message.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message has another type.</exception>
    public WireList<TaskInfo> GetTasks() => this is Tasks tasks ? tasks.Items : throw NotA("tasks");

    private Exception NotA(string expected) =>
        this is Error error
            ? new ServerErrorException(error.Code, error.Message)
            : new UnexpectedMessageException(expected, this);
}
