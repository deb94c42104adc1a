using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;

namespace AgentWire.Streaming.Tests.Support;

/// <summary>A transport that returns some bytes, and then does what a test specifies.</summary>
/// <param name="pieces">The result of each read; for a WebSocket each is a message, and the last is incomplete.</param>
internal sealed class OddTransport(params byte[][] pieces)
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;

    /// <summary>Gets what happens after the last part. If it returns, the stream ends.</summary>
    public Func<CancellationToken, Task> OnRead { get; init; } = _ => Task.CompletedTask;

    public Func<CancellationToken, Task> OnWrite { get; init; } = _ => Task.CompletedTask;

    public Func<CancellationToken, Task> OnFlush { get; init; } = _ => Task.CompletedTask;

    public Func<CancellationToken, Task> OnComplete { get; init; } = _ => Task.CompletedTask;

    /// <summary>Completes with the exception of a call that was closed.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Completes when <see cref="OnRead"/> is called.</summary>
    public Task IsRead => _reading.Task;

    /// <summary>Completes when <see cref="OnWrite"/> is called.</summary>
    public Task IsWritten => _writing.Task;

    public bool IsClosed => _closed.Task.IsCompleted;

    /// <summary>Gets the memory that was passed to the last read.</summary>
    public Memory<byte> Buffer { get; private set; }

    /// <summary>The memory of the last frame.</summary>
    public ReadOnlyMemory<byte> Frame { get; private set; }

    public Stream AsStream() => new OddStream(this);

    public WebSocket AsWebSocket() => new OddWebSocket(this);

    public PipeReader AsPipeReader() => new OddPipeReader(this);

    public PipeWriter AsPipeWriter() => new OddPipeWriter(this);

    private int PieceCount => pieces.Length;

    private void Close() => _closed.TrySetException(new ObjectDisposedException("the transport"));

    // Throws synchronously if its functions do.
    private Task<byte[]?> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Buffer = buffer;
        if (_next < pieces.Length)
        {
            return Task.FromResult<byte[]?>(pieces[_next++]);
        }

        _reading.TrySetResult();
        return End(OnRead(cancellationToken));

        static async Task<byte[]?> End(Task read)
        {
            await read;
            return null;
        }
    }

    private Task WriteAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        Frame = frame;
        _writing.TrySetResult();
        return OnWrite(cancellationToken);
    }

    private sealed class OddStream(OddTransport owner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            return Copy(owner.ReadAsync(buffer, cancellationToken));

            async ValueTask<int> Copy(Task<byte[]?> read)
            {
                byte[] piece = await read ?? [];
                piece.CopyTo(buffer);
                return piece.Length;
            }
        }

        public override Task<int> ReadAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken
        ) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => new(owner.WriteAsync(buffer, cancellationToken));

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            owner.WriteAsync(buffer.AsMemory(offset, count), cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => owner.OnFlush(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Flush() { }

        protected override void Dispose(bool disposing)
        {
            owner.Close();
            base.Dispose(disposing);
        }
    }

    private sealed class OddWebSocket(OddTransport owner) : WebSocket
    {
        public override WebSocketCloseStatus? CloseStatus => null;
        public override string? CloseStatusDescription => null;
        public override WebSocketState State => WebSocketState.Open;
        public override string? SubProtocol => null;

        public override Task<WebSocketReceiveResult> ReceiveAsync(
            ArraySegment<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            return Copy(owner.ReadAsync(buffer, cancellationToken));

            async Task<WebSocketReceiveResult> Copy(Task<byte[]?> read)
            {
                byte[]? piece = await read;
                piece?.CopyTo(buffer.AsMemory());
                bool isLast = owner._next < owner.PieceCount || owner.PieceCount == 1;
                return piece is null
                    ? new(0, WebSocketMessageType.Close, true)
                    : new(piece.Length, WebSocketMessageType.Text, isLast);
            }
        }

        public override Task SendAsync(
            ArraySegment<byte> buffer,
            WebSocketMessageType messageType,
            bool endOfMessage,
            CancellationToken cancellationToken
        ) => owner.WriteAsync(buffer, cancellationToken);

        public override Task CloseOutputAsync(
            WebSocketCloseStatus closeStatus,
            string? statusDescription,
            CancellationToken cancellationToken
        ) => owner.OnComplete(cancellationToken);

        public override Task CloseAsync(
            WebSocketCloseStatus closeStatus,
            string? statusDescription,
            CancellationToken cancellationToken
        ) => owner.OnComplete(cancellationToken);

        public override void Abort() => owner.Close();

        public override void Dispose() => owner.Close();
    }

    /// <summary>Reacts to cancellation only as the functions do, and must not be completed while it is read.</summary>
    private sealed class OddPipeReader(OddTransport owner) : PipeReader
    {
        private ReadOnlySequence<byte> _rest;
        private bool _isReading;

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            _isReading.ShouldBeFalse();
            _isReading = true;
            try
            {
                byte[]? piece = await owner.ReadAsync(default, cancellationToken);
                _rest = new([.. _rest.ToArray(), .. piece ?? []]);
                return new(_rest, isCanceled: false, isCompleted: piece is null);
            }
            finally
            {
                _isReading = false;
            }
        }

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) =>
            _rest = _rest.Slice(consumed);

        public override bool TryRead(out ReadResult result) => throw new NotSupportedException();

        public override void CancelPendingRead() => throw new NotSupportedException();

        public override void Complete(Exception? exception = null)
        {
            _isReading.ShouldBeFalse();
            owner.Close();
        }
    }

    private sealed class OddPipeWriter(OddTransport owner) : PipeWriter
    {
        private readonly byte[] _memory = new byte[1 << 16];
        private int _written;

        public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            int written = _written;
            _written = 0;
            await owner.WriteAsync(_memory.AsMemory(0, written), cancellationToken);
            await owner.OnFlush(cancellationToken);
            return default;
        }

        public override void Advance(int bytes) => _written += bytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => _memory.AsMemory(_written);

        public override Span<byte> GetSpan(int sizeHint = 0) => _memory.AsSpan(_written);

        public override void CancelPendingFlush() => throw new NotSupportedException();

        public override void Complete(Exception? exception = null) => owner.Close();

        public override async ValueTask CompleteAsync(Exception? exception = null)
        {
            if (!owner.IsClosed)
            {
                await owner.OnComplete(CancellationToken.None);
            }

            owner.Close();
        }
    }
}
