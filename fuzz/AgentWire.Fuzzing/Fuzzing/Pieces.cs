using System.Buffers;
using AgentWire.Fuzzing.Mutation;
using AgentWire.Tests.Conformance;

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
        return Segments.Of(bytes[..second].ToArray(), bytes[second..third].ToArray(), bytes[third..].ToArray());
    }
}
