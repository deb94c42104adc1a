using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Finds the forms of a type.</summary>
internal sealed class Forms(Dialect dialect)
{
    /// <summary>The first part of the names of cases of a type without variants.</summary>
    private const string Object = "object";

    /// <summary>The first part of the names of cases of a list.</summary>
    private const string List = "list";

    public IEnumerable<Form> Of(NamedType type) =>
        type switch
        {
            ObjectType record => FormsOf(record.Layout, Object, $"`{record.Name}`", tag: null),
            UnionType union => union.Variants.SelectMany(variant => FormsOf(union, variant)),
            ListType list => [new Form(List, $"`{list.Name}`", new ValuePart(list.List, Presence.Required))],
            _ => [],
        };

    private IEnumerable<Form> FormsOf(UnionType union, Variant variant)
    {
        string label = Words.Kebab(variant.Tag ?? variant.Name);
        return union.Tagging switch
        {
            Tagging.Internal tagging => FormsOf(
                ((Payload.Members)variant.Payload).Layout,
                label,
                $"`{variant.Tag}`",
                tagging.Tag
            ),
            Tagging.External when variant.Payload is Payload.Unit && !union.IsFlattened =>
            [
                new Form(label, $"`{variant.Tag}`", new TagPart(variant.Tag!)),
            ],
            Tagging.Untagged or Tagging.Kind when variant.Payload is Payload.Members body => FormsOf(
                body.Layout,
                label,
                $"`{variant.Name}`",
                null
            ),
            Tagging.Untagged or Tagging.Kind =>
            [
                new Form(
                    label,
                    $"`{union.Name}.{variant.Name}`",
                    new ValuePart(((Payload.Value)variant.Payload).Type, Presence.Required)
                ),
            ],
            _ =>
            [
                new Form(label, $"`{variant.Tag ?? variant.Name}`", new ObjectPart([.. EventOf(union, variant)]))
                {
                    Tag = (union.Tagging as Tagging.Adjacent)?.Tag,
                    Event = union.Tagging is Tagging.External ? variant.Tag : null,
                },
            ],
        };
    }

    /// <summary>Returns one form. With a flattened union, returns one form for the other members, and one for each of its variants.</summary>
    private IEnumerable<Form> FormsOf(Layout layout, string label, string title, string? tag)
    {
        HashSet<string> mirrored = [.. layout.Mirrors.Select(fact => fact.Path)];
        (string, Part)[] own = [.. PartsOf(layout, mirrored)];
        if (layout.FlattenedUnion is not { } name)
        {
            yield return new Form(label, title, new ObjectPart(own)) { Tag = tag, KeepsUnknown = layout.KeepsUnknown };
            yield break;
        }

        UnionType union = dialect.Find<UnionType>(name);
        (string, Part)[] first = [.. EventOf(union, union.Variants[0])];
        yield return new Form(label, title, new ObjectPart([.. own, .. first]))
        {
            Elsewhere = first.Select(member => member.Item1).ToHashSet(),
            Tag = tag,
            KeepsUnknown = layout.KeepsUnknown,
        };
        foreach (Variant variant in union.Variants)
        {
            (string, Part)[] members = [.. EventOf(union, variant)];
            yield return new Form(
                $"{label}-{Words.Kebab(variant.Tag ?? variant.Name)}",
                $"{title} with `{variant.Tag ?? variant.Name}`",
                new ObjectPart([.. own, .. members])
            )
            {
                Elsewhere = own.Select(member => member.Item1).ToHashSet(),
                Tag = tag,
                KeepsUnknown = layout.KeepsUnknown,
                Event = union.Tagging is Tagging.External ? variant.Tag : null,
            };
        }
    }

    /// <summary>Returns the members of a variant of an external or adjacent union.</summary>
    public static IEnumerable<(string Name, Part Part)> EventOf(UnionType union, Variant variant)
    {
        Part body = variant.Payload switch
        {
            Payload.Members members => new ObjectPart([
                .. PartsOf(members.Layout, [.. members.Layout.Mirrors.Select(fact => fact.Path)]),
            ]),
            Payload.Value value => new ValuePart(value.Type, Presence.Required),
            _ => new UnitPart(),
        };
        return union.Tagging is Tagging.Adjacent tagging
            ? [(tagging.Tag, new TagPart(variant.Tag ?? "anything")), (tagging.Content, body)]
            : [(variant.Tag!, body)];
    }

    /// <summary>Returns a name that no known member of an object has.</summary>
    private static string KeyIn(Layout layout)
    {
        string key = Samples.Key;
        while (layout.Slots.Any(slot => slot.WireName == key))
        {
            key += "-x";
        }

        return key;
    }

    private static IEnumerable<(string, Part)> PartsOf(Layout layout, HashSet<string> mirrored)
    {
        foreach (Slot slot in layout.Slots)
        {
            Part? part = slot switch
            {
                TagSlot tag => new TagPart(tag.Text),
                MemberSlot { Member: var fact } own => new ValuePart(
                    fact.Type,
                    own.IsOptionalHere ? Presence.Optional : fact.Presence,
                    fact
                )
                {
                    IsMirrored = mirrored.Contains(fact.Path),
                },
                MirrorSlot mirror => new ValuePart(
                    mirror.Of.Type,
                    mirror.IsRequired ? Presence.Required : Presence.Optional,
                    mirror.Of
                )
                {
                    IsMirrored = true,
                },
                MapSlot { Member: var map } => new ValuePart(((MapRef)map.Type).Value, Presence.Required, map)
                {
                    IsEntry = true,
                },
                EnvelopeSlot envelope => new ObjectPart([.. PartsOf(envelope.Layout, mirrored)])
                {
                    IsOptional = !envelope.IsRequired,
                },
                _ => null,
            };
            if (part is not null)
            {
                yield return (slot is MapSlot ? KeyIn(layout) : slot.WireName, part);
            }
        }
    }
}
