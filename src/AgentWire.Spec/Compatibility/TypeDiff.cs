using AgentWire.Spec.Compatibility.Rules;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Compatibility;

/// <summary>Compares two versions of a named type.</summary>
internal sealed class TypeDiff(Comparison all)
{
    public void Compare(NamedType before, NamedType after, string path)
    {
        CompareForm(before, after, path);
        if (before.IsSorted != after.IsSorted)
        {
            all.Changes.Add(
                TypeRules.SortingChanged,
                path,
                after.Origin,
                after.IsSorted ? "its members are sorted, and were not" : "its members were sorted, and are not"
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

    /// <summary>Compares two types without their wording, if one has replaced the other.</summary>
    public void CompareForm(NamedType before, NamedType after, string path)
    {
        switch (before, after)
        {
            case (ObjectType old, ObjectType now):
                all.Layouts.Compare(old.Layout, now.Layout, path, after.Origin, now.IsSorted);
                break;
            case (UnionType old, UnionType now):
                all.Unions.Compare(old, now, path);
                break;
            case (StringSet or ScalarType, StringSet or ScalarType):
                all.Values.CompareText(TextShape.Of(before), TextShape.Of(after), path, after.Origin);
                break;
            case (ListType old, ListType now):
                all.Values.Compare(old.List, now.List, path, after.Origin);
                break;
            default:
                all.Changes.Add(
                    TypeRules.TypeChanged,
                    path,
                    after.Origin,
                    $"it is {InWords(after)}, and was {InWords(before)}"
                );
                break;
        }
    }

    private static string InWords(NamedType type) =>
        type switch
        {
            ObjectType => "an object",
            UnionType => "a union",
            ListType => "a list",
            _ => "a string",
        };
}
