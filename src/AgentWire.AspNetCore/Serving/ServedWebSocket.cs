using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using AgentWire.Streaming;
using Microsoft.AspNetCore.Http;

namespace AgentWire.AspNetCore.Serving;

/// <summary>
/// A WebSocket of a client that adds to the framework's: a limit on pending bytes, a record of what is wrong with the client's
/// messages, and a closing handshake instead of a cut whenever one is still possible.
/// </summary>
internal sealed class ServedWebSocket : WebSocket, IGuardedTransport
{
    private const int DiscardBytes = 256;

    private readonly WebSocket _inner;
    private readonly HttpContext _context;
    private readonly WireWebSocketOptions _options;
    private readonly SendGuard _guard;
    private readonly CancellationTokenSource _ended;
    private readonly object _lock = new();
    private Task? _ending;
    private WireCloseReason _cause;
    private bool _inMessage;
    private long _messageBytes;

    public ServedWebSocket(WebSocket inner, HttpContext context, WireWebSocketOptions options)
    {
        _inner = inner;
        _context = context;
        _options = options;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        Ended = _ended.Token;
        _guard = new(options, this, ServerStop.Token(context));
    }

    /// <summary>Gets the telemetry of the connection.</summary>
    public required WireStreamTelemetry Telemetry { get; init; }

    /// <summary>Gets why the connection ends, once it is being closed.</summary>
    public WireCloseReason Cause
    {
        get
        {
            lock (_lock)
            {
                return _cause;
            }
        }
    }

    /// <summary>Gets the token that is cancelled when the connection has ended for any reason.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Gets whether the connection is being closed by either side, or was lost.</summary>
    public bool IsEnding => _ending is not null || Ended.IsCancellationRequested || _inner.State > WebSocketState.Open;

    /// <summary>Gets or sets the maximum length of a message from the client.</summary>
    public int MaxMessageBytes { get; set; } = int.MaxValue;

    /// <summary>Gets what is wrong with the client's messages, or null.</summary>
    public CloseReason? Fault { get; private set; }

    public override WebSocketCloseStatus? CloseStatus => _inner.CloseStatus;

    public override string? CloseStatusDescription => _inner.CloseStatusDescription;

    public override WebSocketState State => _inner.State;

    public override string? SubProtocol => _inner.SubProtocol;

    /// <summary>
    /// Sends a close frame, waits for the answer as long as the options allow, and ends the connection. Only the first reason is
    /// sent. Further calls complete with the first one.
    /// </summary>
    public Task EndAsync(CloseReason reason)
    {
        lock (_lock)
        {
            if (_ending is null)
            {
                bool isLost = _context.RequestAborted.IsCancellationRequested || _inner.State == WebSocketState.Aborted;
                _cause = isLost && reason == CloseReason.Done ? WireCloseReason.Disconnected : reason.Cause;
                _ending = HandshakeAsync(reason);
            }

            return _ending;
        }
    }

    /// <summary>Ignores the client's messages until it closes the connection or is lost, and then cancels the source.</summary>
    public async Task DiscardAsync(CancellationTokenSource gone)
    {
        byte[] unread = new byte[DiscardBytes];
        try
        {
            while (
                (await _inner.ReceiveAsync(unread.AsMemory(), CancellationToken.None).ConfigureAwait(false)).MessageType
                != WebSocketMessageType.Close
            ) { }
        }
        catch (Exception exception) when (IsOfTransport(exception))
        {
            // The connection is lost.
        }

        await gone.CancelAsync().ConfigureAwait(false);
    }

