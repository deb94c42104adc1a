using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads a union, and checks its shape against the tagging in the manifest.</summary>
internal sealed class UnionReader(ReadingContext context, TypeReader types, LayoutReader layouts)
{
    public UnionType Read(Definition definition, UnionSettings settings)
    {
        SpecNode branches = ReadBranches(definition, settings);
        string upstream = ReadingContext.UpstreamOf(definition.Node, context.Manifest.Upstream.Types, definition.Name);
        BranchReader reader = settings.Tagging switch
        {
            Tagging.Internal tagging => new InternalBranches(context, layouts, tagging),
            Tagging.External => new ExternalBranches(context, types, layouts, settings.IsFlattened),
            Tagging.Adjacent tagging => new AdjacentBranches(context, types, layouts, tagging, settings.Fallback),
            _ => new UntaggedBranches(context, layouts),
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
        if (settings.Tagging is Tagging.Untagged)
        {
            RefuseUnreached(variants);
        }

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
            IsOpen = settings.IsOpen ?? (settings.Tagging is not Tagging.Untagged && settings.Fallback is null),
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
                    : $"another variant would also be {same.Key}, after the first member in `required`; write another required member first in one of them"
            );
        }
    }

    /// <summary>Refuses a variant whose values all fit a variant that is tried before it.</summary>
    private static void RefuseUnreached(List<Variant> variants)
    {
        foreach ((int index, Variant late) in variants.Index())
        {
            if (variants.Take(index).FirstOrDefault(early => Takes(early, late)) is { } first)
            {
                throw new SpecException(
                    late.Origin,
                    $"{late.Path} is never read: what fits it also fits {first.Path}, which is tried before it; move it before {first.Path}"
                );
            }
        }
    }

    private static bool Takes(Variant early, Variant late)
    {
        if (
            (early.Payload, late.Payload)
            is not
            (Payload.Members { Layout: var wide }, Payload.Members { Layout: var narrow })
        )
        {
            return false;
        }

        Dictionary<string, Slot> others = narrow.Slots.ToDictionary(slot => slot.WireName, StringComparer.Ordinal);
        return wide.Slots.All(slot => slot is MemberSlot { Member: var member } && Fits(member, others));
    }

    /// <summary>Returns whether the values of a variant have what a member of another one needs.</summary>
    private static bool Fits(Member member, Dictionary<string, Slot> others)
    {
        if (!others.TryGetValue(member.WireName, out Slot? slot))
        {
            return member is { Presence: not Presence.Required, IsStrict: false };
        }

        bool needs = member.Presence == Presence.Required || member.IsStrict;
        return slot is MemberSlot { Member: var other }
            && other.Type == member.Type
            && (
                !needs
                || other.Presence == Presence.Required
                || other is { Presence: Presence.Nullable, IsStrict: true }
            )
            && (member.Presence != Presence.Required || other.Presence != Presence.Nullable);
    }
}
