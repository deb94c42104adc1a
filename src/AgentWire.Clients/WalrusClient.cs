using System.Runtime.CompilerServices;
using AgentWire.Streaming;
using AgentWire.Walrus;
#if NET
using System.Net.Sockets;
#endif

namespace AgentWire.Clients;

/// <summary>
/// A client of a walrus gateway: requests and replies, one at a time, over one connection. A reply that was not read to
/// its end is read and dropped before the next request is sent, within <see cref="DrainTimeout"/> and
/// <see cref="MaxDrainedMessages"/>.
/// </summary>
/// <remarks>
/// After a <see cref="WireStreamException"/>, a <see cref="WireException"/>, an <see cref="UnexpectedMessageException"/> or
/// a cancellation nobody knows where the reply ends, and the client cannot be used on. A message that cannot be read may
/// have been that end, so it always fails the request; <see cref="WireStreamOptions.OnUnreadable"/> is called before. An
/// error that the server answers with is a reply like any other. How long the server takes for a reply has no limit but
/// the caller's token.
/// </remarks>
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
    /// The longest time that the rest of a reply that was left may take to arrive when the next request is made; after it,
    /// that request fails with <see cref="WireStreamError.TimedOut"/>. Default: one minute.
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither positive nor infinite, or longer than 24 days.</exception>
    public TimeSpan DrainTimeout
    {
        get;
        set => field = Argument.Timeout(value, nameof(DrainTimeout));
    } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How many messages of a reply that was left are dropped at most when the next request is made; beyond it, that request
    /// fails with <see cref="WireStreamError.TooLarge"/>. Default: 65,536.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int MaxDrainedMessages
    {
        get;
        set =>
            field =
                value >= 0
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(MaxDrainedMessages), value, "Not negative.");
    } = 65_536;

    /// <summary>A client over an open stream, such as that of a Unix socket.</summary>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    public static WalrusClient Create(Stream stream, WireStreamOptions? options = null) =>
        Create(
            WireConnection.Create(stream, WireFraming.LengthPrefixed, WalrusWire.Server, WalrusWire.Client, options)
        );

    /// <summary>A client over a connection that was made elsewhere, with codecs of the caller's choice.</summary>
    /// <exception cref="ArgumentNullException">The connection is null.</exception>
    public static WalrusClient Create(WireConnection<ServerMessage, ClientMessage> connection) =>
        new(Argument.NotNull(connection, nameof(connection)));

