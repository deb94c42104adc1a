using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads the members of an object: first its own in declared order, then those of each <c>allOf</c>.</summary>
internal sealed class LayoutReader(ReadingContext context, TypeReader types)
{
    private readonly Stack<string> _lifting = new();

    /// <param name="schema">The schema of the object.</param>
    /// <param name="path">Its path in the manifest.</param>
    /// <param name="tag">The member that contains the tag of a union, if any.</param>
    public Layout Read(SpecNode schema, string path, string? tag = null)
    {
        Layout layout = MirrorResolver.Resolve(ReadOpen(schema, path, tag), schema.Location);
        if (!context.Manifest.KeepUnknown.TryTake(path, out _, out Location stated))
        {
            return layout;
        }

        if (layout.Map is not null)
        {
            throw new SpecException(
                stated,
                $"{path} has `additionalProperties`, so its other members are a map; remove it from `keepUnknown`"
            );
        }

        return
            layout.FlattenedUnion is { } name
            && context.Manifest.Unions.TryTake(name, out UnionSettings union)
            && union.Tagging is Tagging.External
            ? throw new SpecException(
                stated,
                $"no unknown member can be beside the flattened union {name}; remove {path} from `keepUnknown`"
            )
            : layout with
            {
                KeepsUnknown = true,
            };
    }

    private Layout ReadOpen(SpecNode schema, string path, string? tag)
    {
        ExpectObject(schema);
        SpecNode? properties = schema.Find("properties");
        IReadOnlyList<SpecNode> parts = schema.Find("allOf")?.AsList() ?? [];
        SpecNode? others = schema.Find("additionalProperties");
        if (properties is null && parts.Count == 0 && others is null)
        {
            throw schema.Refuse(
                $"{path} has no `properties`, so its content would be lost; write any JSON object inline, where it is used, "
                    + "as {\"type\":\"object\"}; a typed object without members says \"properties\":{}"
            );
        }

        if (others is not null && parts.Count > 0)
        {
            throw others.Refuse(
                "`additionalProperties` cannot be beside `allOf`: validators would apply it to the members of the parts too; write these members here"
            );
        }

        HashSet<string> required = ReadRequired(schema, properties);
        List<Slot> slots = [];
        List<string> lifted = [];
        foreach ((string name, SpecNode property) in properties?.AsObject().Members ?? [])
        {
            if (name == tag)
            {
                slots.Add(new TagSlot(name, ReadTag(property)));
            }
            else if (context.Findings.Gather(() => ReadSlot(name, property, required.Contains(name), path)) is { } slot)
            {
                slots.Add(slot);
            }
        }

        if (tag is not null && !required.Contains(tag))
        {
            throw schema.Refuse($"`{tag}` is the tag of this union: it must be in `properties` and in `required`");
        }

        Location? flattened = null;
        foreach (SpecNode part in parts)
        {
            part.AllowOnly("a part of `allOf`", "$ref");
            Definition target = context.Definitions.Resolve(part.Get("$ref"));
            if (target.IsList)
            {
                throw part.Refuse(
                    $"{target.Name} is a list and has no members; `allOf` takes objects and flattened unions"
                );
            }

            if (context.Manifest.Unions.TryTake(target.Name, out UnionSettings union))
            {
                slots.Add(Flatten(schema, slots, target.Name, union, part));
                flattened = part.Location;
            }
            else
            {
                Layout taken = Lift(target, path, part);
                slots.AddRange(taken.Slots);
                lifted.AddRange([target.Name, .. taken.Lifted]);
            }
        }

        if (flattened is null && (schema.Has("minProperties") || schema.Has("maxProperties")))
        {
            throw schema.Refuse("`minProperties` and `maxProperties` are supported only beside a flattened union");
        }

        if (others is not null)
        {
            slots.Add(ReadMap(others, path));
        }

        RefuseTwice(schema, slots);
        return new Layout(slots, lifted);
    }

