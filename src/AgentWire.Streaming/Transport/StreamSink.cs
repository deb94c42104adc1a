using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace AgentWire.Streaming.Transport;

internal sealed class StreamSink(Stream stream) : FrameSink
{
#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ArraySegment<byte> frame, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
#else
    public override async ValueTask WriteAsync(ArraySegment<byte> frame, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(frame.Array, frame.Offset, frame.Count, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
#endif

    public override ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
#if NET
        (stream as NetworkStream)?.Socket.Shutdown(SocketShutdown.Send);
#endif
        return default;
    }

    public override ValueTask AbortAsync() => stream.CloseAsync();
}
