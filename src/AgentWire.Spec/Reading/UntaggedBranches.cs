using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>An object; what it is known by, and called after, is the first member that it requires.</summary>
internal sealed class UntaggedBranches(ReadingContext context, LayoutReader layouts) : BranchReader(context)
{
    public override Variant Read(SpecNode branch, string union, string upstream, bool isLast)
    {
        if (branch.AsObject().Find("required")?.AsList() is not [var known, ..])
        {
            throw branch.Refuse(
                $"{union} is untagged: a variant is an object that requires a member, by which it is known"
            );
        }

        return Make(
            branch,
            union,
            upstream,
            known.AsText(),
            path => new Payload.Members(layouts.Read(branch, path))
        ) with
        {
            Tag = null,
        };
    }
}
