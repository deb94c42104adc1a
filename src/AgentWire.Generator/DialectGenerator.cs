using AgentWire.Generator.CSharp;
using AgentWire.Generator.Reference;
using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator;

/// <summary>Generates all files from a folder of schemas.</summary>
internal static class DialectGenerator
{
    /// <summary>Generates the C# of all dialects in a folder.</summary>
    /// <exception cref="SpecException">The specification is not valid.</exception>
    public static IReadOnlyList<OutputFile> CSharp(string spec, GeneratorOptions? options = null) =>
        CSharpEmitter.Emit(Specification.Read(spec), options ?? GeneratorOptions.Default);

    /// <summary>Generates all files, with the folders that they belong to. Nothing is written yet.</summary>
    /// <param name="dialects">The dialects.</param>
    /// <param name="target">The folder of the C#, or null for none.</param>
    /// <param name="reference">The folder of the reference pages, or null for none.</param>
    /// <param name="vectors">The folder of the derived vectors, or null for none.</param>
    /// <param name="options">What the owner of the dialects decides.</param>
    /// <exception cref="SpecException">A name conflicts, or a shape is not supported in C#.</exception>
    public static IReadOnlyList<OutputFolder> Generate(
        IReadOnlyList<Dialect> dialects,
        string? target,
        string? reference,
        string? vectors,
        GeneratorOptions options
    )
    {
        List<OutputFolder> folders = [];
        if (target is not null)
        {
            folders.Add(new(target, $"*{CSharpFile.Extension}", CSharpEmitter.Emit(dialects, options)));
        }

        if (reference is not null)
        {
            OutputFile[] pages = [.. dialects.Select(dialect => ReferencePage.Write(dialect, options.Command))];
            folders.Add(new(reference, $"*/{ReferencePage.FileName}", pages));
        }

        if (vectors is not null)
        {
            OutputFile[] files = [.. dialects.SelectMany(dialect => VectorFiles.Write(dialect, options.Command))];
            folders.Add(new(vectors, $"*/{VectorFiles.Folder}/*.json", files));
        }

        return folders;
    }
}
