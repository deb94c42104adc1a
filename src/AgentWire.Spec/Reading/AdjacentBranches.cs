using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>
/// Reads <c>{"type":"object","required":["name","value"],"properties":{"name":{"const":…},"value":{…}}}</c>. In the fallback, which
/// is the last branch, the tag is any string.
/// </summary>
internal sealed class AdjacentBranches(
    ReadingContext context,
    TypeReader types,
    LayoutReader layouts,
    Tagging.Adjacent tagging,
    string? fallback
) : BranchReader(context)
{
    private readonly PayloadReader _payloads = new(types, layouts);

    public override Variant Read(SpecNode branch, string union, string? upstream, bool isLast)
    {
        RefuseReference(branch, union, FormOf);
        branch.AllowOnly("a variant of an adjacent union", "title", "description", "type", "required", "properties");
        SpecNode properties = branch.Get("properties").AsObject();
        IEnumerable<string> required = branch.Get("required").AsList().Select(name => name.AsText());
        SpecNode? tag = properties.Find(tagging.Tag);
        SpecNode? content = properties.Find(tagging.Content);
        if (
            branch.Get("type").AsText() != "object"
            || tag is null
            || properties.Members.Count != (content is null ? 1 : 2)
            || !required
                .Order(StringComparer.Ordinal)
                .SequenceEqual(properties.Members.Select(member => member.Key).Order(StringComparer.Ordinal))
        )
        {
            throw branch.Refuse(
                $"{union} is adjacent: a variant is an object with the members `{tagging.Tag}` and `{tagging.Content}`, both required"
            );
        }

        bool isConstant = tag.Has("const");
        if (isConstant == (isLast && fallback is not null))
        {
            throw tag.Refuse(
                isConstant
                    ? $"the last variant is the fallback {fallback}: its `{tagging.Tag}` is {{\"type\":\"string\"}}"
                    : $"a constant tag is expected here; only the last variant can be without one, if the manifest names it as `fallback`"
            );
        }

        return isConstant
            ? Make(branch, union, upstream, LayoutReader.ReadTag(tag), path => ReadPayload(content, path))
            : ReadFallback(branch, union, upstream, tag, content);
    }

    private string FormOf(Definition target, string reference) =>
        $"{{\"type\":\"object\",\"required\":[\"{tagging.Tag}\",\"{tagging.Content}\"],"
        + $"\"properties\":{{\"{tagging.Tag}\":{{\"const\":\"…\",\"enum\":[\"…\"]}},\"{tagging.Content}\":{reference}}}}}";

    private Payload ReadPayload(SpecNode? content, string path) =>
        content is null ? new Payload.Unit() : _payloads.Read(content, path);

    private Variant ReadFallback(SpecNode branch, string union, string? upstream, SpecNode tag, SpecNode? content)
    {
        if (tag.FindText("type") != "string" || TypeReader.ReadString(tag) != new StringRef())
        {
            throw tag.Refuse("the tag of a fallback is any string");
        }

        if (
            content is null
            || types.ReadNonNull(content, union, "the content of a fallback, which is {}")
                is not OpaqueRef { HasNull: true } any
        )
        {
            throw branch.Refuse($"the fallback must accept any JSON as `{tagging.Content}`");
        }

        return Make(branch, union, upstream, fallback!, _ => new Payload.Value(any)) with
        {
            Tag = null,
            IsFallback = true,
        };
    }
}
