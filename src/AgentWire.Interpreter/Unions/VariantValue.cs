namespace AgentWire.Interpreter.Unions;

/// <summary>A value of a known variant.</summary>
/// <param name="Index">The index of the variant in the schema.</param>
/// <param name="Content">The content, or null if the variant has none.</param>
internal sealed record VariantValue(int Index, object? Content);

/// <summary>A value whose tag the contract does not know.</summary>
internal sealed record UnknownValue(RawJson Json);

/// <summary>A tag and a content that fit no other variant of an adjacent union.</summary>
internal sealed record FallbackValue(string Tag, RawJson Content);
