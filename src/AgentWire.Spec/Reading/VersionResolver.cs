using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>
/// Determines which versions have each part of a contract, from what the manifest says. A type is as new as the parts that use it,
/// and a member or variant is as new as its type.
/// </summary>
internal sealed class VersionResolver
{
    private readonly VersionMarks _marks;
    private readonly FindingList _findings;
    private readonly Dictionary<string, NamedType> _types;
    private readonly Dictionary<string, VersionSpan> _uses = new(StringComparer.Ordinal);

    private VersionResolver(IReadOnlyList<NamedType> types, VersionMarks marks, FindingList findings)
    {
        _types = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        _marks = marks;
        _findings = findings;
    }

    /// <param name="types">The types.</param>
    /// <param name="roots">The types that are sent on their own.</param>
    /// <param name="marks">What the manifest says.</param>
    /// <param name="findings">Collects what contradicts.</param>
    public static List<NamedType> Resolve(
        IReadOnlyList<NamedType> types,
        IEnumerable<string> roots,
        VersionMarks marks,
        FindingList findings
    )
    {
        VersionResolver resolver = new(types, marks, findings);
        foreach (string root in roots.Where(resolver._types.ContainsKey))
        {
            resolver.Follow(root, default);
        }

        // What no root uses has only its own codec.
        foreach (NamedType type in types.Where(type => !resolver._uses.ContainsKey(type.Name)))
        {
            resolver.Follow(type.Name, default);
        }

        return [.. types.Select(resolver.Resolve)];
    }

    /// <summary>Notes which versions use a type, and follows what they use through it.</summary>
    private void Follow(string name, VersionSpan use)
    {
        VersionSpan all = _uses.TryGetValue(name, out VersionSpan before) ? before.Or(use) : use;
        if (_uses.ContainsKey(name) && all == before)
        {
            return;
        }

        _uses[name] = all;
        VersionSpan container = VersionsOf(name);
        switch (_types[name])
        {
            case ObjectType record:
                Follow(record.Layout, container);
                break;
            case UnionType union:
                foreach (Variant variant in union.Variants)
                {
                    Follow(variant, container.And(_marks.Of(variant.Path)));
                }

                break;
            case ListType list:
                Follow(TypeUse.Names(list.List), container);
                break;
        }
    }

    private void Follow(Variant variant, VersionSpan versions)
    {
        switch (variant.Payload)
        {
            case Payload.Members body:
                Follow(body.Layout, versions);
                break;
            case Payload.Value value:
                Follow(TypeUse.Names(value.Type), versions);
                break;
        }
    }

    private void Follow(Layout layout, VersionSpan container)
    {
        foreach (Member member in layout.Members)
        {
            Follow(TypeUse.Names(member.Type), container.And(SaidOf(member, layout)));
        }

        Follow(layout.Lifted, container);
        if (layout.FlattenedUnion is { } union)
        {
            Follow(union, container);
        }
    }

    private void Follow(IEnumerable<string> names, VersionSpan use)
    {
        foreach (string name in names)
        {
            Follow(name, use);
        }
    }

    private VersionSpan VersionsOf(string type) => _uses[type].And(_marks.Of(type));

    private VersionSpan VersionsOf(TypeRef type) =>
        TypeUse.Names(type).Aggregate(default(VersionSpan), (span, name) => span.And(VersionsOf(name)));

    /// <summary>Returns what is said about a member, here or in the type that it was taken from by <c>allOf</c>.</summary>
    private VersionSpan SaidOf(Member member, Layout layout) =>
        layout
            .Lifted.Where(name =>
                _types[name] is ObjectType { Layout.Slots: var slots }
                && slots.Any(slot => slot is MemberSlot && slot.WireName == member.WireName)
                && layout.Slots.Any(slot => slot is MemberSlot own && own.Member.Path == member.Path)
            )
            .Aggregate(
                _marks.Of(member.Path),
                (span, name) => span.And(_marks.Of(name)).And(_marks.Of($"{name}.{member.WireName}"))
            );