#if NET
    /// <summary>Connects to the gateway's Unix socket.</summary>
    /// <param name="path">The socket's path in the file system.</param>
    /// <param name="options">How messages are read.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentNullException">The path is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The path is empty, or longer than the system allows for a socket.</exception>
    /// <exception cref="SocketException">Nobody listens there.</exception>
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
    /// Sends a request, and gives all messages of its reply, the last one included: the end of the stream, download or
    /// package operation that was asked for, or the one message that answers any other request; or an error in its place.
    /// </summary>
    /// <exception cref="ArgumentNullException">The request is null.</exception>
    /// <exception cref="ArgumentException">The request is an unknown variant: what ends its reply is not known.</exception>
    /// <exception cref="InvalidOperationException">Another request is being answered, or an earlier one has failed.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    /// <exception cref="UnexpectedMessageException">
    /// The server sent what is no part of such a reply, or in place of a reply of one message one that the contract does not
    /// know.
    /// </exception>
    /// <exception cref="WireException">A message cannot be written or read.</exception>
    /// <exception cref="WireStreamException">
    /// The connection failed, was closed from this side, or ended before the reply did; or the rest of an earlier reply was
    /// too long (<see cref="WireStreamError.TimedOut"/>, <see cref="WireStreamError.TooLarge"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<ServerMessage> RequestAsync(
        ClientMessage request,
        CancellationToken cancellationToken = default
    ) =>
        Argument.NotNull(request, nameof(request)) is ClientMessage.Unknown
            ? throw new ArgumentException("What ends the reply to an unknown request is not known.", nameof(request))
            : AnswersAsync(request, cancellationToken);

    /// <summary>Sends a message to an agent, and waits for the complete answer.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public async Task<SendResponse> SendAsync(
        ClientMessage.Send request,
        CancellationToken cancellationToken = default
    ) => (await AnswerAsync(request, cancellationToken).ConfigureAwait(false)).GetSendResponse();

    /// <summary>Sends a message to an agent, and gives the events of the answer up to and with its end.</summary>
    /// <remarks>Messages that the contract does not know are passed over; <see cref="RequestAsync"/> has them.</remarks>
    /// <exception cref="ServerErrorException">The server answered with an error, at once or in place of the end.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public IAsyncEnumerable<StreamEvent> StreamAsync(
        ClientMessage.Stream request,
        CancellationToken cancellationToken = default
    ) => EventsAsync(request, message => message.GetStreamEvent(), cancellationToken);

    /// <summary>Downloads a model, and gives the events up to and with the end.</summary>
    /// <remarks>Messages that the contract does not know are passed over; <see cref="RequestAsync"/> has them.</remarks>
    /// <exception cref="ServerErrorException">The server answered with an error, at once or in place of the end.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public IAsyncEnumerable<DownloadEvent> DownloadAsync(string model, CancellationToken cancellationToken = default) =>
        EventsAsync(
            new ClientMessage.Download { Model = model },
            message => message.GetDownloadEvent(),
            cancellationToken
        );

    /// <summary>Installs or uninstalls a package, and gives the events up to and with the end.</summary>
    /// <remarks>Messages that the contract does not know are passed over; <see cref="RequestAsync"/> has them.</remarks>
    /// <exception cref="ServerErrorException">The server answered with an error, at once or in place of the end.</exception>
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

    /// <summary>Asks whether the server is there.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public Task PingAsync(CancellationToken cancellationToken = default) =>
        DoneAsync(new ClientMessage.Ping(), cancellationToken);

    /// <summary>The open sessions.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public async Task<WireList<SessionInfo>> GetSessionsAsync(CancellationToken cancellationToken = default) =>
        (await AnswerAsync(new ClientMessage.Sessions(), cancellationToken).ConfigureAwait(false)).GetSessions();

    /// <summary>The tasks.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public async Task<WireList<TaskInfo>> GetTasksAsync(CancellationToken cancellationToken = default) =>
        (await AnswerAsync(new ClientMessage.Tasks(), cancellationToken).ConfigureAwait(false)).GetTasks();

    /// <summary>Ends a session.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error: 404 where there is no such session.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public Task KillAsync(ulong session, CancellationToken cancellationToken = default) =>
        DoneAsync(new ClientMessage.Kill { Session = session }, cancellationToken);

    /// <summary>Ends a task.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error: 404 where there is no such task.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public Task KillTaskAsync(ulong taskId, CancellationToken cancellationToken = default) =>
        DoneAsync(new ClientMessage.KillTask { TaskId = taskId }, cancellationToken);

    /// <summary>Answers a task that waits for approval.</summary>
    /// <exception cref="ServerErrorException">The server answered with an error: 404 where there is no such task.</exception>
    /// <inheritdoc cref="RequestAsync"/>
    public Task ApproveAsync(ulong taskId, string response, CancellationToken cancellationToken = default) =>
        DoneAsync(new ClientMessage.Approve { TaskId = taskId, Response = response }, cancellationToken);

    /// <summary>Closes the connection. A request that is being answered fails with <see cref="WireStreamException"/>.</summary>
    public ValueTask DisposeAsync()
    {
        Volatile.Write(ref _isDisposed, true);
        return _connection.DisposeAsync();
    }

    /// <summary>Whether a message is the last of the reply.</summary>
    /// <exception cref="UnexpectedMessageException">It is no part of such a reply.</exception>
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

    /// <summary>Drops what is left of a reply whose reader went away.</summary>
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

    /// <summary>What is left of the reply that is under way.</summary>
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
                // It may have been the end of the reply.
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
                throw new InvalidOperationException("Another request is being answered.");
            case Broken:
                throw new InvalidOperationException("An earlier request has failed; the connection cannot be used on.");
            default:
                break;
        }
    }
}
