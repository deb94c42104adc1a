using AgentWire.Json;

namespace AgentWire.Streaming.Framing;

internal sealed class NewlineFraming() : PipeFraming("ndjson", "application/x-ndjson")
{
    internal override ReadOnlySpan<byte> KeepAlive => "\n"u8;

    internal override void Begin(PooledWriter frame) { }

    internal override void End(PooledWriter frame) => frame.Write("\n"u8);

    private protected override FrameCutter Cutter(int maxBytes) => new NewlineCutter(maxBytes);
}
