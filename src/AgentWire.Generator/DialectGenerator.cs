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
    public static IReadOnlyList<OutputFile> CSharp(string spec) => CSharpEmitter.Emit(Specification.Read(spec));

    /// <summary>Generates all files, with the folders that they belong to. Nothing is written yet.</summary>
    /// <param name="target">The folder of the C#.</param>
    /// <param name="reference">The folder of the reference pages, or null for none.</param>
    /// <param name="vectors">The folder of the derived vectors, or null for none.</param>
    /// <exception cref="SpecException">The specification is not valid.</exception>
    public static IReadOnlyList<OutputFolder> Generate(string spec, string target, string? reference, string? vectors)
    {
        List<Dialect> dialects = Specification.Read(spec);
        List<OutputFolder> folders = [new(target, $"*{CSharpFile.Extension}", CSharpEmitter.Emit(dialects))];
        if (reference is not null)
        {
            folders.Add(new(reference, $"*/{ReferencePage.FileName}", [.. dialects.Select(ReferencePage.Write)]));
        }

        if (vectors is not null)
        {
            folders.Add(new(vectors, $"*/{VectorFiles.Folder}/*.json", [.. dialects.SelectMany(VectorFiles.Write)]));
        }

        return folders;
    }
}
