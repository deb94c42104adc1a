using AgentWire.Generator.CSharp;
using AgentWire.Generator.Plan;
using AgentWire.Generator.Reference;
using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;

namespace AgentWire.Generator;

/// <summary>Generates all files from schemas.</summary>
internal static class DialectGenerator
{
    private const string CodeFiles = $"*{CSharpFile.Extension}";
    private const string PageFiles = $"/{ReferencePage.FileName}";
    private const string DerivedFiles = $"/{VectorFiles.Folder}/*.json";

    /// <summary>Generates the C# of all dialects in a folder.</summary>
    /// <exception cref="SpecException">The specification is not valid.</exception>
    public static IReadOnlyList<OutputFile> CSharp(string spec, GenerationRequest? request = null)
    {
        request = (request ?? new GenerationRequest()) with { Spec = spec };
        IReadOnlyList<DialectPlan> plans = DialectPlan.Make(request.ReadDialects(), request.Command);
        return [.. CSharpEmitter.Emit(plans), .. Registry(request, plans)];
    }

    /// <summary>Generates all files, with the folders that they belong to. Nothing is written yet.</summary>
    /// <exception cref="SpecException">The specification is not valid, a name conflicts, or a shape is not supported.</exception>
    public static IReadOnlyList<OutputFolder> Generate(GenerationRequest request)
    {
        IReadOnlyList<Dialect> dialects = request.ReadDialects();
        // Files of a dialect that is not known here are somebody else's, unless all dialects are.
        string[] names = request.Spec is null ? [.. dialects.Select(dialect => dialect.Name)] : ["*"];
        List<OutputFolder> folders = [];
        if (request.Out is not null || request.RegistryOut is not null)
        {
            IReadOnlyList<DialectPlan> plans = DialectPlan.Make(dialects, request.Command, request.IsFlat);
            folders.AddRange(CSharp(request, plans));
        }

        if (request.Reference is not null)
        {
            OutputFile[] pages = [.. dialects.Select(dialect => ReferencePage.Write(dialect, request.Command))];
            folders.Add(new(request.Reference, [.. names.Select(name => name + PageFiles)], pages));
        }

        if (request.Vectors is not null)
        {
            OutputFile[] files = [.. dialects.SelectMany(dialect => VectorFiles.Write(dialect, request.Command))];
            folders.Add(new(request.Vectors, [.. names.Select(name => name + DerivedFiles)], files));
        }

        return folders;
    }

    private static IEnumerable<OutputFolder> CSharp(GenerationRequest request, IReadOnlyList<DialectPlan> plans)
    {
        OutputFile[] registry = [.. Registry(request, plans)];
        if (request.Out is not null)
        {
            OutputFile[] beside = request.RegistryOut is null ? registry : [];
            string[] patterns = request.Spec is null ? [.. plans.Select(plan => plan.Folder + CodeFiles)] : [CodeFiles];
            yield return new(request.Out, patterns, [.. CSharpEmitter.Emit(plans), .. beside]);
        }

        if (request.RegistryOut is not null)
        {
            yield return new(request.RegistryOut, [CodeFiles], registry);
        }
    }

    private static IEnumerable<OutputFile> Registry(GenerationRequest request, IReadOnlyList<DialectPlan> plans) =>
        request.Registry is { } name
            ? [RegistryFile.Write(plans, RegistryName.Parse(name, plans), request.Command)]
            : [];
}
