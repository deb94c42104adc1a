using System.Buffers;

namespace AgentWire.Shared.Conformance;

/// <summary>Splits input into segments.</summary>
public static class Segments
{
    /// <summary>Returns two segments, either of which can be empty.</summary>
    public static ReadOnlySequence<byte> Split(byte[] input, int at) => Of(input[..at], input[at..]);

    public static ReadOnlySequence<byte> OneByteEach(byte[] input) => Of([.. input.Select(b => new[] { b })]);

    public static ReadOnlySequence<byte> Of(params byte[][] pieces)
    {
        Segment first = new([], 0);
        Segment last = first;
        foreach (byte[] piece in pieces)
        {
            last = last.Append(piece);
        }

        return new(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, long start)
        {
            Memory = bytes;
            RunningIndex = start;
        }

        public Segment Append(byte[] bytes)
        {
            Segment next = new(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
