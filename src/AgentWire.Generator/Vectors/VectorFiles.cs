using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Writes the test vectors that follow from a dialect's model: a file for each named type.</summary>
internal static class VectorFiles
{
    /// <summary>The folder of the derived vectors, within the folder of the vectors written by hand.</summary>
    public const string Folder = "vectors/derived";

    public static IEnumerable<OutputFile> Write(Dialect dialect, string command) =>
        dialect.Types.Select(type => Write(dialect, type, command));

    /// <summary>Gets the path of a type's file, relative to the folder of its dialect.</summary>
    public static string PathOf(NamedType type) => $"{Folder}/{Words.Kebab(type.Name)}.json";

    private static OutputFile Write(Dialect dialect, NamedType type, string command) =>
        new(
            $"{dialect.Name}/{PathOf(type)}",
            $$"""
            {
              "$comment": {{Json.Quote(
                $"Derived from {dialect.Folder}. Edit the schemas or the manifest, then run {command}."
            )}},
              "dialect": {{Json.Quote(dialect.Name)}},
              "type": {{Json.Quote(type.Name)}},
              "cases": [
            {{string.Join(",\n", TypeCases.Of(dialect, type))}}
              ]
            }

            """.ReplaceLineEndings(
                "\n"
            )
        );
}
