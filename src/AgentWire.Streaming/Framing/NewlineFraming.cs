using AgentWire.Runtime.Text;

namespace AgentWire.Streaming.Framing;

internal sealed class NewlineFraming() : PipeFraming("ndjson", "application/x-ndjson", hasKeepAlive: true)
{
    internal override void Begin(PooledWriter frame) { }

    internal override void End(PooledWriter frame, int start) => frame.Write("\n"u8);

    internal override void KeepAlive(PooledWriter frame, WireServerSentEvents events) => frame.Write("\n"u8);

    private protected override FrameCutter Cutter(WireCodec codec) => new NewlineCutter(codec.Options.MaxMessageBytes);
}
