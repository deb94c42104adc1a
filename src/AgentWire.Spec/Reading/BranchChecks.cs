using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Checks the variants of unions without tags, which depend on other types.</summary>
internal sealed class BranchChecks
{
    private readonly Dictionary<string, NamedType> _types;
    private readonly FindingList _findings;

    private BranchChecks(IReadOnlyList<NamedType> types, FindingList findings)
    {
        _types = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        _findings = findings;
    }

    public static void Check(IReadOnlyList<NamedType> types, FindingList findings)
    {
        BranchChecks check = new(types, findings);
        UnionType[] unions = [.. types.OfType<UnionType>().Where(union => !union.Tagging.HasTag)];
        UnionType[] endless = [.. unions.Where(union => check.Contains(union, union.Name, []))];
        foreach (UnionType union in endless)
        {
            findings.Add(
                union.Origin,
                $"{union.Name} is one of its own variants, so reading it would not end; refer to it from a member or an item instead"
            );
        }

        if (endless.Length > 0)
        {
            return;
        }

        foreach (UnionType union in unions)
        {
            check.CheckKinds(union);
            if (union.Tagging is Tagging.Untagged)
            {
                check.RefuseUnreached(union.Variants);
            }
        }
    }

    /// <summary>Returns whether a type is a variant of a union, or of a union without tags among its variants.</summary>
    private bool Contains(UnionType union, string name, HashSet<string> seen) =>
        union
            .Variants.Select(variant => (variant.Payload as Payload.Value)?.Type)
            .OfType<NamedRef>()
            .Any(type =>
                type.Name == name
                || seen.Add(type.Name)
                    && Find(type.Name) is UnionType { Tagging.HasTag: false } inner
                    && Contains(inner, name, seen)
            );

    /// <summary>Checks that the tagging is <c>kind</c> if, and only if, no two variants have a kind of JSON in common.</summary>
    private void CheckKinds(UnionType union)
    {
        JsonKinds taken = JsonKinds.None;
        Variant? second = null;
        JsonKinds common = JsonKinds.None;
        foreach (Variant variant in union.Variants)
        {
            JsonKinds kinds = JsonKindsOf.Of(union, variant, Find);
            if (second is null && (taken & kinds) != JsonKinds.None)
            {
                (second, common) = (variant, taken & kinds);
            }

            taken |= kinds;
        }

        if (union.Tagging is Tagging.Kind && second is not null)
        {
            _findings.Add(
                second.Origin,
                $"two variants of {union.Name} can be {common.InWords()}; if they can be told apart by trying them in order, "
                    + "write `anyOf`, and \"tagging\": \"untagged\" in the manifest"
            );
        }
        else if (union is { Tagging: Tagging.Untagged, Variants.Count: > 1 } && second is null)
        {
            _findings.Add(
                union.Origin,
                $"the variants of {union.Name} have different kinds of JSON, so none needs to be tried; "
                    + "write `oneOf`, and \"tagging\": \"kind\" in the manifest"
            );
        }
    }

    /// <summary>Refuses a variant whose values all fit a variant that is tried before it.</summary>
    private void RefuseUnreached(IReadOnlyList<Variant> variants)
    {
        foreach ((int index, Variant late) in variants.Index())
        {
            if (variants.Take(index).FirstOrDefault(early => Takes(early.Payload, late.Payload)) is { } first)
            {
                _findings.Add(
                    late.Origin,
                    $"{late.Path} is never read: what fits it also fits {first.Path}, which is tried before it; move it before {first.Path}"
                );
            }
        }
    }

    private bool Takes(Payload early, Payload late) =>
        (LayoutOf(early), LayoutOf(late)) switch
        {
            ({ } wide, { } narrow) => Takes(wide, narrow),
            (null, { }) => early is Payload.Value { Type: OpaqueRef { IsObject: true } },
            (null, null) => early is Payload.Value wide
                && late is Payload.Value narrow
                && Takes(wide.Type, narrow.Type),
            _ => false,
        };

    private bool Takes(TypeRef early, TypeRef late) =>
        early == late
        || (early, late) switch
        {
            (StringRef { HasLength: false, Pattern: null, Excluded: null }, _) => JsonKindsOf.Of(late, Find)
                == JsonKinds.String,
            (NumberRef, IntegerRef or NumberRef) => true,
            (IntegerRef wide, IntegerRef narrow) => wide.Minimum <= narrow.Minimum && wide.Maximum >= narrow.Maximum,
            (OpaqueRef { IsObject: true }, _) => JsonKindsOf.Of(late, Find) == JsonKinds.Object,
            (ListRef wide, ListRef narrow) => wide.MinItems <= narrow.MinItems && Takes(wide.Item, narrow.Item),
            (MapRef wide, MapRef narrow) => Takes(wide.Value, narrow.Value),
            (OpaqueRef, _) => true,
            (NamedRef { Name: var set }, _) => Find(set) is StringSet { IsOpen: true }
                && JsonKindsOf.Of(late, Find) == JsonKinds.String,
            _ => false,
        };

    private Layout? LayoutOf(Payload payload) =>
        payload switch
        {
            Payload.Members body => body.Layout,
            Payload.Value { Type: NamedRef { Name: var name } } => (Find(name) as ObjectType)?.Layout,
            _ => null,
        };

    private static bool Takes(Layout wide, Layout narrow)
    {
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

    private NamedType Find(string name) => _types[name];
}
