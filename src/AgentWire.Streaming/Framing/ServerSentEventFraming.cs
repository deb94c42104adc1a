using System.IO.Pipelines;
using AgentWire.Json;

namespace AgentWire.Streaming.Framing;

internal sealed class ServerSentEventFraming() : WireFraming("sse", "text/event-stream")
{
    // SseParser refuses more than 64 MiB in its buffers, which hold the line and what has arrived after it.
    private const int MaxBytes = 32 * 1024 * 1024;

    internal override ReadOnlySpan<byte> KeepAlive => ":\n\n"u8;

    internal override void Begin(PooledWriter frame) => frame.Write("data: "u8);

    internal override void End(PooledWriter frame) => frame.Write("\n\n"u8);

    internal override WireStreamReader<T> Reader<T>(Stream stream, WireCodec<T> codec, WireStreamOptions options) =>
        new EventReader<T>(stream, codec, options, Math.Min(codec.Options.MaxMessageBytes, MaxBytes));

    internal override WireStreamReader<T> Reader<T>(PipeReader pipe, WireCodec<T> codec, WireStreamOptions options) =>
        Reader(pipe.AsStream(options.LeaveOpen), codec, options with { LeaveOpen = false });
}
