using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>
/// Reads a branch of a union without tags: an object with members of its own, or one value of any other kind. An object has the
/// name of the first member that it requires, a reference the name of its definition, and any other value the name of its kind.
/// </summary>
internal sealed class UntaggedBranches(ReadingContext context, TypeReader types, LayoutReader layouts)
    : BranchReader(context)
{
    public override Variant Read(SpecNode branch, string union, string? upstream, bool isLast)
    {
        string name = NameOf(branch.AsObject(), union);
        return Make(branch, union, upstream, name, path => ReadPayload(branch, path)) with { Tag = null };
    }

    private string NameOf(SpecNode branch, string union)
    {
        if (branch.Find("$ref") is { } reference)
        {
            return Context.Definitions.Resolve(reference).Name;
        }

        if (!branch.Has("properties"))
        {
            return branch.Find("type") is { IsString: true } kind
                ? kind.AsText()
                : throw branch.Refuse($"a variant of {union} must have one `type`, or refer to a definition");
        }

        return branch.Find("required")?.AsList() is [var known, ..]
            ? known.AsText()
            : throw branch.Refuse(
                $"a variant of {union} that is an object must have a required member, which identifies it"
            );
    }

    private Payload ReadPayload(SpecNode branch, string path) =>
        branch.Has("properties")
            ? new Payload.Members(layouts.Read(branch, path))
            : new Payload.Value(types.ReadNonNull(branch, path, "a variant of a union"));
}
