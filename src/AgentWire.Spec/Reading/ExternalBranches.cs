using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>
/// Reads <c>{"type":"object","required":["Chunk"],"properties":{"Chunk":{…}}}</c>, with <c>"maxProperties":1</c> if the union is not
/// flattened. A unit variant is a null member in a flattened union, and a constant string otherwise.
/// </summary>
internal sealed class ExternalBranches(ReadingContext context, TypeReader types, LayoutReader layouts, bool isFlattened)
    : BranchReader(context)
{
    private readonly PayloadReader _payloads = new(types, layouts);

    public override Variant Read(SpecNode branch, string union, string? upstream, bool isLast)
    {
        if (branch.AsObject().Has("const"))
        {
            return ReadUnit(branch, union, upstream);
        }

        string end = isFlattened ? "}" : ",\"maxProperties\":1}";
        RefuseReference(
            branch,
            union,
            (_, reference) => $"{{\"type\":\"object\",\"required\":[\"…\"],\"properties\":{{\"…\":{reference}}}{end}"
        );
        branch.AllowOnly(
            "a variant of an external union",
            "title",
            "description",
            "type",
            "required",
            "properties",
            "maxProperties"
        );
        if (
            branch.Get("type").AsText() != "object"
            || branch.Get("properties").AsObject().Members is not [(var tag, var body)]
            || branch.Get("required").AsList() is not [var required]
            || required.AsText() != tag
        )
        {
            throw branch.Refuse(
                $"{union} is external: a variant is an object with exactly one member, which is required"
            );
        }

        if (branch.Find("maxProperties")?.AsCount() != (isFlattened ? null : 1))
        {
            throw branch.Refuse(
                isFlattened
                    ? $"{union} is flattened, and therefore beside other members; remove `maxProperties`"
                    : $"{union} is not flattened; add `\"maxProperties\": 1`"
            );
        }

        return Make(branch, union, upstream, tag, path => ReadPayload(body, path));
    }

    private Variant ReadUnit(SpecNode branch, string union, string? upstream)
    {
        branch.AllowOnly("a variant without a payload", "title", "description", "const", "enum");
        string tag = ConstantReader.ReadText(branch, "a tag");
        if (isFlattened)
        {
            throw branch.Refuse(
                $"{union} is flattened: its variant without a payload is a member, {{\"{tag}\":{{\"type\":\"null\"}}}}"
            );
        }

        return Make(branch, union, upstream, tag, _ => new Payload.Unit());
    }

    private Payload ReadPayload(SpecNode body, string path)
    {
        if (body.AsObject().Find("type") is not { IsString: true } type || type.AsText() != "null")
        {
            return _payloads.Read(body, path);
        }

        body.AllowOnly("a variant without a payload", "type", "description");
        return isFlattened
            ? new Payload.Unit()
            : throw body.Refuse("in a union that is not flattened, a variant without a payload is a constant string");
    }
}
