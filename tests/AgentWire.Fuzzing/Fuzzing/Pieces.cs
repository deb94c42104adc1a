using System.Buffers;
using AgentWire.Fuzzing.Mutation;

namespace AgentWire.Fuzzing.Fuzzing;

/// <summary>Memory in pieces.</summary>
internal static class Pieces
{
    /// <summary>Three pieces, of which any may be empty; the number chooses where.</summary>
    public static ReadOnlySequence<byte> Of(ReadOnlySpan<byte> bytes, long number)
    {
        RandomSource random = new(0, number);
        int second = random.Below(bytes.Length + 1);
        int third = second + random.Below(bytes.Length - second + 1);
        Piece first = new(bytes[..second].ToArray(), 0);
        Piece last = first.Append(bytes[second..third].ToArray()).Append(bytes[third..].ToArray());
        return new(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte[] bytes, long start)
        {
            Memory = bytes;
            RunningIndex = start;
        }

        public Piece Append(byte[] bytes)
        {
            Piece next = new(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
