using System.Reflection.Metadata;
using System.Text;

namespace AgentWire.Packages.Tests;

/// <summary>What a portable PDB file says.</summary>
internal static class Symbols
{
    /// <summary>The kind of a debugging record, as the format of portable PDB files has it.</summary>
    private static readonly Guid SourceLink = new("cc110556-a091-4d38-9fec-25ab9a351a6a");

    /// <summary>The names of the source files. They stand there in pieces, which no search for a path finds.</summary>
    public static IReadOnlyList<string> SourcesIn(byte[] symbols)
    {
        using MetadataReaderProvider provider = Open(symbols);
        MetadataReader reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
    }

    /// <summary>Where a debugger finds the source files; null where they are not said to be anywhere.</summary>
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
