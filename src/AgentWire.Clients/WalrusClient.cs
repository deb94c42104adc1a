using System.Runtime.CompilerServices;
using AgentWire.Streaming;
using AgentWire.Walrus;
#if NET
using System.Net.Sockets;
#endif

namespace AgentWire.Clients;

/// <summary>
/// A client of a walrus gateway. It sends one request at a time over one connection, and reads the reply.
/// </summary>
/// <remarks>
/// If a reply was not read to its end, the rest is read and dropped before the next request is sent.
/// <see cref="DrainTimeout"/> and <see cref="MaxDrainedMessages"/> limit this. After a <see cref="WireStreamException"/>, a
/// <see cref="WireException"/>, an <see cref="UnexpectedMessageException"/> or a cancellation, the end of the reply is not
/// known, and the client cannot be used. A message that is not valid may have been this end, so it always fails the request,
/// after a call of <see cref="WireStreamOptions.OnUnreadable"/>. An error from the server is a normal reply. Only the
/// caller's token limits the time that the server takes to reply.
/// </remarks>
/// <example>
/// <code>
/// await using WalrusClient client = await WalrusClient.ConnectAsync("/run/walrus.sock");
/// SendResponse answer = await client.SendAsync(new ClientMessage.Send { Agent = "assistant", Content = "Hello" });
/// </code>
/// </example>
public sealed class WalrusClient : IAsyncDisposable
{
    private const int Idle = 0;
    private const int Busy = 1;
    private const int Broken = 2;

    private readonly WireConnection<ServerMessage, ClientMessage> _connection;
    private ClientMessage? _unanswered;
    private int _state;
    private bool _isDisposed;

    private WalrusClient(WireConnection<ServerMessage, ClientMessage> connection) => _connection = connection;

    /// <summary>
    /// Gets the maximum time that the rest of an unfinished reply can take to arrive when the next request is sent. After this
    /// time, the request fails with <see cref="WireStreamError.TimedOut"/>. Default: one minute.
    /// <see cref="Timeout.InfiniteTimeSpan"/> means no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither positive nor infinite, or is longer than 24 days.</exception>
    public TimeSpan DrainTimeout
    {
        get;
        set => field = Argument.Timeout(value, nameof(DrainTimeout));
    } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Gets the maximum number of messages of an unfinished reply that are dropped when the next request is sent. If there are
    /// more, the request fails with <see cref="WireStreamError.TooLarge"/>. Default: 65,536.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxDrainedMessages
    {
        get;
        set =>
            field =
                value >= 0
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(MaxDrainedMessages), value, "Not negative.");
    } = 65_536;

    /// <summary>Creates a client over an open stream, such as that of a Unix socket.</summary>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    public static WalrusClient Create(Stream stream, WireStreamOptions? options = null) =>
        Create(
            WireConnection.Create(stream, WireFraming.LengthPrefixed, WalrusWire.Server, WalrusWire.Client, options)
        );

    /// <summary>Creates a client over an existing connection, with the codecs of the connection.</summary>
    /// <exception cref="ArgumentNullException">The connection is null.</exception>
    public static WalrusClient Create(WireConnection<ServerMessage, ClientMessage> connection) =>
        new(Argument.NotNull(connection, nameof(connection)));

#if NET
    /// <summary>Connects to the Unix socket of the gateway.</summary>
    /// <param name="path">The path of the socket in the file system.</param>
    /// <param name="options">The options for reading and writing, or null for the default.</param>
    /// <param name="cancellationToken">The token that cancels the attempt.</param>
    /// <exception cref="ArgumentNullException">The path is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The path is empty, or longer than the system allows for a socket.</exception>
    /// <exception cref="SocketException">The connection was refused or failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<WalrusClient> ConnectAsync(
        string path,
        WireStreamOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return Create(new NetworkStream(socket, ownsSocket: true), options);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
