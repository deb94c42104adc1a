using AgentWire.Json;

namespace AgentWire.Streaming.Framing;

internal sealed class ServerSentEventFraming() : PipeFraming("sse", "text/event-stream")
{
    internal override ReadOnlySpan<byte> KeepAlive => ":\n\n"u8;

    internal override void Begin(PooledWriter frame) => frame.Write("data: "u8);

    internal override void End(PooledWriter frame) => frame.Write("\n\n"u8);

    private protected override FrameCutter Cutter(int maxBytes) => new EventCutter(maxBytes);
}
