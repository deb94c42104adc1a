using AgentWire.Generator.CSharp;

namespace AgentWire.Generator.Tests;

/// <summary>Finds the generated code of one type.</summary>
internal static class Emitted
{
    /// <summary>Returns the text of the file of a type or format, followed by the files of its variants.</summary>
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
