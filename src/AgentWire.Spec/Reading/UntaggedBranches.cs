using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads an object. The first member that it requires identifies it, and gives it its name.</summary>
internal sealed class UntaggedBranches(ReadingContext context, LayoutReader layouts) : BranchReader(context)
{
    public override Variant Read(SpecNode branch, string union, string upstream, bool isLast)
    {
        if (branch.AsObject().Find("required")?.AsList() is not [var known, ..])
        {
            throw branch.Refuse(
                $"{union} is untagged: a variant must be an object with a required member, which identifies it"
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
