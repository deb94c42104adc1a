namespace AgentWire.Generator;

/// <summary>What the owner of the dialects decides about the generated files.</summary>
internal sealed record GeneratorOptions
{
    public static GeneratorOptions Default { get; } = new();

    /// <summary>Gets the command that generates the files again. Each file contains it in the note at its top.</summary>
    public string Command { get; init; } = "agentwire generate";

    /// <summary>Gets the full C# name of a class that lists the dialects, such as <c>Acme.Protocols</c>, or null for none.</summary>
    public string? Registry { get; init; }
}
