namespace AgentWire.Spec.Model;

/// <summary>A type with a name of its own.</summary>
internal abstract record NamedType
{
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required string? UpstreamName { get; init; }
    public required Location Origin { get; init; }

    /// <summary>Gets whether a reference implementation can send it.</summary>
    public bool HasUpstreamBytes { get; init; } = true;

    /// <summary>Gets whether C# has a type of its own for it. If not, it has one of the library.</summary>
    public bool HasOwnType => this is not (ScalarType or ListType);

    /// <summary>Gets the versions that have it. A type that only newer parts use is as new as these.</summary>
    public VersionSpan Versions { get; init; }

    /// <summary>Gets whether its members, and those of everything in it, are written sorted. If not, they are in declared order.</summary>
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

    /// <summary>Gets whether its tag and body are members of the object that refers to it.</summary>
    public required bool IsFlattened { get; init; }

    /// <summary>Gets whether unknown tags are data. If not, they are errors.</summary>
    public required bool IsOpen { get; init; }

    public Variant? Fallback => Variants.FirstOrDefault(variant => variant.IsFallback);
}

/// <summary>A set of named strings.</summary>
internal sealed record StringSet : NamedType
{
    public required IReadOnlyList<StringSetValue> Values { get; init; }

    /// <summary>Gets whether any other string is allowed.</summary>
    public required bool IsOpen { get; init; }
}

internal sealed record StringSetValue(string Text, string Name, string Path, string Description, Location Origin)
{
    /// <summary>Gets which versions that have the set have the value.</summary>
    public VersionSpan Versions { get; init; }
}

/// <summary>A list as a document. A reference to it is the list itself.</summary>
internal sealed record ListType : NamedType
{
    public required ListRef List { get; init; }
}

/// <summary>A string with a meaning of its own.</summary>
internal sealed record ScalarType : NamedType
{
    public required StringRef Text { get; init; }

    /// <summary>Gets how it is checked and represented (such as <c>timestamp-z</c> and <c>uuid</c>), or null for a plain string.</summary>
    public required string? Kind { get; init; }
}
