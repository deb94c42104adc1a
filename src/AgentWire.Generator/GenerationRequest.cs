using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator;

/// <summary>What is generated, from which dialects, and where the files belong.</summary>
internal sealed record GenerationRequest
{
    /// <summary>Gets the folder with one folder for each dialect, or null if there are manifests.</summary>
    public string? Spec { get; init; }

    /// <summary>Gets the manifests of the dialects, if there is no folder.</summary>
    public IReadOnlyList<string> Manifests { get; init; } = [];

    /// <summary>Gets the C# namespaces that replace those of the manifests, as <c>dialect=Acme.Charging</c>.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Gets the folder of the C#, or null for none.</summary>
    public string? Out { get; init; }

    /// <summary>Gets whether the C# of the only dialect is in <see cref="Out"/> itself, and not in a folder of its own.</summary>
    public bool IsFlat { get; init; }

    /// <summary>Gets the folder of the reference pages, or null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>Gets the folder of the derived vectors, or null for none.</summary>
    public string? Vectors { get; init; }

    /// <summary>Gets the full C# name of a class that lists the dialects, such as <c>Acme.Protocols</c>, or null for none.</summary>
    public string? Registry { get; init; }

    /// <summary>Gets the folder of the registry, or null for that of the C#.</summary>
    public string? RegistryOut { get; init; }

    /// <summary>Gets the command that generates the files again. Each file contains it in the note at its top.</summary>
    public string Command { get; init; } = "agentwire generate";

    /// <summary>Reads the dialects.</summary>
    /// <exception cref="SpecException">The specification is not valid, or a namespace is that of no dialect.</exception>
    public IReadOnlyList<Dialect> ReadDialects()
    {
        List<Dialect> dialects = Spec is null ? Specification.ReadDialects(Manifests) : Specification.Read(Spec);
        foreach (string pair in Namespaces)
        {
            string[] parts = pair.Split('=', 2);
            int index = dialects.FindIndex(dialect => parts.Length == 2 && dialect.Name == parts[0]);
            dialects[
                index >= 0
                    ? index
                    : throw new SpecException(
                        new Location("--namespace", ""),
                        $"\"{pair}\" must be the name of a dialect, \"=\" and a namespace, such as \"{dialects.FirstOrDefault()?.Name ?? "charging"}=Acme.Charging\""
                    )
            ] = dialects[index] with
            {
                Namespace = parts[1],
            };
        }

        return IsFlat && dialects.Count != 1
            ? throw new SpecException(
                new Location("--flat", ""),
                $"only the files of one dialect can be in the folder itself, and there are {dialects.Count} dialects"
            )
            : dialects;
    }
}
