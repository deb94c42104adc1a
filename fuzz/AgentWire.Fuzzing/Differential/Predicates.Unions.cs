using System.Globalization;
using AgentWire.Fuzzing.Mutation;
using AgentWire.Fuzzing.Peers;
using AgentWire.Spec.Model;

namespace AgentWire.Fuzzing.Differential;

// How variants are distinguished.
internal sealed partial class Predicates
{
    private void VisitAlone(UnionType union)
    {
        JsonNode root = _json[0];
        bool IsUnit(string tag) => union.Variants.Any(each => each.Payload is Payload.Unit && each.Tag == tag);
        if (root.Kind == JsonKind.String)
        {
            if (IsUnit(JsonText.Unescape(_json.Token(root))))
            {
                Expect("event-standing-alone", Serde, Difference.Accepts);
            }
        }
        else if (root.Kind == JsonKind.Object && _json.CountOf(0) == 1)
        {
            if (IsUnit(_json.NameOf(1)))
            {
                Expect("event-standing-alone", Serde, Difference.Writes);
            }
        }
        else if (root.Kind == JsonKind.Object)
        {
            ExpectOfSchemas("event-beside-another", Difference.Accepts);
        }
    }

    private void VisitUnion(UnionType union, int index)
    {
        JsonNode node = _json[index];
        switch (union.Tagging)
        {
            case Tagging.Internal when node.Kind == JsonKind.Array && node.After > index + 1:
                VisitTaggedSequence(union, index);
                break;
            case Tagging.Internal tagging when node.Kind == JsonKind.Object:
                VisitInternal(union, tagging.Tag, index);
                break;
            case Tagging.External when node.Kind == JsonKind.String:
                if (union.Variants.All(variant => variant.Tag != JsonText.Unescape(_json.Token(node))))
                {
                    ExpectUnknownTag(union);
                }

                break;
            case Tagging.External when node.Kind == JsonKind.Object:
                HashSet<string> names = [];
                foreach (int member in _json.Children(index))
                {
                    VisitExternal(union, member, names);
                }

                break;
            case Tagging.Adjacent when node.Kind == JsonKind.Object:
                VisitAdjacent(union, index);
                break;
            case Tagging.Adjacent when node.Kind == JsonKind.Array && _json.CountOf(index) == 2:
                VisitTaggedSequence(union, index);
                break;
            case Tagging.Kind:
                foreach (Variant variant in union.Variants)
                {
                    VisitPayload(variant.Payload, index, null);
                }

                break;
            case Tagging.Untagged when node.Kind == JsonKind.Object:
                VisitUntagged(union, index);
                break;
        }
    }

    private void VisitUntagged(UnionType union, int index)
    {
        Payload.Members[] variants = [.. union.Variants.Select(variant => variant.Payload).OfType<Payload.Members>()];
        VisitAll();

        // A value that does not fit one variant can fit another, which is then written.
        if (variants.Count(variant => variant.Layout.Members.All(member => _json.Has(index, member.WireName))) > 1)
        {
            bool hadFallback = _hasFallback;
            _hasFallback = true;
            VisitAll();
            _hasFallback = hadFallback;
        }

        void VisitAll()
        {
            foreach (Payload.Members variant in variants)
            {
                VisitPayload(variant, index, null);
            }
        }
    }

    private void VisitInternal(UnionType union, string tag, int index)
    {
        int[] tags = [.. _json.Children(index).Where(child => _json.NameOf(child) == tag)];
        if (tags.Length > 1)
        {
            ExpectDuplicate();
        }

        foreach (int child in tags.Take(1))
        {
            if (IsPlaceOfVariant(_json[child], union) && index > 0)
            {
                Expect(_dialect.Name == "synaps" ? "role-as-number" : "op-as-number", Serde, Difference.Accepts);
            }
            else if (_json[child].Kind == JsonKind.String)
            {
                string text = JsonText.Unescape(_json.Token(_json[child]));
                if (union.Variants.FirstOrDefault(variant => variant.Tag == text) is { } found)
                {
                    VisitPayload(found.Payload, index, tag);
                }
                else
                {
                    ExpectUnknownTag(union);
                }
            }
        }
    }

