using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using AgentWire.CompilerServices;
using AgentWire.Streaming.Framing;

namespace AgentWire.Streaming.Transport;

/// <summary>Reads the text messages of a WebSocket into one pooled buffer, which shrinks again after a large message.</summary>
internal sealed class WebSocketReader<T>(WebSocket socket, WireCodec<T> codec, WireStreamOptions options)
    : WireStreamReader<T>(codec, null, options)
    where T : notnull
{
    private const int IdleBytes = 4096;
    private const int MaxShownDescription = 123;

    private byte[] _buffer = [];

    /// <summary>Gets false, because cancelling a receive aborts a WebSocket, even one that stays open.</summary>
    private protected override bool SurvivesCancellation => false;

#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    internal override async ValueTask<bool> MoveNextAsync(FrameTimer timer)
    {
        Resize(IdleBytes, 0);
        bool inFrame = false;
        for (int length = 0; ; inFrame = true)
        {
            if (length == _buffer.Length)
            {
                Resize((int)Math.Min(2L * length, MaxMessageBytes + 1L), length);
            }

            timer.Wait(inFrame);
            (int count, WebSocketMessageType type, bool isLast) = await ReceiveAsync(length, inFrame, timer)
                .ConfigureAwait(false);
            Arrived?.Invoke();
            if (type == WebSocketMessageType.Close)
            {
                return inFrame ? throw WireStreamException.Truncated() : EndsCleanly();
            }

            if (type != WebSocketMessageType.Text)
            {
                throw new WireStreamException(WireStreamError.NotText, "A WebSocket message is binary.");
            }

            length += count;
            if (length > MaxMessageBytes)
            {
                throw WireStreamException.TooLarge(MaxMessageBytes);
            }

            if (isLast)
            {
                timer.Stop();
                Current = Decode(_buffer.AsSpan(0, length));
                return true;
            }
        }
    }

    internal override ValueTask AbortAsync()
    {
        socket.Dispose();
        return default;
    }

    internal override ValueTask ReleaseAsync()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        return default;
    }

#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    private async ValueTask<(int Count, WebSocketMessageType Type, bool IsLast)> ReceiveAsync(
        int offset,
        bool inFrame,
        FrameTimer timer
    )
    {
        try
        {
#if NET
            ValueWebSocketReceiveResult result = await socket
                .ReceiveAsync(_buffer.AsMemory(offset), timer.Token)
                .ConfigureAwait(false);
#else
            WebSocketReceiveResult result = await socket
                .ReceiveAsync(new ArraySegment<byte>(_buffer, offset, _buffer.Length - offset), timer.Token)
                .ConfigureAwait(false);
#endif
            return (uint)result.Count <= (uint)(_buffer.Length - offset)
                ? (result.Count, result.MessageType, result.EndOfMessage)
                : throw new IOException("The WebSocket reports more bytes than fit into the buffer.");
        }
        catch (Exception exception) when (TransportFault.Is(exception))
        {
            throw timer.Translate(exception, inFrame);
        }
    }

    /// <summary>Returns whether a close frame came between two messages.</summary>
    private bool EndsCleanly() =>
        socket.CloseStatus
            is null
                or WebSocketCloseStatus.Empty
                or WebSocketCloseStatus.NormalClosure
                or WebSocketCloseStatus.EndpointUnavailable
            ? false
            : throw new WireStreamException(
                WireStreamError.Disconnected,
                $"The peer closed the WebSocket with status {(int)socket.CloseStatus}: "
                    + SafeText.OneLine(socket.CloseStatusDescription ?? "", MaxShownDescription)
            )
            {
                CloseStatus = socket.CloseStatus,
            };

    /// <summary>Changes the buffer to about the wanted size, and keeps its content.</summary>
    private void Resize(int wanted, int used)
    {
        if (_buffer.Length >= wanted && _buffer.Length < 2 * wanted)
        {
            return;
        }

        byte[] other = ArrayPool<byte>.Shared.Rent(wanted);
        _buffer.AsSpan(0, used).CopyTo(other);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = other;
    }
}
