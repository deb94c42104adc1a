using System.Globalization;
using System.Numerics;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Reads values with only the model, and returns what they are written as, or the error.</summary>
internal sealed partial class ModelReader(Dialect dialect)
{
    private ReadingNotes _notes;

    // Whether the value is in a type whose members are sorted, including those of unknown members that are kept.
    private bool _isInSorted;

    // Whether the members of the type that is read are sorted.
    private bool _isSorted;
    private Json _root = Json.Null;

    public Reading Read(NamedType type, Json input)
    {
        _notes = default;
        _root = input;
        try
        {
            Json output = ReadNamed(type, input, JsonPlace.Root);
            return new Reading { Output = output, Notes = _notes };
        }
        catch (Defect defect)
        {
            return new Reading { Defect = defect, Notes = _notes };
        }
    }

    private Json ReadNamed(NamedType type, Json json, JsonPlace place)
    {
        (bool isInSorted, bool isSorted) = (_isInSorted, _isSorted);
        Meet(type.Versions);
        _isInSorted |= type.IsSorted;
        _isSorted = type.IsSorted;
        try
        {
            Json output = type switch
            {
                ObjectType record => ReadObject(record.Layout, json, place),
                UnionType union => ReadUnion(union, json, place),
                StringSet set => ReadSet(set, json, place),
                ListType list => ReadValue(list.List, json, place),
                _ => ReadScalar((ScalarType)type, json, place),
            };
            // An unknown variant is written as it was read.
            return type.IsSorted && !ReferenceEquals(output, json) ? Canonical.Sorted(output) : output;
        }
        finally
        {
            (_isInSorted, _isSorted) = (isInSorted, isSorted);
        }
    }

    private Json ReadPayload(Payload payload, Json json, JsonPlace place) =>
        payload switch
        {
            Payload.Members body => ReadObject(body.Layout, json, place),
            Payload.Value value => ReadValue(value.Type, json, place),
            _ when json == Json.Null => json,
            _ => throw new Defect("wrong_type", place),
        };

    private Json.Object ReadObject(Layout layout, Json json, JsonPlace place)
    {
        // The first member that is missing is reported in the order in which members are written.
        layout = _isSorted ? layout.Sorted() : layout;
        Facts facts = new([.. layout.Mirrors.Select(fact => fact.Path)], layout.KeepsUnknown);
        Collect(layout, json, place, facts, path: "");
        _notes = _notes with { LacksCopy = _notes.LacksCopy || facts.LackCopies(layout) };
        foreach (Member fact in layout.Members.Where(fact => facts.Written(fact) is not null))
        {
            Meet(fact.Versions);
        }

        return new Json.Object([.. Written(layout, facts, path: "")]);
    }

    private void Collect(Layout layout, Json json, JsonPlace place, Facts facts, string path)
    {
        Json.Object members = ExpectObject(json, place);
        HashSet<string> seen = new(StringComparer.Ordinal);
        ReportFirst(
            () => ReadMembers(layout, members, place, facts, path, seen),
            () =>
            {
                // A null in the place of a member with another place does not count.
                if (
                    layout.Slots.FirstOrDefault(slot =>
                        facts.Needs(slot) && (slot is MemberSlot || !seen.Contains(slot.WireName))
                    ) is
                    { } missing
                )
                {
                    throw new Defect("missing_member", place, Spot.End, missing.WireName);
                }
            },
            () => facts.Event = ReadFlattened(layout, members, place)
        );
    }

    /// <summary>Reads parts of a value that do not depend on each other. The first defect in byte order is reported.</summary>
    private void ReportFirst(params ReadOnlySpan<Action> parts)
    {
        List<Defect> defects = [];
        foreach (Action part in parts)
        {
            try
            {
                part();
            }
            catch (Defect defect)
            {
                defects.Add(defect);
            }
        }

        if (defects.MinBy(defect => defect.OffsetIn(_root)) is { } first)
        {
            throw first;
        }
    }

