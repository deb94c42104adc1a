using AgentWire.Spec.Compatibility.Rules;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Compatibility;

/// <summary>Compares two versions of a union: first the tagging, then each variant.</summary>
internal sealed class UnionDiff(Comparison all)
{
    public void Compare(UnionType before, UnionType after, string path)
    {
        bool haveNoTags = !before.Tagging.HasTag && !after.Tagging.HasTag;
        if (!haveNoTags && (before.Tagging != after.Tagging || before.IsFlattened != after.IsFlattened))
        {
            all.Changes.Add(
                UnionRules.TaggingChanged,
                path,
                after.Origin,
                $"{InWords(after)}, and was {InWords(before)}"
            );
            return;
        }

        if (before.Tagging is Tagging.Kind && after.Tagging is Tagging.Kind)
        {
            CompareKinds(before, after, path);
            return;
        }

        CompareOpenness(before, after, path);
        CompareVariants(before, after, path);
        if (before.Tagging is Tagging.Untagged && after.Tagging is Tagging.Untagged)
        {
            CompareBranchOrder(before, after, path);
        }
    }

    private void CompareOpenness(UnionType before, UnionType after, string path)
    {
        if ((before.Fallback is null) != (after.Fallback is null))
        {
            bool isAdded = after.Fallback is not null;
            all.Changes.Add(
                isAdded ? UnionRules.FallbackAdded : UnionRules.FallbackRemoved,
                path,
                after.Origin,
                isAdded ? "it has a fallback" : "it no longer has a fallback"
            );
        }

        if (TakesUnknown(before) != TakesUnknown(after))
        {
            all.Changes.Add(
                TakesUnknown(after) ? UnionRules.UnionOpened : UnionRules.UnionClosed,
                path,
                after.Origin,
                TakesUnknown(after) ? "unknown tags are kept" : "unknown tags are refused"
            );
        }
    }

    private void CompareVariants(UnionType before, UnionType after, string path)
    {
        List<Variant> gone = [.. before.Variants.Where(variant => Find(after, Key(variant)) is null)];
        foreach (Variant now in after.Variants.Where(variant => !variant.IsFallback))
        {
            if (Find(before, Key(now)) is { } was)
            {
                CompareVariant(was, now, after, $"{path}.{Key(now)}");
            }
            else if (gone.FirstOrDefault(variant => IsRenamed(variant, now, after)) is { } renamed)
            {
                gone.Remove(renamed);
                TellRenamed(renamed, now, path);
            }
            else
            {
                all.Changes.Add(
                    TakesUnknown(before) ? UnionRules.VariantAdded : UnionRules.VariantAddedToClosedUnion,
                    path,
                    now.Origin,
                    $"the variant {Key(now)} is added"
                );
            }
        }

        foreach (Variant variant in gone.Where(variant => !variant.IsFallback))
        {
            all.Changes.Add(UnionRules.VariantRemoved, path, variant.Origin, $"the variant {Key(variant)} is removed");
        }
    }

    // The name of a variant that is one value without a tag is not on the wire.
    private void TellRenamed(Variant before, Variant after, string path)
    {
        bool isOnWire = after is not { Tag: null, Payload: Payload.Value };
        all.Changes.Add(
            isOnWire ? UnionRules.TagRenamed : WordingRules.NameChanged,
            path,
            after.Origin,
            isOnWire
                ? $"the tag \"{Key(before)}\" is \"{Key(after)}\" now"
                : $"the variant {Key(before)} is {Key(after)} now"
        );
    }

    /// <summary>Compares unions whose variants are identified by their kind of JSON, whatever their names are.</summary>
    private void CompareKinds(UnionType before, UnionType after, string path)
    {
        List<Variant> gone = [.. before.Variants];
        foreach (Variant now in after.Variants)
        {
            JsonKinds kinds = JsonKindsOf.Of(after, now, all.New);
            if (
                before.Variants.FirstOrDefault(was =>
                    (JsonKindsOf.Of(before, was, all.Old) & kinds) != JsonKinds.None
                ) is
                { } was
            )
            {
                gone.Remove(was);
                CompareVariant(was, now, after, $"{path}.{Key(now)}");
            }
            else
            {
                all.Changes.Add(
                    UnionRules.VariantAddedToClosedUnion,
                    path,
                    now.Origin,
                    $"the value can be {kinds.InWords()}"
                );
            }
        }

        foreach (Variant variant in gone)
        {
            all.Changes.Add(
                UnionRules.VariantRemoved,
                path,
                variant.Origin,
                $"the value can no longer be {JsonKindsOf.Of(before, variant, all.Old).InWords()}"
            );
        }
    }

