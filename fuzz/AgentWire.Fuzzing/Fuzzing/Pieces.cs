using System.Buffers;
using AgentWire.Fuzzing.Mutation;
using AgentWire.Shared.Conformance;

namespace AgentWire.Fuzzing.Fuzzing;

/// <summary>Splits memory into segments.</summary>
internal static class Pieces
{
    /// <summary>Returns three segments, any of which can be empty. The number determines the positions.</summary>
    public static ReadOnlySequence<byte> Of(ReadOnlySpan<byte> bytes, long number)
    {
        RandomSource random = new(0, number);
        int second = random.Below(bytes.Length + 1);
        int third = second + random.Below(bytes.Length - second + 1);
        return Segments.Of(bytes[..second].ToArray(), bytes[second..third].ToArray(), bytes[third..].ToArray());
    }
}
