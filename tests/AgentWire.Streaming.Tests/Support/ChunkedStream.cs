namespace AgentWire.Streaming.Tests.Support;

/// <summary>Input that arrives in parts of given sizes, repeatedly, and then ends in a given way.</summary>
internal sealed class ChunkedStream(byte[] bytes, params int[] sizes) : Stream
{
    private int _position;
    private int _reads;

    /// <summary>Gets whether each part makes the reader wait.</summary>
    public bool Waits { get; init; }

    /// <summary>Gets what follows the last byte: the end, unless there is something to throw or to wait for.</summary>
    public Func<CancellationToken, Task>? AtEnd { get; init; }

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Waits)
        {
            await Task.Yield();
        }

        cancellationToken.ThrowIfCancellationRequested();
        int size = sizes.Length == 0 ? bytes.Length : sizes[_reads++ % sizes.Length];
        int count = Math.Min(Math.Min(size, buffer.Length), bytes.Length - _position);
        if (count == 0 && AtEnd is not null)
        {
            await AtEnd(cancellationToken);
        }

        bytes.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // A WebSocket answers its peer, which does not exist here.
    public override void Write(byte[] buffer, int offset, int count) { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush() { }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
