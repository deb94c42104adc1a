using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads a union, and checks its shape against the tagging in the manifest.</summary>
internal sealed class UnionReader(ReadingContext context, TypeReader types, LayoutReader layouts)
{
    public UnionType Read(Definition definition, UnionSettings settings)
    {
        SpecNode branches = ReadBranches(definition, settings);
        string? upstream = ReadingContext.UpstreamOf(
            definition.Node,
            context.Manifest.Upstream?.Types,
            definition.Name
        );
        BranchReader reader = settings.Tagging switch
        {
            Tagging.Internal tagging => new InternalBranches(context, layouts, tagging),
            Tagging.External => new ExternalBranches(context, types, layouts, settings.IsFlattened),
            Tagging.Adjacent tagging => new AdjacentBranches(context, types, layouts, tagging, settings.Fallback),
            _ => new UntaggedBranches(context, types, layouts),
        };
        List<Variant> variants = [];
        foreach (SpecNode branch in branches.AsList())
        {
            bool isLast = branch == branches.Items[^1];
            if (context.Findings.Gather(() => reader.Read(branch, definition.Name, upstream, isLast)) is { } variant)
            {
                variants.Add(variant);
            }
        }

        RefuseTwice(branches, variants, settings);
        return new UnionType
        {
            Name = definition.Name,
            Description = context.Describe(definition.Node),
            UpstreamName = upstream,
            Origin = definition.Node.Location,
            HasUpstreamBytes = !context.Manifest.WithoutUpstreamBytes.Take(definition.Name),
            Tagging = settings.Tagging,
            Variants = variants,
            IsFlattened = settings.IsFlattened,
            IsOpen = settings.IsOpen ?? (settings.Tagging.HasTag && settings.Fallback is null),
        };
    }

    /// <summary>Reads the branches, which exclude each other unless they are tried in order.</summary>
    private static SpecNode ReadBranches(Definition definition, UnionSettings settings)
    {
        bool isTried = settings.Tagging is Tagging.Untagged || settings.Fallback is not null;
        (string wanted, string other) = isTried ? ("anyOf", "oneOf") : ("oneOf", "anyOf");
        string why = isTried ? "its variants are tried in order" : "its variants exclude each other";
        if (definition.Node.Has(other))
        {
            throw definition.Node.Refuse($"write this union with `{wanted}`, not `{other}`: {why}");
        }

        if (definition.Node.Find("properties") is { } common)
        {
            throw common.Refuse(
                $"no member can be beside `{wanted}`; write these members in each variant of {definition.Name}, or in a definition that each variant has in its `allOf`"
            );
        }

        definition.Node.AllowOnly("a union", "title", "description", wanted);
        SpecNode branches = definition.Node.Get(wanted);
        return branches.AsList().Count > 0 ? branches : throw branches.Refuse("a union has at least one variant");
    }

    private static void RefuseTwice(SpecNode branches, List<Variant> variants, UnionSettings settings)
    {
        if (
            variants
                .Where(variant => variant.Tag is not null)
                .GroupBy(variant => variant.Tag)
                .FirstOrDefault(group => group.Count() > 1) is
            { } twice
        )
        {
            throw branches.Refuse($"two variants have the tag \"{twice.Key}\"");
        }

        if (variants.GroupBy(variant => variant.Path).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new SpecException(
                same.Last().Origin,
                settings.Fallback is { } fallback
                        ? $"the fallback and the variant with the tag \"{fallback}\" would both be {same.Key}; choose another name as `fallback` in the manifest"
                    : same.Last().Payload is Payload.Members
                        ? $"another variant would also be {same.Key}, after the first member in `required`; write another required member first in one of them"
                    : $"another variant would also be {same.Key}, after its `type`; only one variant of a type can be written here, and others are references to definitions"
            );
        }
    }
}
