using System.Buffers.Binary;
using AgentWire.Runtime.Text;

namespace AgentWire.Streaming.Framing;

internal sealed class LengthFraming() : PipeFraming("length-prefixed", "application/octet-stream", hasKeepAlive: false)
{
    internal const int PrefixBytes = sizeof(uint);

    internal override void Begin(PooledWriter frame)
    {
        frame.GetSpan(PrefixBytes);
        frame.Advance(PrefixBytes);
    }

    internal override void End(PooledWriter frame) =>
        BinaryPrimitives.WriteUInt32BigEndian(frame.Written, (uint)(frame.Written.Length - PrefixBytes));

    private protected override FrameCutter Cutter(WireCodec codec) => new LengthCutter(codec.Options.MaxMessageBytes);
}