    private static void ExpectObject(SpecNode schema)
    {
        schema.AllowOnly(
            "an object schema",
            "title",
            "description",
            "type",
            "required",
            "properties",
            "additionalProperties",
            "allOf",
            "minProperties",
            "maxProperties"
        );
        if (schema.Get("type").AsText() != "object")
        {
            throw schema.Get("type").Refuse("must be \"object\"");
        }
    }

    private HashSet<string> ReadRequired(SpecNode schema, SpecNode? properties)
    {
        HashSet<string> required = new(StringComparer.Ordinal);
        foreach (SpecNode name in schema.Find("required")?.AsList() ?? [])
        {
            if (properties?.Has(name.AsText()) != true)
            {
                context.Findings.Add(name.Location, $"`{name.AsText()}` is required, but not one of `properties` here");
            }
            else if (!required.Add(name.AsText()))
            {
                context.Findings.Add(name.Location, $"`{name.AsText()}` is listed twice");
            }
        }

        return required;
    }

    public static string ReadTag(SpecNode schema)
    {
        if (!schema.AsObject().Has("const"))
        {
            throw schema.Refuse("a tag is a constant: {\"const\":\"…\",\"enum\":[\"…\"]}");
        }

        schema.AllowOnly("a tag", "const", "enum", "description");
        return ConstantReader.ReadText(schema, "a tag");
    }

    private Slot ReadSlot(string name, SpecNode schema, bool isRequired, string parent)
    {
        string path = $"{parent}.{name}";
        if (context.Manifest.Inline.TryTake(path, out _, out Location listed))
        {
            if (!schema.AsObject().Has("properties") && !schema.Has("allOf"))
            {
                throw new SpecException(
                    listed,
                    $"{path} has no `properties`, so it cannot be an envelope; remove it from `inline` if it is any JSON object"
                );
            }

            return schema.Find("additionalProperties") is { } others
                ? throw others.Refuse(
                    $"the members of the envelope {path} belong to the object around it, so it cannot have `additionalProperties`"
                )
                : new EnvelopeSlot(name, isRequired, ReadOpen(schema, path, tag: null));
        }

        (TypeRef type, bool isNullable) = types.Read(schema, path);
        if (context.Manifest.Mirrors.TryTake(path, out string original, out Location stated))
        {
            return isNullable
                ? throw schema.Refuse("a mirrored member cannot be nullable")
                : new UnresolvedMirror(name, original, type, isRequired, stated);
        }

        return new MemberSlot(ReadMember(name, schema, path, type, PresenceOf(schema, type, isNullable, isRequired)));
    }

    /// <summary>Reads the members of any other name, which are all of one type.</summary>
    private MapSlot ReadMap(SpecNode values, string parent)
    {
        string path = $"{parent}.{Member.AnyName}";
        return new MapSlot(
            new Member
            {
                WireName = Member.AnyName,
                Name = context.Names.Of(path, "entries"),
                Path = path,
                Description = context.Describe(values),
                Type = new MapRef(types.ReadMapValue(values, path)),
                Presence = Presence.Optional,
                OmitWhenEmpty = true,
                Origin = values.Location,
            }
        );
    }

