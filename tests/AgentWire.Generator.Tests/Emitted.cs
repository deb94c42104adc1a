using AgentWire.Generator.CSharp;

namespace AgentWire.Generator.Tests;

/// <summary>What is emitted for one type.</summary>
internal static class Emitted
{
    /// <summary>The text of a type's or codec's file, followed by those of its variants.</summary>
    public static string TextOf(IEnumerable<OutputFile> files, string path) =>
        string.Concat(
            files
                .Where(file =>
                    file.Path == path + CSharpFile.Extension
                    || file.Path.StartsWith($"{path}.", StringComparison.Ordinal)
                )
                .Select(file => file.Text)
        );
}
