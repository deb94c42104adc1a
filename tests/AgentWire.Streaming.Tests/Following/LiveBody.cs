using System.Text;

namespace AgentWire.Streaming.Tests.Following;

/// <summary>A body to which the test writes while it is read.</summary>
internal sealed class LiveBody : Stream
{
    private readonly Queue<byte[]> _pieces = new();
    private TaskCompletionSource? _reading;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Waits until everything was read, and a read waits for more.</summary>
    public Task IsAwaited() =>
        ScriptedServer.Until(() =>
        {
            lock (_pieces)
            {
                return _reading is not null;
            }
        });

    public void Write(string text)
    {
        lock (_pieces)
        {
            _pieces.Enqueue(Encoding.UTF8.GetBytes(text));
            _reading?.SetResult();
            _reading = null;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Task reading = Task.CompletedTask;
        lock (_pieces)
        {
            if (_pieces.Count == 0)
            {
                _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
                reading = _reading.Task;
            }
        }

        await reading.WaitAsync(cancellationToken);
        lock (_pieces)
        {
            byte[] piece = _pieces.Dequeue();
            piece.CopyTo(buffer);
            return piece.Length;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush() { }
}
