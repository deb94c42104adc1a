namespace AgentWire.Spec.Model;

/// <summary>A type with a name of its own.</summary>
internal abstract record NamedType
{
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required string UpstreamName { get; init; }
    public required Location Origin { get; init; }

    /// <summary>False where no reference implementation can send it.</summary>
    public bool HasUpstreamBytes { get; init; } = true;

    /// <summary>Its members are sorted when it is written, and so is whatever it holds; otherwise they are as declared.</summary>
    public bool IsSorted { get; init; }
}

/// <summary>An object with known members.</summary>
internal sealed record ObjectType : NamedType
{
    public required Layout Layout { get; init; }
}

/// <summary>One of several shapes.</summary>
internal sealed record UnionType : NamedType
{
    public required Tagging Tagging { get; init; }
    public required IReadOnlyList<Variant> Variants { get; init; }

    /// <summary>Its tag and body stand among the members of the object that refers to it.</summary>
    public required bool IsFlattened { get; init; }

    /// <summary>Tags that the contract does not know are data, not errors.</summary>
    public required bool IsOpen { get; init; }

    public Variant? Fallback => Variants.FirstOrDefault(variant => variant.IsFallback);
}

/// <summary>A set of named strings.</summary>
internal sealed record StringSet : NamedType
{
    public required IReadOnlyList<StringSetValue> Values { get; init; }

    /// <summary>Any other string is allowed too.</summary>
    public required bool IsOpen { get; init; }
}

internal sealed record StringSetValue(string Text, string Name, string Path, string Description, Location Origin);

/// <summary>A string with a meaning of its own.</summary>
internal sealed record ScalarType : NamedType
{
    public required StringRef Text { get; init; }

    /// <summary>How it is checked and represented (<c>timestamp-z</c>, <c>uuid</c>, <c>not-blank</c>); null where only its text counts.</summary>
    public required string? Kind { get; init; }
}
