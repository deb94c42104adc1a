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

    internal override void End(PooledWriter frame, int start)
    {
        Span<byte> written = frame.Written.Slice(start);
        BinaryPrimitives.WriteUInt32BigEndian(written, (uint)(written.Length - PrefixBytes));
    }

    private protected override FrameCutter Cutter(WireCodec codec) => new LengthCutter(codec.Options.MaxMessageBytes);
}
