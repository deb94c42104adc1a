using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace AgentWire.Streaming.Transport;

internal sealed class PipeSink(PipeWriter pipe) : FrameSink
{
#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
#endif
    public override async ValueTask WriteAsync(ArraySegment<byte> frame, CancellationToken cancellationToken)
    {
        FlushResult result = await pipe.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        if (result.IsCanceled)
        {
            throw new OperationCanceledException("The pending flush of the pipe was cancelled.");
        }

        if (result.IsCompleted)
        {
            throw new IOException("The pipe is no longer read.");
        }
    }

    public override ValueTask CompleteAsync(CancellationToken cancellationToken) => pipe.CompleteAsync();

    /// <summary>Completes the pipe. A pipe over a stream would otherwise send the rest of a frame, and wait for a peer that does not read.</summary>
    public override ValueTask CloseAsync(bool isCut) => pipe.CompleteAsync(isCut ? WireStreamException.Closed() : null);
}
