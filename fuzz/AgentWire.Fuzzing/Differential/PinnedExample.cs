using System.Text;
using System.Text.Json;
using AgentWire.Fuzzing.Peers;
using AgentWire.Shared.Conformance;

namespace AgentWire.Fuzzing.Differential;

/// <summary>An example of a predicate: an input for which the peer differs, and a similar one that the predicate must not match.</summary>
internal sealed record PinnedExample(Expectation Expectation, Question Explains, Question Near)
{
    /// <summary>Gets the examples of <c>examples.json</c>, one for each predicate, peer and kind of difference.</summary>
    public static IReadOnlyList<PinnedExample> All { get; } =
    [
        .. Repository
            .Json(Path.Combine(Repository.Root, "fuzz", "AgentWire.Fuzzing", "Differential", "examples.json"))
            .EnumerateArray()
            .SelectMany(Parse),
    ];

    private static IEnumerable<PinnedExample> Parse(JsonElement json)
    {
        string Text(string name) => json.GetProperty(name).GetString()!;
        WireDialects.TryGet(Text("dialect"), out WireDialect? dialect);
        WireCodec codec = dialect!.Types.First(codec => codec.TypeName == Text("type"));
        byte[] explains = json.TryGetProperty("explainsBase64", out JsonElement bytes)
            ? bytes.GetBytesFromBase64()
            : Encoding.UTF8.GetBytes(Text("explains"));
        return json.GetProperty("peers")
            .EnumerateArray()
            .Select(peer => new PinnedExample(
                new(Text("predicate"), peer.GetString()!, Enum.Parse<Difference>(Text("difference"), ignoreCase: true)),
                new(codec, explains),
                new(codec, Encoding.UTF8.GetBytes(Text("near")))
            ));
    }
}
