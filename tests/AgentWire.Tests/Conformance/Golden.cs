using System.Text;
using System.Text.Json;

namespace AgentWire.Tests.Conformance;

/// <summary>The output of the reference implementations, in <c>data/golden</c> (see the README there).</summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(Repository.Data, "golden");

    /// <summary>Gets the names of the files without extensions, such as <c>walrus.server</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Repository
            .Files(Folder, "*.ndjson")
            .Select(file => string.Join('.', file.Split('.')[..2]))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The codec of <c>DIALECT.server</c>, <c>DIALECT.client</c> or <c>DIALECT.TYPE</c>.</summary>
    public static WireCodec Codec(string name)
    {
        string[] parts = name.Split('.');
        WireDialects.TryGet(parts[0], out WireDialect? dialect).ShouldBeTrue();
        return parts[1] switch
        {
            "server" => dialect.Server!,
            "client" => dialect.Client!,
            string type => Codecs.Find(parts[0], type),
        };
    }

    public static bool Has(string name, string kind) => File.Exists(PathOf(name, kind));

    public static IReadOnlyList<byte[]> Lines(string name, string kind = "") => Repository.Lines(PathOf(name, kind));

    /// <summary>Checks that canonical lines are written back unchanged, and that altered lines are written as the canonical ones.</summary>
    public static Report Printing(WireCodec codec, IReadOnlyList<byte[]> inputs, IReadOnlyList<byte[]> canonical)
    {
        Report report = new();
        report.Same("lines", canonical.Count, inputs.Count);
        for (int i = 0; i < Math.Min(inputs.Count, canonical.Count); i++)
        {
            report.Same($"line {i + 1}", Outcome.Success("ok", canonical[i]), Outcome.Of(codec, inputs[i]));
        }

        return report;
    }

    /// <summary>
    /// Checks that the codec, with unknown tags refused, accepts, refuses and writes what the reference does. If it does not, a listed
    /// difference must cover the input.
    /// </summary>
    public static Report Judging(WireCodec codec, IReadOnlyList<byte[]> lines)
    {
        Report report = new();
        WireCodec strict = codec.With(codec.Options with { UnknownTags = UnknownTagHandling.Reject });
        for (int i = 0; i < lines.Count; i++)
        {
            JsonElement line = Repository.Parse(lines[i]);
            byte[] input = Encoding.UTF8.GetBytes(line.GetProperty("in").GetString()!);
            string expected = line.TryGetProperty("out", out JsonElement output) ? $"ok {output}" : "refused";
            Outcome got = Outcome.Of(strict, input);
            string printed = got.Reads ? got.ToString() : "refused";
            if (expected == printed || GoldenDifferences.Explain(codec, input) is null)
            {
                report.Same($"line {i + 1} {line.GetProperty("in")}", expected, printed);
            }
        }

        return report;
    }

    private static string PathOf(string name, string kind) =>
        Path.Combine(Folder, kind.Length == 0 ? $"{name}.ndjson" : $"{name}.{kind}.ndjson");
}
