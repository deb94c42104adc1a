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
            throw WireStreamException.Disconnected();
        }
    }

    public override ValueTask CompleteAsync(CancellationToken cancellationToken) => pipe.CompleteAsync();

    public override ValueTask CloseAsync() => pipe.CompleteAsync();
}