#endif

    /// <summary>
    /// Sends a request and returns all messages of its reply, including the last one. The last message is the end of the
    /// requested stream, download or package operation, the one message that answers any other request, or an error.
    /// </summary>
    /// <exception cref="ArgumentNullException">The request is null.</exception>
    /// <exception cref="ArgumentException">The request is an unknown variant, so the end of its reply is not known.</exception>
    /// <exception cref="InvalidOperationException">Another request is in progress, or an earlier one has failed.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    /// <exception cref="UnexpectedMessageException">
    /// The server sent a message that does not belong to such a reply, or an unknown message instead of a reply of one message.
    /// </exception>
    /// <exception cref="WireException">A message cannot be written or read.</exception>
    /// <exception cref="WireStreamException">
    /// The connection failed, was closed locally, or ended before the reply did; or the rest of an earlier reply was too long
    /// (<see cref="WireStreamError.TimedOut"/>, <see cref="WireStreamError.TooLarge"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<ServerMessage> RequestAsync(
        ClientMessage request,
        CancellationToken cancellationToken = default
    ) =>
        Argument.NotNull(request, nameof(request)) is ClientMessage.Unknown
            ? throw new ArgumentException("The end of the reply to an unknown request is not known.", nameof(request))
            : AnswersAsync(request, cancellationToken);

    /// <summary>Sends a message to an agent and returns the complete answer.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public async Task<SendResponse> SendAsync(
        ClientMessage.Send request,
        CancellationToken cancellationToken = default
    ) => (await AnswerAsync(request, cancellationToken).ConfigureAwait(false)).GetSendResponse();

    /// <summary>Sends a message to an agent and returns the events of the answer, including its end.</summary>
    /// <remarks>Unknown messages are skipped. <see cref="RequestAsync"/> returns them.</remarks>
    /// <exception cref="ServerErrorException">The server answered with an error, either immediately or instead of the end.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public IAsyncEnumerable<StreamEvent> StreamAsync(
        ClientMessage.Stream request,
        CancellationToken cancellationToken = default
    ) => EventsAsync(request, message => message.GetStreamEvent(), cancellationToken);

    /// <summary>Downloads a model and returns the events, including the end.</summary>
    /// <remarks>Unknown messages are skipped. <see cref="RequestAsync"/> returns them.</remarks>
    /// <exception cref="ServerErrorException">The server answered with an error, either immediately or instead of the end.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public IAsyncEnumerable<DownloadEvent> DownloadAsync(string model, CancellationToken cancellationToken = default) =>
        EventsAsync(
            new ClientMessage.Download { Model = model },
            message => message.GetDownloadEvent(),
            cancellationToken
        );

    /// <summary>Installs or uninstalls a package and returns the events, including the end.</summary>
    /// <remarks>Unknown messages are skipped. <see cref="RequestAsync"/> returns them.</remarks>
    /// <exception cref="ServerErrorException">The server answered with an error, either immediately or instead of the end.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public IAsyncEnumerable<HubEvent> HubAsync(
        string package,
        HubAction action,
        CancellationToken cancellationToken = default
    ) =>
        EventsAsync(
            new ClientMessage.Hub { Package = package, Action = action },
            message => message.GetHubEvent(),
            cancellationToken
        );

    /// <summary>Checks that the server responds.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public Task PingAsync(CancellationToken cancellationToken = default) =>
        DoneAsync(new ClientMessage.Ping(), cancellationToken);

    /// <summary>Returns the open sessions.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public async Task<WireList<SessionInfo>> GetSessionsAsync(CancellationToken cancellationToken = default) =>
        (await AnswerAsync(new ClientMessage.Sessions(), cancellationToken).ConfigureAwait(false)).GetSessions();

    /// <summary>Returns the tasks.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public async Task<WireList<TaskInfo>> GetTasksAsync(CancellationToken cancellationToken = default) =>
        (await AnswerAsync(new ClientMessage.Tasks(), cancellationToken).ConfigureAwait(false)).GetTasks();

    /// <summary>Closes a session.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error: 404 if the session does not exist.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public Task KillAsync(ulong session, CancellationToken cancellationToken = default) =>
        DoneAsync(new ClientMessage.Kill { Session = session }, cancellationToken);

    /// <summary>Stops a task.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error: 404 if the task does not exist.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public Task KillTaskAsync(ulong taskId, CancellationToken cancellationToken = default) =>
        DoneAsync(new ClientMessage.KillTask { TaskId = taskId }, cancellationToken);

    /// <summary>Answers the question of a task that waits for approval.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error: 404 if the task does not exist.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public Task ApproveAsync(ulong taskId, string response, CancellationToken cancellationToken = default) =>
        DoneAsync(new ClientMessage.Approve { TaskId = taskId, Response = response }, cancellationToken);

    /// <summary>Closes the connection. A request that is in progress fails with <see cref="WireStreamException"/>.</summary>
    public ValueTask DisposeAsync()
    {
        Volatile.Write(ref _isDisposed, true);
        return _connection.DisposeAsync();
    }

    /// <summary>Returns whether a message is the last one of the reply.</summary>
    /// <exception cref="UnexpectedMessageException">The message does not belong to such a reply.</exception>
    private static bool Ends(ClientMessage request, ServerMessage message) =>
        (request, message) switch
        {
            (_, ServerMessage.Error) => true,
            (ClientMessage.Stream or ClientMessage.Download or ClientMessage.Hub, ServerMessage.Unknown) => false,
            (ClientMessage.Stream, _) => message.GetStreamEvent() is StreamEvent.End,
            (ClientMessage.Download, _) => message.GetDownloadEvent() is DownloadEvent.End,
            (ClientMessage.Hub, _) => message.GetHubEvent() is HubEvent.End,
            (ClientMessage.Send, _) => message.GetSendResponse() is not null,
            (ClientMessage.Sessions, _) => message.GetSessions() is var _,
            (ClientMessage.Tasks, _) => message.GetTasks() is var _,
            _ => message.GetPong() is not null,
        };

    private async IAsyncEnumerable<ServerMessage> AnswersAsync(
        ClientMessage request,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        Enter();
        int next = Broken;
        try
        {
            await DrainAsync(cancellationToken).ConfigureAwait(false);
            await _connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
            _unanswered = request;
            await foreach (ServerMessage message in RestAsync(cancellationToken).ConfigureAwait(false))
            {
                next = Idle;
                yield return message;
                next = Broken;
            }

            next = Idle;
        }
        finally
        {
            Volatile.Write(ref _state, next);
        }
    }

    /// <summary>Drops the rest of an unfinished reply.</summary>
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (_unanswered is null)
        {
            return;
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(DrainTimeout);
        int dropped = 0;
        try
        {
            await foreach (ServerMessage _ in RestAsync(limit.Token).ConfigureAwait(false))
            {
                if (++dropped > MaxDrainedMessages)
                {
                    throw new WireStreamException(
                        WireStreamError.TooLarge,
                        $"After {MaxDrainedMessages} messages, an earlier reply has still not ended."
                    );
                }
            }
        }
        catch (OperationCanceledException exception)
        {
            throw cancellationToken.IsCancellationRequested
                ? new OperationCanceledException(exception.Message, exception, cancellationToken)
                : new WireStreamException(
                    WireStreamError.TimedOut,
                    $"An earlier reply did not end within {DrainTimeout}.",
                    exception
                );
        }
    }

    /// <summary>Returns the rest of the current reply.</summary>
    private async IAsyncEnumerable<ServerMessage> RestAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (_unanswered is not { } request)
        {
            yield break;
        }

        await foreach (
            WireItem<ServerMessage> item in _connection.ReceiveItemsAsync(cancellationToken).ConfigureAwait(false)
        )
        {
            if (!item.TryGetValue(out ServerMessage? message))
            {
                // The message may have been the end of the reply.
                UnreadableMessage unreadable = item.Unreadable!;
                _connection.Options.OnUnreadable?.Invoke(unreadable);
                throw unreadable.Error.ToException();
            }

            if (Ends(request, message))
            {
                _unanswered = null;
            }

            yield return message;
            if (_unanswered is null)
            {
                yield break;
            }
        }

        throw new WireStreamException(WireStreamError.Truncated, "The connection ended before the reply did.");
    }

    private async Task<ServerMessage> AnswerAsync(ClientMessage request, CancellationToken cancellationToken)
    {
        ServerMessage? answer = null;
        await foreach (ServerMessage message in AnswersAsync(request, cancellationToken).ConfigureAwait(false))
        {
            answer = message;
        }

        return answer!;
    }

    private async Task DoneAsync(ClientMessage request, CancellationToken cancellationToken) =>
        (await AnswerAsync(request, cancellationToken).ConfigureAwait(false)).GetPong();

    private async IAsyncEnumerable<TEvent> EventsAsync<TEvent>(
        ClientMessage request,
        Func<ServerMessage, TEvent> eventOf,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (ServerMessage message in RequestAsync(request, cancellationToken).ConfigureAwait(false))
        {
            if (message is not ServerMessage.Unknown)
            {
                yield return eventOf(message);
            }
        }
    }

    private static ObjectDisposedException Disposed() => new(nameof(WalrusClient));

    private void Enter()
    {
        if (Volatile.Read(ref _isDisposed))
        {
            throw Disposed();
        }

        switch (Interlocked.CompareExchange(ref _state, Busy, Idle))
        {
            case Busy:
                throw new InvalidOperationException("Another request is in progress.");
            case Broken:
                throw new InvalidOperationException(
                    "An earlier request has failed, so the connection cannot be used any more."
                );
            default:
                break;
        }
    }
}
