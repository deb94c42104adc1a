namespace AgentWire.Streaming.Tests.Support;

/// <summary>A stream that returns one given part with each read, with actions before and after each.</summary>
internal sealed class SteppedStream(params byte[][] pieces) : MemoryStream
{
    private int _next;

    /// <summary>Gets an action for when the reader waits for the part with a number, or for the end.</summary>
    public Action<int>? Before { get; init; }

    /// <summary>Gets an action for when a part was taken and the reader does not know it yet.</summary>
    public Action<int>? After { get; init; }

    // A WebSocket answers its peer, which does not exist here.
    public override bool CanWrite => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        Before?.Invoke(_next);
        cancellationToken.ThrowIfCancellationRequested();
        if (_next == pieces.Length)
        {
            return 0;
        }

        byte[] piece = pieces[_next];
        int count = Math.Min(piece.Length, buffer.Length);
        piece.AsMemory(0, count).CopyTo(buffer);
        After?.Invoke(_next);
        if (count == piece.Length)
        {
            _next++;
        }
        else
        {
            pieces[_next] = piece[count..];
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) { }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        default;
}
