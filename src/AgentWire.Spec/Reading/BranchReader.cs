using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads one branch of a union as a variant, according to the tagging of the union.</summary>
internal abstract class BranchReader(ReadingContext context)
{
    protected ReadingContext Context { get; } = context;

    public abstract Variant Read(SpecNode branch, string union, string? upstream, bool isLast);

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
