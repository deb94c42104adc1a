using System.Buffers;
using System.Buffers.Binary;
using AgentWire.Json;

namespace AgentWire.Streaming.Framing;

internal sealed class LengthFraming() : PipeFraming("length-prefixed", "application/octet-stream")
{
    private const int PrefixBytes = sizeof(uint);

    public override bool TryTake(
        ref ReadOnlySequence<byte> input,
        ref long searched,
        int maxBytes,
        out ReadOnlySequence<byte> message
    )
    {
        message = default;
        if (input.Length < PrefixBytes)
        {
            return false;
        }

        Span<byte> prefix = stackalloc byte[PrefixBytes];
        input.Slice(0, PrefixBytes).CopyTo(prefix);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        if (length > maxBytes)
        {
            throw WireStreamException.TooLarge(maxBytes);
        }

        if (input.Length - PrefixBytes < length)
        {
            return false;
        }

        message = input.Slice(PrefixBytes, length);
        input = input.Slice(message.End);
        return true;
    }

    public override bool EndsCleanly(in ReadOnlySequence<byte> rest) => rest.Length < PrefixBytes;

    internal override void Begin(PooledWriter frame)
    {
        frame.GetSpan(PrefixBytes);
        frame.Advance(PrefixBytes);
    }

    internal override void End(PooledWriter frame) =>
        BinaryPrimitives.WriteUInt32BigEndian(frame.Written, (uint)(frame.Written.Length - PrefixBytes));
}
