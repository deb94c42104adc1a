using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads <c>{"type":"object","properties":{"type":{"const":"pong","enum":["pong"]},…},"required":["type",…]}</c>.</summary>
internal sealed class InternalBranches(ReadingContext context, LayoutReader layouts, Tagging.Internal tagging)
    : BranchReader(context)
{
    public override Variant Read(SpecNode branch, string union, string? upstream, bool isLast)
    {
        RefuseReference(branch, union, FormOf);
        SpecNode tag =
            branch.AsObject().Find("properties")?.Find(tagging.Tag)
            ?? throw branch.Refuse(
                $"the manifest says that `{tagging.Tag}` is the tag of {union}; it is not among `properties` here"
            );
        return Make(
            branch,
            union,
            upstream,
            LayoutReader.ReadTag(tag),
            path => new Payload.Members(layouts.Read(branch, path, tagging.Tag))
        );
    }

    private string FormOf(Definition target, string reference)
    {
        string properties = $"{{\"{tagging.Tag}\":{{\"const\":\"…\",\"enum\":[\"…\"]}}}}";
        string form =
            $"{{\"type\":\"object\",\"required\":[\"{tagging.Tag}\"],\"properties\":{properties},\"allOf\":[{reference}]}}";
        return target.Node.Find("properties")?.Has(tagging.Tag) == true
            ? $"{form}, and remove `{tagging.Tag}` from {target.Name}"
            : form;
    }
}
