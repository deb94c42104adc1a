using AgentWire.Spec.Model;

namespace AgentWire.Spec.Vectors;

/// <summary>An input and its verdicts, as <c>spec/vectors.schema.json</c> describes.</summary>
/// <param name="IsRequired">Whether an implementation must pass it. If not, it should pass it.</param>
/// <param name="Versions">The versions that have everything in it.</param>
/// <param name="SchemaAccepts">The verdict of the type's schema, or null if validators cannot judge the input.</param>
internal sealed record Vector(
    string Dialect,
    string Type,
    string Id,
    string Description,
    bool IsRequired,
    VersionSpan Versions,
    byte[] Input,
    ReadVerdict Reading,
    bool? SchemaAccepts
)
{
    public string Name => $"{Dialect}.{Type}.{Id}";
}

/// <summary>The verdict of a reader: bytes if it reads the input, or a code if it refuses the input.</summary>
/// <param name="HoldsUnknown">Whether the input contains an unknown variant.</param>
internal sealed record ReadVerdict(byte[]? Output, bool HoldsUnknown, string? Code, string? Pointer, long Offset);