    private void VisitExternal(UnionType union, int member, HashSet<string> seen)
    {
        if (!seen.Add(_json.NameOf(member)))
        {
            ExpectDuplicate();
        }
        else if (union.Variants.FirstOrDefault(variant => variant.Tag == _json.NameOf(member)) is not { } variant)
        {
            ExpectUnknownTag(union);
        }
        else if (variant.Payload is not Payload.Unit)
        {
            VisitPayload(variant.Payload, member, null);
        }
        else if (_json.IsNull(_json[member]))
        {
            ExpectOfSchemas("unit-as-object", Difference.Refuses);
        }
        else if (_json[member].Kind == JsonKind.Object && _json.CountOf(member) == 0)
        {
            Expect("unit-from-empty-object", Serde, Difference.Accepts);
        }
    }

    private void VisitAdjacent(UnionType union, int index)
    {
        Tagging.Adjacent tagging = (Tagging.Adjacent)union.Tagging;
        foreach (string name in new[] { tagging.Tag, tagging.Content })
        {
            if (_json.Children(index).Count(child => _json.NameOf(child) == name) > 1)
            {
                ExpectDuplicate();
            }
        }

        if (
            _json.Has(index, tagging.Content)
            && _json
                .Children(index)
                .Any(child => _json.NameOf(child) == tagging.Tag && IsPlaceOfVariant(_json[child], union))
        )
        {
            Expect("name-as-number", Serde, Difference.Accepts);
        }

        string? tag = _json
            .Children(index)
            .Where(child => _json.NameOf(child) == tagging.Tag && _json[child].Kind == JsonKind.String)
            .Select(child => JsonText.Unescape(_json.Token(_json[child])))
            .FirstOrDefault();
        if (union.Variants.FirstOrDefault(variant => variant.Tag == tag) is not { } found)
        {
            return;
        }

        bool hadFallback = _hasFallback;
        _hasFallback |= union.Fallback is not null;
        foreach (int content in _json.Children(index).Where(child => _json.NameOf(child) == tagging.Content))
        {
            VisitPayload(found.Payload, content, null);
        }

        _hasFallback = hadFallback;
    }

    private void VisitPayload(Payload payload, int index, string? tag)
    {
        switch (payload)
        {
            case Payload.Members members when _json[index].Kind == JsonKind.Object:
                VisitMembers(members.Layout, index, tag);
                break;
            case Payload.Members members when _json[index].Kind == JsonKind.Array:
                VisitSequence(members.Layout, index);
                break;
            case Payload.Value value:
                Visit(value.Type, index);
                break;
        }
    }

    /// <summary>Visits a tag, by its name or its index, followed by the members.</summary>
    private void VisitTaggedSequence(UnionType union, int index)
    {
        JsonNode tag = _json[index + 1];
        if (
            IsPlaceOfVariant(tag, union)
            || (
                tag.Kind == JsonKind.String
                && union.Variants.Any(variant => variant.Tag == JsonText.Unescape(_json.Token(tag)))
            )
        )
        {
            string inside = _dialect.Name == "synaps" ? "entry-as-sequence" : "struct-as-sequence";
            bool isMessage = index == 0 && union.Tagging is Tagging.Internal;
            Expect(isMessage ? "tagged-message-as-sequence" : inside, Serde, Difference.Accepts);
        }
    }

    /// <summary>Returns whether a tag is the index of a variant in declared order.</summary>
    private bool IsPlaceOfVariant(JsonNode tag, UnionType union) =>
        tag.Kind == JsonKind.Number
        && int.TryParse(_json.Token(tag), NumberStyles.None, CultureInfo.InvariantCulture, out int place)
        && place < union.Variants.Count(variant => !variant.IsFallback);

    private void ExpectUnknownTag(UnionType union)
    {
        if (union.IsOpen)
        {
            Expect("unknown-tags-are-kept", Serde, Difference.Refuses);
            ExpectOfSchemas("unknown-tag", Difference.Refuses);
        }
    }
}
