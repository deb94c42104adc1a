using System.Diagnostics.CodeAnalysis;

namespace AgentWire.Walrus;

// The conversions of the published page between a message and what it carries: From… and back TryGet… and Get….
public abstract partial record ServerMessage
{
    /// <summary>A reply as a message.</summary>
    /// <exception cref="ArgumentNullException">The reply is null.</exception>
    public static implicit operator ServerMessage(SendResponse response) => FromSendResponse(response);

    /// <summary>An event of a streamed reply as a message.</summary>
    public static implicit operator ServerMessage(StreamEvent streamEvent) => FromStreamEvent(streamEvent);

    /// <summary>An event of a model download as a message.</summary>
    public static implicit operator ServerMessage(DownloadEvent downloadEvent) => FromDownloadEvent(downloadEvent);

    /// <summary>An event of a package operation as a message.</summary>
    public static implicit operator ServerMessage(HubEvent hubEvent) => FromHubEvent(hubEvent);

    /// <summary>A reply as a message.</summary>
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

    /// <summary>An event of a streamed reply as a message.</summary>
    /// <exception cref="ArgumentNullException">The event is null.</exception>
    public static ServerMessage FromStreamEvent(StreamEvent streamEvent) =>
        new Stream { Event = streamEvent ?? throw new ArgumentNullException(nameof(streamEvent)) };

    /// <summary>An event of a model download as a message.</summary>
    /// <exception cref="ArgumentNullException">The event is null.</exception>
    public static ServerMessage FromDownloadEvent(DownloadEvent downloadEvent) =>
        new Download { Event = downloadEvent ?? throw new ArgumentNullException(nameof(downloadEvent)) };

    /// <summary>An event of a package operation as a message.</summary>
    /// <exception cref="ArgumentNullException">The event is null.</exception>
    public static ServerMessage FromHubEvent(HubEvent hubEvent) =>
        new Hub { Event = hubEvent ?? throw new ArgumentNullException(nameof(hubEvent)) };

    /// <summary>The reply, if that is what the message is.</summary>
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

    /// <summary>The event of a streamed reply, if that is what the message is.</summary>
    public bool TryGetStreamEvent([NotNullWhen(true)] out StreamEvent? streamEvent)
    {
        streamEvent = (this as Stream)?.Event;
        return streamEvent is not null;
    }

    /// <summary>The event of a model download, if that is what the message is.</summary>
    public bool TryGetDownloadEvent([NotNullWhen(true)] out DownloadEvent? downloadEvent)
    {
        downloadEvent = (this as Download)?.Event;
        return downloadEvent is not null;
    }

    /// <summary>The event of a package operation, if that is what the message is.</summary>
    public bool TryGetHubEvent([NotNullWhen(true)] out HubEvent? hubEvent)
    {
        hubEvent = (this as Hub)?.Event;
        return hubEvent is not null;
    }

    /// <summary>The reply that the message must be.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message is of another kind.</exception>
    public SendResponse GetSendResponse() =>
        TryGetSendResponse(out SendResponse? response) ? response : throw NotA("response");

    /// <summary>The event of a streamed reply that the message must be.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message is of another kind.</exception>
    public StreamEvent GetStreamEvent() =>
        TryGetStreamEvent(out StreamEvent? streamEvent) ? streamEvent : throw NotA("stream");

    /// <summary>The event of a model download that the message must be.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message is of another kind.</exception>
    public DownloadEvent GetDownloadEvent() =>
        TryGetDownloadEvent(out DownloadEvent? downloadEvent) ? downloadEvent : throw NotA("download");

    /// <summary>The event of a package operation that the message must be.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message is of another kind.</exception>
    public HubEvent GetHubEvent() => TryGetHubEvent(out HubEvent? hubEvent) ? hubEvent : throw NotA("hub");

    /// <summary>The pong that the message must be: the answer to ping, kill, kill_task and approve.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message is of another kind.</exception>
    public Pong GetPong() => this as Pong ?? throw NotA("pong");

    /// <summary>The open sessions that the message must list.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message is of another kind.</exception>
    public WireList<SessionInfo> GetSessions() => this is Sessions sessions ? sessions.Items : throw NotA("sessions");

    /// <summary>The tasks that the message must list.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <exception cref="UnexpectedMessageException">The message is of another kind.</exception>
    public WireList<TaskInfo> GetTasks() => this is Tasks tasks ? tasks.Items : throw NotA("tasks");

    private Exception NotA(string expected) =>
        this is Error error
            ? new ServerErrorException(error.Code, error.Message)
            : new UnexpectedMessageException(expected, this);
}
