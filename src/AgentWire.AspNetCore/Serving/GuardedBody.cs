using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace AgentWire.AspNetCore.Serving;

/// <summary>The body of a response behind a guard. Each write is one complete frame.</summary>
internal sealed class GuardedBody : PipeWriter, IGuardedTransport
{
    private readonly HttpContext _context;
    private readonly Stream _stream;
    private readonly PipeWriter _inner;
    private readonly SendGuard _guard;

    public GuardedBody(HttpContext context, WireServerOptions options)
    {
        _context = context;
        _stream = context.Response.Body;
        _inner = context.Response.BodyWriter;
        _guard = new(options, this, ServerStop.Token(context));
    }

    /// <summary>Gets whether the client was too slow.</summary>
    public bool IsSlow => _guard.IsSlow;

    /// <summary>Waits until everything that was written has been sent or dropped.</summary>
    public Task DrainAsync() => _guard.CompleteAsync();

    public override async ValueTask<FlushResult> WriteAsync(
        ReadOnlyMemory<byte> source,
        CancellationToken cancellationToken = default
    )
    {
        await _guard.SendAsync(source, cancellationToken).ConfigureAwait(false);
        return default;
    }

    public override void Advance(int bytes) => _inner.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _inner.GetSpan(sizeHint);

    /// <summary>Sends what was written, and the headers. The writer of a compressed body does not send them if nothing was written.</summary>
    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        FlushResult result = await _inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    public override void CancelPendingFlush() => _inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _inner.Complete(exception);

    public void Abort() => _context.Abort();

    public void OnSlow()
    {
        ServerLog.SlowClient(_context);
        Abort();
    }

    async ValueTask IGuardedTransport.TransmitAsync(ReadOnlyMemory<byte> frame)
    {
        FlushResult result = await _inner.WriteAsync(frame).ConfigureAwait(false);
        if (result.IsCompleted)
        {
            throw new IOException("The client has disconnected.");
        }
    }
}
