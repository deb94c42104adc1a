namespace AgentWire.Spec.Vectors;

/// <summary>One input and what is to be made of it, as <c>spec/vectors.schema.json</c> tells.</summary>
/// <param name="IsRequired">Whether every implementation must pass; otherwise it should.</param>
/// <param name="SchemaAccepts">What the type's schema says; null where validators cannot judge.</param>
internal sealed record Vector(
    string Dialect,
    string Type,
    string Id,
    string Description,
    bool IsRequired,
    byte[] Input,
    ReadVerdict Reading,
    bool? SchemaAccepts
)
{
    public string Name => $"{Dialect}.{Type}.{Id}";
}

/// <summary>What a reader makes of an input: bytes where it reads, a code where it refuses.</summary>
/// <param name="HoldsUnknown">Whether it reads with an unknown variant somewhere.</param>
internal sealed record ReadVerdict(byte[]? Output, bool HoldsUnknown, string? Code, string? Pointer, long Offset);
