using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads one branch of a union as a variant, according to the tagging of the union.</summary>
internal abstract class BranchReader(ReadingContext context)
{
    protected ReadingContext Context { get; } = context;

    public abstract Variant Read(SpecNode branch, string union, string? upstream, bool isLast);

    /// <summary>Refuses a reference as a branch, because a variant of a union with tags says its tag in its place.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="union">The name of the union.</param>
    /// <param name="form">Returns what to write instead, from the definition and the reference in JSON.</param>
    protected void RefuseReference(SpecNode branch, string union, Func<Definition, string, string> form)
    {
        if (branch.AsObject().Find("$ref") is { } reference)
        {
            Definition target = Context.Definitions.Resolve(reference);
            throw reference.Refuse(
                $"a variant of {union} cannot be only a reference, because its tag is a part of it; write {form(target, $"{{\"$ref\":\"{reference.AsText()}\"}}")}"
            );
        }
    }

    protected Variant Make(
        SpecNode branch,
        string union,
        string? upstream,
        string wireName,
        Func<string, Payload> payload
    )
    {
        string path = $"{union}.{wireName}";
        string name = Context.Names.Of(path, wireName);
        return new Variant
        {
            Tag = wireName,
            Name = name,
            Path = path,
            Description = Context.Describe(branch),
            UpstreamName = ReadingContext.UpstreamOf(branch, upstream, name),
            Payload = payload(path),
            HasUpstreamBytes = !Context.Manifest.WithoutUpstreamBytes.Take(path),
            Origin = branch.Location,
        };
    }
}

/// <summary>Reads the content of an external or adjacent variant: the members of an unnamed object, or one value.</summary>
internal sealed class PayloadReader(TypeReader types, LayoutReader layouts)
{
    public Payload Read(SpecNode schema, string path) =>
        schema.AsObject().Has("properties")
            ? new Payload.Members(layouts.Read(schema, path))
            : new Payload.Value(types.ReadNonNull(schema, path, "a variant's payload"));
}
