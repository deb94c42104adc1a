using System.Text;
using System.Text.Json;
using AgentWire.Shared.Contracts;

namespace AgentWire.Tests.Conformance;

/// <summary>One case of a vector file.</summary>
internal sealed record Vector(string Id, byte[] Input, bool IsText, Outcome Expected, string Schema)
{
    /// <summary>Gets whether the input is the canonical form.</summary>
    public bool IsCanonical => Expected.Reads && Expected.Output.SequenceEqual(Input);

    public static Vector Parse(JsonElement json)
    {
        bool isText = json.TryGetProperty("input", out JsonElement text);
        byte[] input = isText
            ? Encoding.UTF8.GetBytes(text.GetString()!)
            : json.GetProperty("inputBase64").GetBytesFromBase64();
        JsonElement read = json.GetProperty("read");
        string verdict = read.GetProperty("verdict").GetString()!;
        Outcome expected =
            verdict == "error"
                ? Outcome.Error(
                    read.GetProperty("code").GetString()!,
                    Pointers.Shown(read.GetProperty("pointer").GetString()!),
                    read.GetProperty("offset").GetInt64()
                )
                : Outcome.Success(
                    verdict,
                    read.TryGetProperty("output", out JsonElement output)
                        ? Encoding.UTF8.GetBytes(output.GetString()!)
                        : input
                );
        return new(
            json.GetProperty("id").GetString()!,
            input,
            isText,
            expected,
            json.GetProperty("schema").GetString()!
        );
    }
}

/// <summary>A vector file: cases of one type, written by hand or derived from the model.</summary>
internal sealed record VectorFile(string Name, string Dialect, string Type, IReadOnlyList<Vector> Vectors)
{
    /// <summary>The names of all files, such as <c>walrus/server.json</c> and <c>walrus/derived/server-message.json</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Repository.Dialects.SelectMany(dialect =>
            Repository
                .Files(Path.Combine(Repository.Spec, dialect, "vectors"), "*.json", SearchOption.AllDirectories)
                .Select(file => $"{dialect}/{file}")
        ),
    ];

    /// <summary>Gets whether the file is derived from the model, and not written by hand.</summary>
    public bool IsDerived => Name.StartsWith($"{Dialect}/derived/", StringComparison.Ordinal);

    public WireCodec Codec => Codecs.Find(Dialect, Type);

    /// <summary>Gets whether JsonSerializer has a converter for the type. For JsonSerializer, a string is any string, whatever the contract says.</summary>
    public bool IsSerializable => TestedAssemblies.Has(TypedCodec.Of(Codec).ValueType);

    public static string PathOf(string name) =>
        Path.Combine(Repository.Spec, DialectOf(name), "vectors", name[(name.IndexOf('/') + 1)..]);

    /// <summary>The dialect in whose folder a file is.</summary>
    public static string DialectOf(string name) => name[..name.IndexOf('/')];

    public static VectorFile Load(string name)
    {
        JsonElement json = Repository.Json(PathOf(name));
        return new(
            name,
            json.GetProperty("dialect").GetString()!,
            json.GetProperty("type").GetString()!,
            [.. json.GetProperty("cases").EnumerateArray().Select(Vector.Parse)]
        );
    }

    public static IReadOnlyList<VectorFile> OfDialect(string dialect) =>
        [.. Names.Where(name => DialectOf(name) == dialect).Select(Load)];

    public string Place(Vector vector) => $"{Name} {vector.Id}";
}