    private void ReadMembers(
        Layout layout,
        Json.Object members,
        JsonPlace place,
        Facts facts,
        string path,
        HashSet<string> seen
    )
    {
        foreach ((int index, JsonMember member) in members.Members.Index())
        {
            if (
                layout.Slots.FirstOrDefault(slot =>
                    slot is not (FlattenedSlot or MapSlot) && slot.WireName == member.Name
                ) is
                { } slot
            )
            {
                if (!seen.Add(member.Name))
                {
                    throw new Defect("duplicate_member", place.At(index), Spot.Name);
                }

                ReadSlot(slot, member.Value, place.At(index), facts, path);
            }
            else if (facts.KeepsUnknown && !IsOfUnion(layout, member.Name))
            {
                facts.Keep(
                    path,
                    _isInSorted
                        ? member with
                        {
                            Value = Canonical.Opaque(member.Value, OpaqueOrder.Sorted, dialect.KeepsNumberText),
                        }
                        : member
                );
            }
            else if (layout.Map is { Type: MapRef map })
            {
                Meet(layout.Map.Versions);
                facts.Entries.Add(ReadEntry(map, member, place.At(index), seen));
            }
        }
    }

    /// <summary>Returns the members of the flattened union in an object, as they are written.</summary>
    private JsonMember[] ReadFlattened(Layout layout, Json.Object members, JsonPlace place) =>
        layout.FlattenedUnion is not { } name ? []
        : dialect.Find<UnionType>(name) is { Tagging: Tagging.Adjacent tagging } adjacent
            ? ReadTagAndContent(adjacent, tagging, members, place)
        :
        [
            ReadEvent(dialect.Find<UnionType>(name), members, place, [.. layout.Slots.Select(slot => slot.WireName)])
                ?? throw new Defect("missing_member", place, Spot.End),
        ];

    private JsonMember ReadEntry(MapRef map, JsonMember entry, JsonPlace place, HashSet<string> seen) =>
        seen.Add(entry.Name)
            ? entry with
            {
                Value = ReadValue(map.Value, entry.Value, place),
            }
            : throw new Defect("duplicate_member", place, Spot.Name);

    /// <summary>Returns whether a member is the tag or the content of an adjacent union beside the members of an object.</summary>
    private bool IsOfUnion(Layout layout, string name) =>
        layout.FlattenedUnion is { } union
        && dialect.Find<UnionType>(union).Tagging is Tagging.Adjacent tagging
        && (name == tagging.Tag || name == tagging.Content);

    private void ReadSlot(Slot slot, Json value, JsonPlace place, Facts facts, string path)
    {
        switch (slot)
        {
            case MemberSlot { Member: var fact } own:
                bool mayBeNull = own.IsOptionalHere || fact.ReadsNullAsAbsent;
                ReadFact(fact, value, place, facts, mayBeNull);
                break;
            case MirrorSlot mirror:
                ReadFact(mirror.Of, value, place, facts, !mirror.IsRequired);
                break;
            case EnvelopeSlot { IsRequired: false } when value == Json.Null:
                _notes = _notes with { TookNull = true };
                break;
            case EnvelopeSlot envelope:
                Collect(envelope.Layout, value, place, facts, $"{path}.{slot.WireName}");
                break;
        }
    }

    private void ReadFact(Member fact, Json value, JsonPlace place, Facts facts, bool mayBeNull)
    {
        Meet(fact.Versions);
        if (value == Json.Null && mayBeNull)
        {
            _notes = _notes with { TookNull = true };
        }
        else
        {
            bool isNull = fact.Presence is Presence.Nullable or Presence.OptionalNullable && value == Json.Null;
            if (!facts.Add(fact, isNull ? value : ReadValue(fact.Type, value, place)))
            {
                throw new Defect("mirror_mismatch", place);
            }
        }
    }

    private static IEnumerable<JsonMember> Written(Layout layout, Facts facts, string path)
    {
        foreach (Slot slot in layout.Slots)
        {
            switch (slot)
            {
                case TagSlot tag:
                    yield return new(tag.WireName, new Json.Text(tag.Text));
                    break;
                case MemberSlot { Member: var fact } when facts.Written(fact) is { } value:
                    yield return new(slot.WireName, value);
                    break;
                case MirrorSlot { Of: var fact } when facts.Written(fact) is { } value:
                    yield return new(slot.WireName, value);
                    break;
                case EnvelopeSlot envelope:
                    JsonMember[] inside = [.. Written(envelope.Layout, facts, $"{path}.{slot.WireName}")];
                    if (envelope.IsRequired || inside.Length > 0)
                    {
                        yield return new(slot.WireName, new Json.Object(inside));
                    }

                    break;
                case MapSlot:
                    foreach (JsonMember entry in facts.Entries)
                    {
                        yield return entry;
                    }

                    break;
                case FlattenedSlot:
                    foreach (JsonMember member in facts.Event)
                    {
                        yield return member;
                    }

                    break;
            }
        }

        foreach (JsonMember member in facts.KeptIn(path))
        {
            yield return member;
        }
    }

