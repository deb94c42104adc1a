using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Tests;

/// <summary>Determines with only the model what is written for a version of the peer, given what is written for all versions.</summary>
internal sealed class OlderPeer(Dialect dialect, ContractVersion version)
{
    private const string Refused = "not_representable";

    private readonly ModelReader _reader = new(dialect);

    public ContractVersion Version => version;

    /// <summary>Returns what generated code has written, or its error without the offset.</summary>
    public static string WithoutOffset(string written) =>
        written.StartsWith(Refused, StringComparison.Ordinal) ? written[..written.LastIndexOf(' ')] : written;

    /// <summary>Returns what is written, or the error with its pointer.</summary>
    public string Write(NamedType type, Json json)
    {
        try
        {
            return type.Versions.Contains(version) ? $"{Of(type, json, "")}" : throw new NotKnownException("");
        }
        catch (NotKnownException refusal)
        {
            return $"{Refused} {refusal.Message}";
        }
    }

    private Json Of(NamedType type, Json json, string at)
    {
        switch (type)
        {
            case ObjectType record:
                return Of(record.Layout, (Json.Object)json, at);
            case UnionType union:
                return OfUnion(union, json, at);
            case StringSet set:
                Require(set.Values.FirstOrDefault(value => json == new Json.Text(value.Text))?.Versions ?? default, at);
                return json;
            default:
                return json;
        }
    }

    private Json Of(TypeRef type, Json json, string at) =>
        (type, json) switch
        {
            (NamedRef named, _) => Of(dialect.Find(named.Name), json, at),
            (ListRef list, Json.List { Items: var items }) => new Json.List([
                .. items.Select((item, index) => Of(list.Item, item, $"{at}/{index}")),
            ]),
            (MapRef map, Json.Object { Members: var entries }) => new Json.Object([
                .. entries.Select(entry => entry with { Value = Of(map.Value, entry.Value, $"{at}/{entry.Name}") }),
            ]),
            _ => json,
        };

    private Json.Object Of(Layout layout, Json.Object json, string at)
    {
        List<JsonMember> written = [];
        foreach (JsonMember member in json.Members)
        {
            string place = $"{at}/{member.Name}";
            switch (layout.Slots.FirstOrDefault(slot => slot.WireName == member.Name))
            {
                case MemberSlot { Member: var fact }:
                    Add(fact, fact.Type);
                    break;
                case MirrorSlot { Of: var fact }:
                    Add(fact, fact.Type);
                    break;
                case EnvelopeSlot envelope:
                    Json.Object inside = Of(envelope.Layout, (Json.Object)member.Value, place);
                    if (envelope.IsRequired || inside.Members.Count > 0)
                    {
                        written.Add(member with { Value = inside });
                    }

                    break;
                case null when layout.Map is { Type: MapRef entries } map:
                    Add(map, entries.Value);
                    break;
                case null when layout.FlattenedUnion is { } name && dialect.Find<UnionType>(name) is var union:
                    written.Add(OfEvent(union, member, json, at));
                    break;
                default:
                    written.Add(member);
                    break;
            }

            void Add(Member fact, TypeRef type)
            {
                if (fact.Versions.Contains(version))
                {
                    written.Add(
                        member with
                        {
                            Value = member.Value == Json.Null ? Json.Null : Of(type, member.Value, place),
                        }
                    );
                }
            }
        }

        return new Json.Object(written);
    }

    /// <summary>Returns a member of a flattened union, which is the event, the tag or the content.</summary>
    private JsonMember OfEvent(UnionType union, JsonMember member, Json.Object around, string at)
    {
        if (union.Tagging is not Tagging.Adjacent tagging)
        {
            Variant? variant = union.Variants.FirstOrDefault(each => each.Tag == member.Name);
            Require(variant?.Versions ?? default, at);
            return member with { Value = OfPayload(variant?.Payload, member.Value, $"{at}/{member.Name}") };
        }

        if (member.Name != tagging.Content)
        {
            return member;
        }

        Json tag = around.Members.First(each => each.Name == tagging.Tag).Value;
        Json.Object own = Json.Object.Of(new(tagging.Tag, tag), member);
        Variant? typed = _reader.Read(union, own).Notes.FellBack
            ? null
            : union.Variants.FirstOrDefault(each => tag == new Json.Text(each.Tag ?? ""));
        Require(typed?.Versions ?? default, $"{at}/{member.Name}");
        return member with { Value = OfPayload(typed?.Payload, member.Value, $"{at}/{member.Name}") };
    }

    private Json OfUnion(UnionType union, Json json, string at)
    {
        if (union.Tagging is Tagging.Adjacent && json is Json.Object pair)
        {
            return new Json.Object([.. pair.Members.Select(member => OfEvent(union, member, pair, at))]);
        }

        Variant? variant = union.Tagging switch
        {
            Tagging.Internal { Tag: var tag } => union.Variants.FirstOrDefault(each =>
                ((Json.Object)json).Members.Any(member =>
                    member.Name == tag && member.Value == new Json.Text(each.Tag!)
                )
            ),
            Tagging.External => union.Variants.FirstOrDefault(each =>
                json == new Json.Text(each.Tag!) || (json as Json.Object)?.Members[0].Name == each.Tag
            ),
            _ => union.Variants.First(each => Fits(union, each, json)),
        };
        Require(variant?.Versions ?? default, at);
        return union.Tagging is Tagging.External && json is Json.Object { Members: [var only] }
            ? Json.Object.Of(only with { Value = OfPayload(variant?.Payload, only.Value, $"{at}/{only.Name}") })
            : OfPayload(variant?.Payload, json, at);
    }

    private bool Fits(UnionType union, Variant variant, Json json) =>
        (JsonKindsOf.Of(union, variant, dialect.Find) & json.Kind) != JsonKinds.None
        && variant.Payload switch
        {
            Payload.Value { Type: NamedRef named } => _reader.Read(dialect.Find(named.Name), json).Defect is null,
            Payload.Members { Layout: var layout } => layout
                .Members.Where(member => member.Presence == Presence.Required)
                .All(member => ((Json.Object)json).Members.Any(each => each.Name == member.WireName)),
            _ => true,
        };

    private Json OfPayload(Payload? payload, Json json, string at) =>
        payload switch
        {
            Payload.Members body => Of(body.Layout, (Json.Object)json, at),
            Payload.Value value => Of(value.Type, json, at),
            _ => json,
        };

    private void Require(VersionSpan versions, string at)
    {
        if (!versions.Contains(version))
        {
            throw new NotKnownException(at);
        }
    }

    private sealed class NotKnownException(string pointer) : Exception(pointer);
}
