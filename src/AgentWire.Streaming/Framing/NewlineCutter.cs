using System.Buffers;

namespace AgentWire.Streaming.Framing;

internal sealed class NewlineCutter(int maxBytes) : FrameCutter
{
    private long _searched;
    private bool _inMessage;

    public override bool InMessage => _inMessage;

    // No incomplete JSON object, list or string is valid JSON. A last line that can be read as a message is therefore complete.
    public override bool EndMayBeMissing => true;

    public override bool TryTake(ref ReadOnlySequence<byte> input, out ReadOnlySequence<byte>? message)
    {
        message = null;
        ReadOnlySequence<byte> rest = input.Slice(_searched);
        SequencePosition? end = rest.PositionOf((byte)'\n');
        _inMessage = _inMessage || !Blank.Is(end is null ? rest : rest.Slice(0, end.Value));
        if (end is null)
        {
            _searched = input.Length;
            // There can be a CR at the end.
            return _searched > maxBytes + 1L ? throw WireStreamException.TooLarge(maxBytes) : false;
        }

        ReadOnlySequence<byte> line = WithoutReturn(input.Slice(0, end.Value));
        if (line.Length > maxBytes)
        {
            throw WireStreamException.TooLarge(maxBytes);
        }

        message = _inMessage ? line : null;
        input = input.Slice(input.GetPosition(1, end.Value));
        _searched = 0;
        _inMessage = false;
        return true;
    }

    private static ReadOnlySequence<byte> WithoutReturn(in ReadOnlySequence<byte> line)
    {
        if (line.IsEmpty)
        {
            return line;
        }

        ReadOnlySequence<byte> last = line.Slice(line.Length - 1);
        return last.First.Span[0] == '\r' ? line.Slice(0, last.Start) : line;
    }
}
