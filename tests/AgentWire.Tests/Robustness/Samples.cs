using AgentWire.Tests.Conformance;

namespace AgentWire.Tests.Robustness;

/// <summary>A message with the codec that reads it, or refuses it.</summary>
internal sealed record Sample(string Place, WireCodec Codec, byte[] Message, bool Reads)
{
    // Long enough for the beginning and the end of any message, and for the sizes of buffers and vectors.
    private const int Head = 600;
    private const int Tail = 100;
    private const int Stride = 97;

    /// <summary>
    /// Gets the positions in the message, including its end, at which to try something. For a few long messages these are not all
    /// positions; <c>./build.sh Ci</c> tries all of them.
    /// </summary>
    public IEnumerable<int> Places =>
        Enumerable
            .Range(0, Message.Length + 1)
            .Where(at => Thoroughness.IsFull || at < Head || at >= Message.Length - Tail || at % Stride == 0);

    /// <summary>Returns the session lines and the vectors of a dialect, except derived vectors, which are many and similar.</summary>
    public static IReadOnlyList<Sample> All(string dialect) =>
        [
            .. VectorFile
                .OfDialect(dialect)
                .Where(file => !file.IsDerived)
                .SelectMany(file =>
                    file.Vectors.Select(vector => new Sample(
                        file.Place(vector),
                        file.Codec,
                        vector.Input,
                        vector.Expected.Reads
                    ))
                ),
            .. SessionTests
                .Names.Where(name => Path.GetDirectoryName(name) == dialect)
                .SelectMany(name =>
                    SessionTests.Lines(name).Select(line => new Sample(name, SessionTests.Root(name), line, true))
                ),
        ];

    /// <summary>The messages of a dialect that are written as they were read.</summary>
    public static IEnumerable<Sample> Canonical(string dialect) =>
        All(dialect)
            .Where(sample =>
                sample.Reads && Outcome.Of(sample.Codec, sample.Message).Output.SequenceEqual(sample.Message)
            );

    /// <summary>Returns a few messages of each type: the shortest ones that are not all similar.</summary>
    public static IEnumerable<Sample> Few(string dialect, int count) =>
        Canonical(dialect)
            .GroupBy(sample => sample.Codec.TypeName)
            .SelectMany(group =>
                group
                    .GroupBy(sample => sample.Message.Length)
                    .Select(alike => alike.First())
                    .Where(sample => sample.Message.Length < 300)
                    .Take(count)
            );
}
