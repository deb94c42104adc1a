namespace AgentWire.Spec.Model;

/// <summary>How a union's variants are told apart.</summary>
internal abstract record Tagging
{
    /// <summary>A tag member among the variant's own: <c>{"type":"pong"}</c>.</summary>
    internal sealed record Internal(string Tag) : Tagging;

    /// <summary>The only member's name: <c>{"Chunk":{…}}</c>.</summary>
    internal sealed record External : Tagging;

    /// <summary>A tag member beside a content member: <c>{"name":"artifact","value":{…}}</c>.</summary>
    internal sealed record Adjacent(string Tag, string Content) : Tagging;

    /// <summary>By its shape; the variants are tried in order.</summary>
    internal sealed record Untagged : Tagging;
}

internal sealed record Variant
{
    /// <summary>Null where there is no tag: untagged, or the fallback.</summary>
    public required string? Tag { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in the contract (<c>Type.tag</c>), which is how a manifest speaks of it.</summary>
    public required string Path { get; init; }
    public required string Description { get; init; }
    public required string UpstreamName { get; init; }
    public required Payload Payload { get; init; }

    /// <summary>Takes a body that fits no other variant.</summary>
    public bool IsFallback { get; init; }
    public bool HasUpstreamBytes { get; init; } = true;
    public required Location Origin { get; init; }
}

/// <summary>What a variant carries.</summary>
internal abstract record Payload
{
    /// <summary>Nothing: a bare string standing alone, or null as a member's value; no room for further members.</summary>
    internal sealed record Unit : Payload;

    /// <summary>An object, whose members are the variant's own.</summary>
    internal sealed record Members(Layout Layout) : Payload;

    /// <summary>One value of any other kind.</summary>
    internal sealed record Value(TypeRef Type) : Payload;
}
