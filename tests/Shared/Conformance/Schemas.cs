using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace AgentWire.Shared.Conformance;

/// <summary>The verdicts of NJsonSchema, in addition to those of the codecs.</summary>
public static partial class Schemas
{
    public const string CannotJudge = "cannot-judge";

    private static readonly ConcurrentDictionary<string, Lazy<JsonSchema>> Loaded = new(StringComparer.Ordinal);

    public static JsonSchema Manifest => Load(Path.Combine(Repository.Spec, "dialect.schema.json"));

    public static JsonSchema VectorFile => Load(Path.Combine(Repository.Spec, "vectors.schema.json"));

    /// <summary>Returns the schema of a named type of a dialect, from the file that defines it.</summary>
    public static JsonSchema Of(string dialect, string type) =>
        Repository
            .Files(Path.Combine(Repository.Spec, dialect), "*.schema.json")
            .Select(file => Load(Path.Combine(Repository.Spec, dialect, file)))
            .Select(schema => schema.Definitions.TryGetValue(type, out JsonSchema? found) ? found : null)
            .First(schema => schema is not null)!;

    /// <summary>Returns whether the schema accepts a document. Input that is not JSON is refused without a validator.</summary>
    public static string Judge(JsonSchema schema, byte[] input)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(input, new JsonDocumentOptions { MaxDepth = 1000 });
        }
        catch (JsonException)
        {
            return "refuse";
        }

        try
        {
            return schema.Validate(OneUnitEach(Encoding.UTF8.GetString(input))).Count == 0 ? "accept" : "refuse";
        }
        catch (Exception e) when (e is InvalidCastException or Newtonsoft.Json.JsonReaderException)
        {
            // Integers beyond 64 bits, and nesting beyond 64 levels.
            return CannotJudge;
        }
    }

    /// <summary>NJsonSchema counts a character beyond U+FFFF as two. This replaces each of them with one character.</summary>
    private static string OneUnitEach(string text) => SurrogatePair().Replace(text, "\ufffd");

    [GeneratedRegex("[\\ud800-\\udbff][\\udc00-\\udfff]")]
    private static partial Regex SurrogatePair();

    private static JsonSchema Load(string path) =>
        Loaded.GetOrAdd(path, static path => new(() => JsonSchema.FromFileAsync(path).GetAwaiter().GetResult())).Value;
}
