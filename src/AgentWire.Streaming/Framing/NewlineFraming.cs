using System.Buffers;
using AgentWire.Json;

namespace AgentWire.Streaming.Framing;

internal sealed class NewlineFraming() : PipeFraming("ndjson", "application/x-ndjson")
{
    // No proper beginning of a JSON object, list or string is JSON: a last line that reads as a message is whole.
    public override bool EndMayBeMissing => true;

    internal override ReadOnlySpan<byte> KeepAlive => "\n"u8;

    public override bool TryTake(
        ref ReadOnlySequence<byte> input,
        ref long searched,
        int maxBytes,
        out ReadOnlySequence<byte> message
    )
    {
        while (input.Slice(searched).PositionOf((byte)'\n') is { } end)
        {
            message = WithoutReturn(input.Slice(0, end));
            input = input.Slice(input.GetPosition(1, end));
            searched = 0;
            if (message.Length > maxBytes)
            {
                throw WireStreamException.TooLarge(maxBytes);
            }

            if (!IsBlank(message))
            {
                return true;
            }
        }

        searched = input.Length;
        // A CR may stand at the end.
        if (searched > maxBytes + 1L)
        {
            throw WireStreamException.TooLarge(maxBytes);
        }

        message = default;
        return false;
    }

    public override bool EndsCleanly(in ReadOnlySequence<byte> rest) => IsBlank(rest);

    internal override void Begin(PooledWriter frame) { }

    internal override void End(PooledWriter frame) => frame.Write("\n"u8);

    private static ReadOnlySequence<byte> WithoutReturn(in ReadOnlySequence<byte> line)
    {
        if (line.IsEmpty)
        {
            return line;
        }

        ReadOnlySequence<byte> last = line.Slice(line.Length - 1);
        return last.First.Span[0] == '\r' ? line.Slice(0, last.Start) : line;
    }

    private static bool IsBlank(in ReadOnlySequence<byte> line)
    {
        foreach (ReadOnlyMemory<byte> piece in line)
        {
            if (!Blank.Is(piece.Span))
            {
                return false;
            }
        }

        return true;
    }
}
