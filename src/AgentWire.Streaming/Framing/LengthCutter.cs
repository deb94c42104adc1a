using System.Buffers;
using System.Buffers.Binary;

namespace AgentWire.Streaming.Framing;

internal sealed class LengthCutter(int maxBytes) : FrameCutter
{
    private long _left;

    public override bool InMessage => _left > 0;

    // As in walrus, a stream that ends within the length loses no message.
    public override bool IsCut => _left >= LengthFraming.PrefixBytes;

    public override bool TryTake(ref ReadOnlySequence<byte> input, out ReadOnlySequence<byte>? message)
    {
        message = null;
        _left = input.Length;
        if (_left < LengthFraming.PrefixBytes)
        {
            return false;
        }

        Span<byte> prefix = stackalloc byte[LengthFraming.PrefixBytes];
        input.Slice(0, LengthFraming.PrefixBytes).CopyTo(prefix);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        if (length > maxBytes)
        {
            throw WireStreamException.TooLarge(maxBytes);
        }

        if (_left - LengthFraming.PrefixBytes < length)
        {
            return false;
        }

        ReadOnlySequence<byte> found = input.Slice(LengthFraming.PrefixBytes, length);
        message = found;
        input = input.Slice(found.End);
        return true;
    }
}
