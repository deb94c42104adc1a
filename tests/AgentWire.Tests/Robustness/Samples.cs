using AgentWire.Tests.Conformance;

namespace AgentWire.Tests.Robustness;

/// <summary>A message with the codec that reads it, or refuses it.</summary>
internal sealed record Sample(string Place, WireCodec Codec, byte[] Message, bool Reads)
{
    // Long enough for whatever a message begins and ends with, and for the sizes of buffers and vectors between.
    private const int Head = 600;
    private const int Tail = 100;
    private const int Stride = 97;

    private static readonly bool IsThorough = Environment.GetEnvironmentVariable("AGENTWIRE_LOAD") == "1";

    /// <summary>
    /// The places in the message, its end included, at which to try something: all of them, but for a few long messages,
    /// of which <c>./build.sh Ci</c> tries all as well.
    /// </summary>
    public IEnumerable<int> Places =>
        Enumerable
            .Range(0, Message.Length + 1)
            .Where(at => IsThorough || at < Head || at >= Message.Length - Tail || at % Stride == 0);

    /// <summary>The session lines and the vectors of a dialect, but for those that are derived: they are many and much alike.</summary>
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

    /// <summary>A few messages of each type, the shortest that are not all alike.</summary>
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
