using System.Reflection.Metadata;
using System.Text;

namespace AgentWire.Packages.Tests;

/// <summary>Reads portable PDB files.</summary>
internal static class Symbols
{
    /// <summary>The kind of a debugging record in the format of portable PDB files.</summary>
    private static readonly Guid SourceLink = new("cc110556-a091-4d38-9fec-25ab9a351a6a");

    /// <summary>Returns the names of the source files. They are stored in parts, so a search for a path does not find them.</summary>
    public static IReadOnlyList<string> SourcesIn(byte[] symbols)
    {
        using MetadataReaderProvider provider = Open(symbols);
        MetadataReader reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
    }

    /// <summary>Returns where a debugger finds the source files, or null if this is not specified.</summary>
    public static string? SourceLinkIn(byte[] symbols)
    {
        using MetadataReaderProvider provider = Open(symbols);
        MetadataReader reader = provider.GetMetadataReader();
        return reader
            .CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(record => reader.GetGuid(record.Kind) == SourceLink)
            .Select(record => Encoding.UTF8.GetString(reader.GetBlobBytes(record.Value)))
            .SingleOrDefault();
    }

    private static MetadataReaderProvider Open(byte[] symbols) =>
        MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
}
