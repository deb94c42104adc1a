namespace AgentWire.Spec.Model;

/// <summary>The tagging of a union, which determines how its variants are distinguished.</summary>
internal abstract record Tagging
{
    /// <summary>Gets whether a value contains its tag.</summary>
    public bool HasTag => this is not (Untagged or Kind);

    /// <summary>The tag is a member beside those of the variant: <c>{"type":"pong"}</c>.</summary>
    internal sealed record Internal(string Tag) : Tagging;

    /// <summary>The tag is the name of the only member: <c>{"Chunk":{…}}</c>.</summary>
    internal sealed record External : Tagging;

    /// <summary>The tag is a member, and the content is another: <c>{"name":"artifact","value":{…}}</c>.</summary>
    internal sealed record Adjacent(string Tag, string Content) : Tagging;

    /// <summary>The shape of the value determines the variant. The variants are tried in order.</summary>
    internal sealed record Untagged : Tagging;

    /// <summary>The kind of JSON determines the variant: <c>"text"</c>, or <c>["a","b"]</c>.</summary>
    internal sealed record Kind : Tagging;
}

internal sealed record Variant
{
    /// <summary>Gets the tag, or null for a variant of a union without tags and for the fallback.</summary>
    public required string? Tag { get; init; }

    /// <summary>Gets the C# name, which <see cref="Reading.CSharpNames"/> decides.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the path in the contract (<c>Type.tag</c>), which the manifest uses to refer to it.</summary>
    public required string Path { get; init; }
    public required string Description { get; init; }
    public required string? UpstreamName { get; init; }
    public required Payload Payload { get; init; }

    /// <summary>Gets whether the variant accepts bodies that fit no other variant.</summary>
    public bool IsFallback { get; init; }
    public bool HasUpstreamBytes { get; init; } = true;

    /// <summary>Gets which versions that have the union have the variant.</summary>
    public VersionSpan Versions { get; init; }
    public required Location Origin { get; init; }
}

/// <summary>The content of a variant.</summary>
internal abstract record Payload
{
    /// <summary>No content: a string as a document, or null as the value of a member, without further members.</summary>
    internal sealed record Unit : Payload;

    /// <summary>An object, whose members belong to the variant.</summary>
    internal sealed record Members(Layout Layout) : Payload;

    /// <summary>One value of any other kind.</summary>
    internal sealed record Value(TypeRef Type) : Payload;
}
