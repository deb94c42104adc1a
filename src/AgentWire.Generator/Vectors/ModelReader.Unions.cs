using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Reads unions.</summary>
internal sealed partial class ModelReader
{
    private Json ReadUnion(UnionType union, Json json, JsonPlace place) =>
        union.Tagging switch
        {
            Tagging.Internal tagging => ReadInternal(union, tagging.Tag, json, place),
            Tagging.External => ReadExternal(union, json, place),
            Tagging.Adjacent tagging => ReadAdjacent(union, tagging, json, place),
            Tagging.Kind => ReadKind(union, json, place),
            _ => ReadUntagged(union, json, place),
        };

    private Json ReadInternal(UnionType union, string tag, Json json, JsonPlace place)
    {
        Json.Object members = ExpectObject(json, place);
        int[] tags = [.. members.Members.Index().Where(each => each.Item.Name == tag).Select(each => each.Index)];
        if (tags.Length == 0)
        {
            throw new Defect("missing_member", place, Spot.End, tag);
        }

        string text = ExpectText(members.Members[tags[0]].Value, place.At(tags[0]));
        if (Find(union, text) is { Payload: Payload.Members body })
        {
            return ReadObject(body.Layout, json, place);
        }

        Json unknown = Unknown(union, json, place.At(tags[0]));
        return tags.Length == 1 ? unknown : throw new Defect("duplicate_member", place.At(tags[1]), Spot.Name);
    }

    private Json ReadExternal(UnionType union, Json json, JsonPlace place)
    {
        if (json is Json.Text { Value: var name } && !union.IsFlattened)
        {
            return Find(union, name) switch
            {
                null => Unknown(union, json, place),
                { Payload: Payload.Unit } => json,
                _ => throw new Defect("wrong_type", place),
            };
        }

        Json.Object members = ExpectObject(json, place);
        JsonMember output = ReadEvent(union, members, place, []) ?? throw new Defect("missing_member", place, Spot.End);
        return Find(union, output.Name) switch
        {
            null => json,
            { Payload: Payload.Unit } when !union.IsFlattened => new Json.Text(output.Name),
            _ => Json.Object.Of(output),
        };
    }

    /// <summary>Returns the one member that is the event of an external union, as it is written, or null if there is none.</summary>
    private JsonMember? ReadEvent(UnionType union, Json.Object members, JsonPlace place, HashSet<string> others)
    {
        JsonMember? output = null;
        foreach ((int index, JsonMember member) in members.Members.Index().Where(m => !others.Contains(m.Item.Name)))
        {
            JsonPlace at = place.At(index);
            if (output is not null)
            {
                bool isKnownTwice = member.Name == output.Name && Find(union, output.Name) is not null;
                throw new Defect(isKnownTwice ? "duplicate_member" : "unexpected_member", at, Spot.Name);
            }

            output = Find(union, member.Name) is { } variant
                ? member with
                {
                    Value = ReadPayload(variant.Payload, member.Value, at),
                }
                : member with
                {
                    Value = Unknown(union, member.Value, at, Spot.Name),
                };
        }

        return output;
    }

    private Json.Object ReadAdjacent(UnionType union, Tagging.Adjacent tagging, Json json, JsonPlace place)
    {
        Json.Object members = ExpectObject(json, place);
        return new Json.Object(ReadTagAndContent(union, tagging, members, place));
    }

    private JsonMember[] ReadTagAndContent(
        UnionType union,
        Tagging.Adjacent tagging,
        Json.Object members,
        JsonPlace place
    )
    {
        Json tag = Json.Null;
        (JsonPlace Place, Json Value) content = (place, Json.Null);
        ReportFirst(
            () => tag = ReadOnce(members, tagging.Tag, place, (json, at) => ExpectText(json, at)).Value,
            () => content = ReadOnce(members, tagging.Content, place, (_, _) => { })
        );
        string text = ((Json.Text)tag).Value;
        return [new(tagging.Tag, tag), new(tagging.Content, ReadFitting(union, text, content.Value, content.Place))];
    }

    /// <summary>Returns a member that must occur once, after its first value was checked.</summary>
    private static (JsonPlace Place, Json Value) ReadOnce(
        Json.Object members,
        string name,
        JsonPlace place,
        Action<Json, JsonPlace> check
    )
    {
        int[] found = [.. members.Members.Index().Where(each => each.Item.Name == name).Select(each => each.Index)];
        if (found.Length == 0)
        {
            throw new Defect("missing_member", place, Spot.End, name);
        }

        (JsonPlace Place, Json Value) first = (place.At(found[0]), members.Members[found[0]].Value);
        check(first.Value, first.Place);
        return found.Length == 1 ? first : throw new Defect("duplicate_member", place.At(found[1]), Spot.Name);
    }

    /// <summary>Reads the content with the variant of its tag, or with the fallback if it does not fit.</summary>
    private Json ReadFitting(UnionType union, string tag, Json content, JsonPlace place)
    {
        ReadingNotes before = _notes;
        if (Find(union, tag) is { } typed)
        {
            try
            {
                return ReadPayload(typed.Payload, content, place);
            }
            catch (Defect) when (union.Fallback is not null)
            {
                _notes = before with { FellBack = true };
            }
        }

        return ReadPayload(union.Fallback!.Payload, content, place);
    }

    private Json ReadUntagged(UnionType union, Json json, JsonPlace place)
    {
        ReadingNotes before = _notes;
        foreach (Variant variant in union.Variants)
        {
            try
            {
                Meet(variant.Versions);
                return ReadPayload(variant.Payload, json, place);
            }
            catch (Defect)
            {
                _notes = before;
            }
        }

        throw new Defect("invalid_value", place);
    }

    private Json ReadKind(UnionType union, Json json, JsonPlace place)
    {
        Variant fitting =
            union.Variants.FirstOrDefault(variant =>
                (JsonKindsOf.Of(union, variant, dialect.Find) & json.Kind) != JsonKinds.None
            ) ?? throw new Defect("wrong_type", place);
        Meet(fitting.Versions);
        return ReadPayload(fitting.Payload, json, place);
    }

    private Json Unknown(UnionType union, Json json, JsonPlace tag, Spot spot = Spot.Value)
    {
        if (!union.IsOpen)
        {
            throw new Defect("unknown_tag", tag, spot);
        }

        _notes = _notes with { HoldsUnknown = true };
        return json;
    }
}