    public override ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer,
        WebSocketMessageType messageType,
        bool endOfMessage,
        CancellationToken cancellationToken
    ) =>
        // Data sent over a lost connection is dropped.
        _ending is null
        && !Ended.IsCancellationRequested
            ? _guard.SendAsync(buffer, cancellationToken)
            : throw new WebSocketException(WebSocketError.InvalidState, "The connection is being closed, or was lost.");

    public override Task SendAsync(
        ArraySegment<byte> buffer,
        WebSocketMessageType messageType,
        bool endOfMessage,
        CancellationToken cancellationToken
    ) => SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    /// <summary>Closes the connection with a handshake on cancellation. The framework's socket would cut it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(
            static state => ((ServedWebSocket)state!).OnReceiveCancelled(),
            this
        );
        ValueWebSocketReceiveResult result;
        try
        {
            result = await _inner.ReceiveAsync(buffer, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfTransport(exception) && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }

        if (result.MessageType == WebSocketMessageType.Close)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        Note(result);
        return result;
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(
        ArraySegment<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        ValueWebSocketReceiveResult result = await ReceiveAsync(buffer.AsMemory(), cancellationToken)
            .ConfigureAwait(false);
        return new(result.Count, result.MessageType, result.EndOfMessage);
    }

    public override async Task CloseOutputAsync(
        WebSocketCloseStatus closeStatus,
        string? statusDescription,
        CancellationToken cancellationToken
    )
    {
        await _guard.CompleteAsync().ConfigureAwait(false);
        await _inner.CloseOutputAsync(closeStatus, statusDescription, cancellationToken).ConfigureAwait(false);
    }

    public override async Task CloseAsync(
        WebSocketCloseStatus closeStatus,
        string? statusDescription,
        CancellationToken cancellationToken
    )
    {
        await _guard.CompleteAsync().ConfigureAwait(false);
        await _inner.CloseAsync(closeStatus, statusDescription, cancellationToken).ConfigureAwait(false);
    }

    public override void Abort()
    {
        _inner.Abort();
        // Ends a write that the server is still waiting for.
        _context.Abort();
    }

    public override void Dispose()
    {
        _inner.Dispose();
        _ended.Dispose();
    }

    ValueTask IGuardedTransport.TransmitAsync(ReadOnlyMemory<byte> frame) =>
        _inner.SendAsync(
            frame,
            WebSocketMessageType.Text,
            WebSocketMessageFlags.EndOfMessage,
            // With a token, every message would be slower, and cancelling would cut the connection.
            CancellationToken.None
        );

    void IGuardedTransport.OnSlow()
    {
        ServerLog.SlowClient(_context);
        _ = EndAsync(CloseReason.SlowClient);
    }

    private static bool IsOfTransport(Exception exception) =>
        exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException;

    private void OnReceiveCancelled()
    {
        if (_inMessage)
        {
            Fault = CloseReason.SlowMessage;
        }

        _ = EndAsync(Fault ?? CloseReason.Done);
    }

    private void Note(in ValueWebSocketReceiveResult result)
    {
        _messageBytes = (_inMessage ? _messageBytes : 0) + result.Count;
        _inMessage = !result.EndOfMessage;
        Fault =
            result.MessageType == WebSocketMessageType.Binary ? CloseReason.NotText
            : _messageBytes > MaxMessageBytes ? CloseReason.TooLarge(MaxMessageBytes)
            : null;
    }

    private async Task HandshakeAsync(CloseReason reason)
    {
        // Runs without the caller's lock, and not while the caller waits.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        ServerLog.Closed(_context, reason);
        using CancellationTokenSource limit = new(_options.CloseTimeout, _options.TimeProvider);
        try
        {
            await _guard.CompleteAsync().WaitAsync(limit.Token).ConfigureAwait(false);
            if (_inner.State is WebSocketState.Open or WebSocketState.CloseSent or WebSocketState.CloseReceived)
            {
                await _inner.CloseAsync(reason.Status, reason.Description, limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (IsOfTransport(exception))
        {
            // The client does not answer, or did not wait.
        }

        if (_inner.State != WebSocketState.Closed)
        {
            Abort();
        }

        await _guard.CompleteAsync().ConfigureAwait(false);
        await _ended.CancelAsync().ConfigureAwait(false);
    }
}
