using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>The test vectors that follow from a dialect's model: a file for each named type.</summary>
internal static class VectorFiles
{
    /// <summary>The folder that holds nothing else, below that of the vectors written by hand.</summary>
    public const string Folder = "vectors/derived";

    public static IEnumerable<OutputFile> Write(Dialect dialect) => dialect.Types.Select(type => Write(dialect, type));

    /// <summary>The file of a type, within its dialect.</summary>
    public static string PathOf(NamedType type) => $"{Folder}/{Words.Kebab(type.Name)}.json";

    private static OutputFile Write(Dialect dialect, NamedType type) =>
        new(
            $"{dialect.Name}/{PathOf(type)}",
            $$"""
            {
              "$comment": "Derived from spec/{{dialect.Name}}: edit that, then run ./build.sh Generate.",
              "dialect": {{Json.Quote(dialect.Name)}},
              "type": {{Json.Quote(type.Name)}},
              "cases": [
            {{string.Join(",\n", TypeCases.Of(dialect, type))}}
              ]
            }

            """.ReplaceLineEndings("\n")
        );
}
