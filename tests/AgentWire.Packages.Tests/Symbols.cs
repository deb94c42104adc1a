using System.Reflection.Metadata;

namespace AgentWire.Packages.Tests;

/// <summary>What a portable PDB file says.</summary>
internal static class Symbols
{
    /// <summary>The names of the source files. They stand there in pieces, which no search for a path finds.</summary>
    public static IReadOnlyList<string> SourcesIn(byte[] symbols)
    {
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        MetadataReader reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
    }
}