    private Json ReadValue(TypeRef type, Json json, JsonPlace place)
    {
        switch (type)
        {
            case StringRef text:
                return ReadText(text, json, place);
            case BooleanRef when json == Json.True || json == Json.False:
                return json;
            case IntegerRef integer:
                BigInteger value = ExpectInteger(json, place);
                return value >= integer.Minimum && value <= integer.Maximum
                    ? json
                    : throw new Defect("out_of_range", place);
            case ConstantRef constant:
                ExpectKind(constant, json, place);
                return json == Samples.Of(constant) ? json : throw new Defect("invalid_value", place);
            case NumberRef number when json is Json.Number { Spelling: var spelling }:
                double read = double.Parse(spelling, CultureInfo.InvariantCulture);
                return new Json.Number(Canonical.Float(number.IsWidened ? (float)read : read));
            case OpaqueRef { HasNull: true }:
            case OpaqueRef { IsNotNull: true } when json != Json.Null:
            case OpaqueRef { IsObject: true } when json is Json.Object:
                return Canonical.Opaque(json, dialect.OpaqueOrder, dialect.KeepsNumberText);
            case ListRef list when json is Json.List { Items: var items }:
                Json output = new Json.List([
                    .. items.Select((item, index) => ReadValue(list.Item, item, place.At(index))),
                ]);
                return items.Count >= list.MinItems ? output : throw new Defect("invalid_value", place);
            case MapRef map when json is Json.Object { Members: var entries }:
                HashSet<string> seen = new(StringComparer.Ordinal);
                return new Json.Object([
                    .. entries.Select((entry, index) => ReadEntry(map, entry, place.At(index), seen)),
                ]);
            case NamedRef named:
                return ReadNamed(dialect.Find(named.Name), json, place);
            default:
                throw new Defect("wrong_type", place);
        }
    }

    private static void ExpectKind(ConstantRef constant, Json json, JsonPlace place)
    {
        switch (constant)
        {
            case ConstantRef.Text:
                ExpectText(json, place);
                break;
            case ConstantRef.Integer:
                ExpectInteger(json, place);
                break;
            case ConstantRef.Boolean when json != Json.True && json != Json.False:
                throw new Defect("wrong_type", place);
        }
    }

    private static Json ReadText(StringRef type, Json json, JsonPlace place) =>
        type.Allows(ExpectText(json, place)) ? json : throw new Defect("invalid_value", place);

    private Json ReadSet(StringSet set, Json json, JsonPlace place)
    {
        string text = ExpectText(json, place);
        StringSetValue? known = set.Values.FirstOrDefault(value => value.Text == text);
        Meet(known?.Versions ?? default);
        return set.IsOpen || known is not null ? json : throw new Defect("unknown_value", place);
    }

    private static Json ReadScalar(ScalarType type, Json json, JsonPlace place)
    {
        string text = ExpectText(json, place);
        return type.Kind switch
        {
            "timestamp-z" when Canonical.Timestamp(text) is { } time => new Json.Text(time),
            "uuid" when Canonical.IsUuid(text) => json,
            "not-blank" when !Canonical.IsBlank(text) => json,
            "json-pointer" when Canonical.IsPointer(text) => json,
            "date" when Canonical.IsDate(text) => json,
            "time" when Canonical.IsTime(text) => json,
            "date-time" when Canonical.IsDateTime(text) => json,
            null => ReadText(type.Text, json, place),
            _ => throw new Defect("invalid_value", place),
        };
    }

    /// <summary>Returns the variant with a tag that was read, or null if the tag is unknown.</summary>
    private Variant? Find(UnionType union, string tag)
    {
        Variant? known = union.Variants.FirstOrDefault(variant => variant.Tag == tag);
        Meet(known?.Versions ?? default);
        return known;
    }

    /// <summary>Notes the versions of a part that was read.</summary>
    private void Meet(VersionSpan versions) => _notes = _notes with { Versions = _notes.Versions.And(versions) };

    private static Json.Object ExpectObject(Json json, JsonPlace place) =>
        json as Json.Object ?? throw new Defect("wrong_type", place);

    private static string ExpectText(Json json, JsonPlace place) =>
        (json as Json.Text)?.Value ?? throw new Defect("wrong_type", place);

    private static BigInteger ExpectInteger(Json json, JsonPlace place) =>
        json is Json.Number { Spelling: var spelling } && Canonical.IsInteger(spelling)
            ? BigInteger.Parse(spelling, CultureInfo.InvariantCulture)
            : throw new Defect("wrong_type", place);
}