    private NamedType Resolve(NamedType type)
    {
        VersionSpan versions = VersionsOf(type.Name);
        if (versions.IsEmpty)
        {
            _findings.Add(
                _marks.PlaceOf(type.Name) ?? type.Origin,
                $"no version has {type.Name}: what uses it exists {_uses[type.Name]}, and {type.Name} {_marks.Of(type.Name)}"
            );
        }

        if (type is ListType && _marks.PlaceOf(type.Name) is { } place)
        {
            _findings.Add(
                place,
                $"a reference to {type.Name} is the list itself, so it has no versions; say it of the members that refer to it"
            );
        }

        NamedType resolved = type switch
        {
            ObjectType record => record with { Layout = Resolve(record.Layout, record.Layout, versions, type.Name) },
            UnionType union => union with
            {
                Variants = [.. union.Variants.Select(variant => Resolve(variant, versions, type.Name))],
            },
            StringSet set => set with
            {
                Values =
                [
                    .. set.Values.Select(value =>
                        value with
                        {
                            Versions = Within(versions, type.Name, value.Path, _marks.Of(value.Path)),
                        }
                    ),
                ],
            },
            _ => type,
        };
        return resolved with { Versions = versions };
    }

    private Variant Resolve(Variant variant, VersionSpan union, string name)
    {
        VersionSpan said = _marks.Of(variant.Path);
        if (variant.IsFallback && _marks.PlaceOf(variant.Path) is { } place)
        {
            _findings.Add(
                place,
                $"{variant.Path} is the fallback, which holds what a version does not know, so it has no versions; remove it here"
            );
        }

        if (variant.Payload is Payload.Value value)
        {
            said = said.And(VersionsOf(value.Type));
        }

        VersionSpan versions = Within(union, name, variant.Path, said);
        return variant with
        {
            Versions = versions,
            Payload = variant.Payload is Payload.Members body
                ? new Payload.Members(Resolve(body.Layout, body.Layout, union.And(versions), variant.Path))
                : variant.Payload,
        };
    }

    private Layout Resolve(Layout layout, Layout root, VersionSpan container, string owner)
    {
        CheckFlattened(layout, container, owner);
        return layout with
        {
            Slots =
            [
                .. layout.Slots.Select(slot =>
                    slot switch
                    {
                        MemberSlot own => own with { Member = Resolve(own.Member, root, container, owner) },
                        MapSlot map => map with { Member = Resolve(map.Member, root, container, owner) },
                        MirrorSlot mirror => mirror with { Of = Resolve(mirror.Of, root, container, owner) },
                        EnvelopeSlot envelope => envelope with
                        {
                            Layout = Resolve(envelope.Layout, root, container, owner),
                        },
                        _ => slot,
                    }
                ),
            ],
        };
    }

    private Member Resolve(Member member, Layout root, VersionSpan container, string owner)
    {
        VersionSpan said = SaidOf(member, root).And(VersionsOf(member.Type));
        VersionSpan versions = Within(container, owner, member.Path, said);
        if (!versions.IsAlways && (member.Presence == Presence.Required || member.IsStrict))
        {
            _findings.Add(
                _marks.PlaceOf(member.Path) ?? member.Origin,
                $"{member.Path} must be present, but it exists only {versions}, and a reader accepts messages of all versions; make it optional, or say the same of {owner}"
            );
        }

        return member with
        {
            Versions = versions,
        };
    }

    private void CheckFlattened(Layout layout, VersionSpan container, string owner)
    {
        if (layout.FlattenedUnion is { } union && !VersionsOf(union).Within(container).IsAlways)
        {
            _findings.Add(
                _marks.PlaceOf(union) ?? _types[union].Origin,
                $"{union} is always beside the other members of {owner}, but it exists only {VersionsOf(union)}; say the same of {owner}"
            );
        }
    }

    /// <summary>Returns the bounds of a part within the versions of what contains it.</summary>
    private VersionSpan Within(VersionSpan container, string owner, string path, VersionSpan versions)
    {
        if (_marks.PlaceOf(path) is { } place)
        {
            VersionSpan said = _marks.Of(path);
            if (container.And(said).IsEmpty)
            {
                _findings.Add(place, $"no version has {path}: {owner} exists {container}, and {path} {said}");
            }
            else if (
                (container.Since is not null && said.Since is not null && said.Since <= container.Since)
                || (container.Until is not null && said.Until is not null && said.Until >= container.Until)
            )
            {
                _findings.Add(
                    place,
                    $"{owner} exists only {container}, so \"{said}\" says nothing new about {path}; remove it"
                );
            }
        }

        return versions.Within(container);
    }
}