    private void CompareVariant(Variant before, Variant after, UnionType union, string path)
    {
        ComparePayload(all, before, after, union, path);
        if (before.Name != after.Name)
        {
            all.Changes.Add(
                WordingRules.NameChanged,
                path,
                after.Origin,
                $"it is called {after.Name}, and was {before.Name}"
            );
        }

        if (
            (before.Description, before.UpstreamName, before.HasUpstreamBytes)
            != (after.Description, after.UpstreamName, after.HasUpstreamBytes)
        )
        {
            all.Changes.Add(WordingRules.WordsChanged, path, after.Origin, "its description has changed");
        }
    }

    private bool IsRenamed(Variant before, Variant after, UnionType union) =>
        all.IsRenamed(
            (before.Name, before.Description),
            (after.Name, after.Description),
            trial => ComparePayload(trial, before, after, union, after.Path)
        );

    private static void ComparePayload(Comparison all, Variant before, Variant after, UnionType union, string path)
    {
        switch (before.Payload, after.Payload)
        {
            case (Payload.Unit, Payload.Unit):
                break;
            case (Payload.Value old, Payload.Value now):
                all.Values.Compare(old.Type, now.Type, path, after.Origin);
                break;
            case (var old, var now)
                when LayoutOf(old, all.Old) is { } oldLayout && LayoutOf(now, all.New) is { } layout:
                all.Layouts.Compare(oldLayout, layout, path, after.Origin, union.IsSorted);
                break;
            case (var old, var now):
                all.Changes.Add(
                    UnionRules.PayloadChanged,
                    path,
                    after.Origin,
                    $"its body is {InWords(now)}, and was {InWords(old)}"
                );
                break;
        }
    }

    private void CompareBranchOrder(UnionType before, UnionType after, string path)
    {
        string[] old = [.. before.Variants.Select(Key)];
        string[] now = [.. after.Variants.Select(Key)];
        if (!old.Intersect(now).SequenceEqual(now.Intersect(old)))
        {
            all.Changes.Add(
                UnionRules.BranchOrderChanged,
                path,
                after.Origin,
                $"tried in the order {string.Join(", ", now)}, and were in {string.Join(", ", old)}"
            );
        }
    }

    private static bool TakesUnknown(UnionType union) => union.IsOpen || union.Fallback is not null;

    /// <summary>Returns what identifies a variant: its tag, or in a union without tags the last part of its path.</summary>
    private static string Key(Variant variant) => variant.Tag ?? variant.Path[(variant.Path.LastIndexOf('.') + 1)..];

    private static Variant? Find(UnionType union, string key) =>
        union.Variants.FirstOrDefault(variant => !variant.IsFallback && Key(variant) == key);

    private static Layout? LayoutOf(Payload payload, Func<string, NamedType> find) =>
        payload switch
        {
            Payload.Members members => members.Layout,
            Payload.Value { Type: NamedRef named } => (find(named.Name) as ObjectType)?.Layout,
            _ => null,
        };

    private static string InWords(Payload payload) =>
        payload switch
        {
            Payload.Unit => "nothing",
            Payload.Members => "an object",
            _ => "one value",
        };

    private static string InWords(UnionType union) =>
        union.Tagging switch
        {
            Tagging.Internal tagging => $"internal by `{tagging.Tag}`",
            Tagging.Adjacent tagging => $"adjacent by `{tagging.Tag}` and `{tagging.Content}`",
            Tagging.External => "external",
            Tagging.Kind => "by kind",
            _ => "untagged",
        } + (union.IsFlattened ? ", flattened" : "");
}
