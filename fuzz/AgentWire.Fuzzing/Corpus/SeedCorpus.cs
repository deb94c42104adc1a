using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentWire.Fuzzing.Mutation;
using AgentWire.Generator.Vectors;
using AgentWire.Shared.Conformance;
using AgentWire.Spec.Model;

namespace AgentWire.Fuzzing.Corpus;

/// <summary>The seeds of one dialect, and the names and values in them.</summary>
internal sealed record DialectSeeds(WireDialect Dialect, Seed[] Seeds, byte[][] Names, byte[][] Values);

/// <summary>The sources of inputs: vectors, sessions and regressions, always in the same order.</summary>
/// <remarks>The vectors of the dialects of the tests are derived here, because they have no files.</remarks>
internal sealed class SeedCorpus
{
    private const int LongestWord = 40;

    private SeedCorpus(IReadOnlyList<DialectSeeds> dialects)
    {
        Dialects = dialects;
        Digest = DigestOf(dialects);
    }

    public IReadOnlyList<DialectSeeds> Dialects { get; }

    public int Count => Dialects.Sum(dialect => dialect.Seeds.Length);

    /// <summary>Gets a digest, which shows whether two runs had the same corpus.</summary>
    public string Digest { get; }

    private static string Regressions { get; } =
        Path.Combine(Repository.Root, "fuzz", "AgentWire.Fuzzing", "Regressions");

    /// <summary>Gets the dialects of the library, followed by those of the tests.</summary>
    public static IReadOnlyList<WireDialect> AllDialects { get; } = [.. WireDialects.All, .. TestDialects.All];

    /// <summary>Loads the seeds of the library's dialects, which other implementations know too.</summary>
    public static SeedCorpus Load() => Load(WireDialects.All);

    /// <param name="dialects">The dialects.</param>
    /// <param name="only">The name of one of them, or null for all.</param>
    public static SeedCorpus Load(IReadOnlyList<WireDialect> dialects, string? only = null) =>
        new([.. dialects.Where(dialect => only is null || dialect.Name == only).Select(Load)]);

    private static DialectSeeds Load(WireDialect dialect)
    {
        string folder = Path.Combine(Repository.Spec, dialect.Name);
        Seed[] seeds =
        [
            .. Files(Path.Combine(folder, "vectors"), "*.json").SelectMany(file => Vectors(dialect, file)),
            .. TestDialects.All.Contains(dialect) ? DerivedVectors(dialect) : [],
            .. Files(Path.Combine(folder, "sessions"), "*.ndjson").SelectMany(file => Session(dialect, file)),
            .. Files(Path.Combine(Regressions, dialect.Name), "*.txt").SelectMany(file => Findings(dialect, file)),
        ];
        SortedSet<string> names = new(StringComparer.Ordinal);
        SortedSet<string> values = new(StringComparer.Ordinal);
        JsonMap map = new();
        foreach (byte[] message in seeds.Select(seed => seed.Message).Where(message => map.Scan(message)))
        {
            for (int i = 0; i < map.Count; i++)
            {
                JsonNode node = map[i];
                if (node.HasName && node.NameEnd - node.NameStart <= LongestWord)
                {
                    names.Add(Encoding.Latin1.GetString(message, node.NameStart, node.NameEnd - node.NameStart));
                }

                if (node.End - node.Start <= LongestWord)
                {
                    values.Add(Encoding.Latin1.GetString(message, node.Start, node.End - node.Start));
                }
            }
        }

        return new(
            dialect,
            seeds,
            [.. names.Select(Encoding.Latin1.GetBytes)],
            [.. values.Select(Encoding.Latin1.GetBytes)]
        );
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(folder)
            ? Directory.GetFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];

    private static IEnumerable<Seed> Vectors(WireDialect dialect, string file)
    {
        JsonElement vectors = Repository.Json(file);
        WireCodec codec = dialect.Types.First(codec => vectors.GetProperty("type").ValueEquals(codec.TypeName));
        return vectors
            .GetProperty("cases")
            .EnumerateArray()
            .Select(vector => new Seed(
                codec,
                vector.TryGetProperty("input", out JsonElement text)
                    ? Encoding.UTF8.GetBytes(text.GetString()!)
                    : vector.GetProperty("inputBase64").GetBytesFromBase64()
            ));
    }

    private static IEnumerable<Seed> DerivedVectors(WireDialect dialect)
    {
        Dialect model = Contract.Dialect(dialect.Name);
        return from codec in dialect.Types
            from vector in TypeCases.Of(model, model.Find(codec.TypeName))
            select new Seed(codec, Encoding.UTF8.GetBytes($"{vector.Input}"));
    }

    private static IEnumerable<Seed> Session(WireDialect dialect, string file)
    {
        WireCodec? codec = Path.GetFileNameWithoutExtension(file) == "client" ? dialect.Client : dialect.Server;
        return Repository.Lines(file).Select(line => new Seed(codec!, line));
    }

    /// <summary>Reads inputs of the type in the file name, one per line, in base64. A comment can follow a #.</summary>
    private static IEnumerable<Seed> Findings(WireDialect dialect, string file)
    {
        WireCodec codec = dialect.Types.First(codec => codec.TypeName == Path.GetFileNameWithoutExtension(file));
        return File.ReadLines(file)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => new Seed(codec, Convert.FromBase64String(line)));
    }

    private static string DigestOf(IEnumerable<DialectSeeds> dialects)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Seed seed in dialects.SelectMany(dialect => dialect.Seeds))
        {
            hash.AppendData(
                Encoding.UTF8.GetBytes($"{seed.Codec.Dialect} {seed.Codec.TypeName} {seed.Message.Length} ")
            );
            hash.AppendData(seed.Message);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