    private Member ReadMember(string name, SpecNode schema, string path, TypeRef type, Presence presence)
    {
        context.CheckTitle(schema, name, context.Names.Of(path, name));
        bool isStrict = context.Manifest.Strict.TryTake(path, out _, out Location strict);
        if (isStrict && presence != Presence.Nullable)
        {
            throw new SpecException(strict, $"{path} is not nullable, so it cannot be in `strict`");
        }

        bool canBeEmpty = type is ListRef { MinItems: 0 } or MapRef && presence == Presence.Optional;
        bool omitWhenEmpty = context.Manifest.OmitEmpty.TryTake(path, out _, out Location omit);
        if (omitWhenEmpty && !canBeEmpty)
        {
            throw new SpecException(
                omit,
                $"{path} is not an optional list or map that can be empty, so it cannot be in `omitEmpty`"
            );
        }

        bool emptyWhenAbsent = context.Manifest.EmptyWhenAbsent.TryTake(path, out _, out Location always);
        if (emptyWhenAbsent && (!canBeEmpty || omitWhenEmpty || type is MapRef))
        {
            throw new SpecException(
                always,
                omitWhenEmpty
                    ? $"{path} is in `omitEmpty`, so it is not written if it is empty; remove it from one of the two"
                    : $"{path} is not an optional list that can be empty, so it cannot be in `emptyWhenAbsent`"
            );
        }

        return new Member
        {
            WireName = name,
            Name = context.Names.Of(path, name),
            Path = path,
            Description = context.Describe(schema),
            Type = type,
            Presence = presence,
            IsStrict = isStrict,
            OmitWhenEmpty = omitWhenEmpty,
            EmptyWhenAbsent = emptyWhenAbsent,
            Origin = schema.Location,
        };
    }

    private static Presence PresenceOf(SpecNode schema, TypeRef type, bool isNullable, bool isRequired) =>
        (isRequired, isNullable, type) switch
        {
            (true, false, _) => Presence.Required,
            (true, true, _) => Presence.Nullable,
            (false, true, OpaqueRef { HasNull: true }) => throw schema.Refuse(
                "any JSON includes null; write this optional member as {}"
            ),
            (false, false, OpaqueRef { HasNull: true }) or (false, true, _) => Presence.OptionalNullable,
            (false, false, _) => Presence.Optional,
        };

    private static FlattenedSlot Flatten(
        SpecNode schema,
        List<Slot> own,
        string name,
        UnionSettings union,
        SpecNode part
    )
    {
        if (union.Tagging is not (Tagging.External or Tagging.Adjacent))
        {
            throw part.Refuse(
                $"only external and adjacent unions can be beside other members; write the members in each variant of {name}"
            );
        }

        if (!union.IsFlattened)
        {
            throw part.Refuse(
                $"{name} is beside other members here; set `\"flattened\": true` for it in the manifest's `unions`"
            );
        }

        if (own.OfType<FlattenedSlot>().Any())
        {
            throw part.Refuse("two flattened unions in one object are not supported");
        }

        if (union.Tagging is Tagging.External)
        {
            bool isExact = schema.Find("minProperties")?.AsCount() == 2 && schema.Find("maxProperties")?.AsCount() == 2;
            if (!isExact || own is not [TagSlot])
            {
                throw schema.Refuse(
                    $"only the tag can be beside the flattened union {name}, so `minProperties` and `maxProperties` must be 2"
                );
            }
        }

        return new FlattenedSlot(name);
    }

    private Layout Lift(Definition target, string path, SpecNode part)
    {
        if (_lifting.Contains(target.Name))
        {
            throw part.Refuse($"{target.Name} is part of itself");
        }

        _lifting.Push(target.Name);
        try
        {
            Layout layout = ReadOpen(target.Node, target.Name, tag: null);
            if (layout.Map is not null)
            {
                throw part.Refuse(
                    $"{target.Name} has `additionalProperties`, so its members cannot be beside others: validators would apply it to these too; refer to {target.Name} from a member"
                );
            }

            return layout with
            {
                Slots =
                [
                    .. layout.Slots.Select(slot =>
                        slot is MemberSlot lifted ? new MemberSlot(Adopt(lifted.Member, path)) : slot
                    ),
                ],
            };
        }
        finally
        {
            _lifting.Pop();
        }
    }

    private Member Adopt(Member member, string parent)
    {
        string path = $"{parent}.{member.WireName}";
        return member with { Path = path, Name = context.Names.OfAdopted(path, member) };
    }

    private static void RefuseTwice(SpecNode schema, List<Slot> slots)
    {
        if (slots.GroupBy(slot => slot.WireName).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw schema.Refuse($"`{twice.Key}` occurs twice: once here, and once in `allOf`");
        }
    }
}
