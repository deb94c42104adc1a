using AgentWire.Tests.Conformance;

namespace AgentWire.Tests.Robustness;

/// <summary>A message with the codec that reads it, or refuses it.</summary>
internal sealed record Sample(string Place, WireCodec Codec, byte[] Message, bool Reads)
{
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
