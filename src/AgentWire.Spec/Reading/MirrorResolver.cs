using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>A second place of a fact, before the member with the fact is known.</summary>
internal sealed record UnresolvedMirror(
    string WireName,
    string Original,
    TypeRef Type,
    bool IsRequired,
    Location Stated
) : Slot(WireName);

/// <summary>Connects each mirror with the member that it repeats.</summary>
internal static class MirrorResolver
{
    public static Layout Resolve(Layout layout, Location origin)
    {
        Dictionary<string, Member> originals = new(StringComparer.Ordinal);
        foreach ((UnresolvedMirror mirror, bool isAlwaysThere) in Mirrors(layout, isAlwaysThere: true))
        {
            Member original = originals.GetValueOrDefault(mirror.Original) ?? Find(layout, mirror);
            // A fact that one of its places requires is required, even if the other places do not require it.
            originals[mirror.Original] =
                isAlwaysThere && original.Presence == Presence.Optional
                    ? original with
                    {
                        Presence = Presence.Required,
                    }
                    : original;
        }

        return Replace(layout, "", originals, origin);
    }

    private static IEnumerable<(UnresolvedMirror Mirror, bool IsAlwaysThere)> Mirrors(
        Layout layout,
        bool isAlwaysThere
    ) =>
        layout.Slots.SelectMany(slot =>
            slot switch
            {
                UnresolvedMirror mirror => [(mirror, isAlwaysThere && mirror.IsRequired)],
                EnvelopeSlot envelope => Mirrors(envelope.Layout, isAlwaysThere && envelope.IsRequired),
                _ => Enumerable.Empty<(UnresolvedMirror, bool)>(),
            }
        );

    private static Member Find(Layout layout, UnresolvedMirror mirror)
    {
        Layout? place = layout;
        string[] path = mirror.Original.Split('.');
        foreach (string name in path[..^1])
        {
            place = place?.Slots.OfType<EnvelopeSlot>().FirstOrDefault(envelope => envelope.WireName == name)?.Layout;
        }

        Member? found = place?.Slots.OfType<MemberSlot>().FirstOrDefault(slot => slot.WireName == path[^1])?.Member;
        return found switch
        {
            null => throw new SpecException(mirror.Stated, $"there is no member {mirror.Original} to mirror"),
            { Presence: Presence.Nullable or Presence.OptionalNullable } => throw new SpecException(
                mirror.Stated,
                $"{found.Path} can be null, but a mirrored fact is either present or absent"
            ),
            _ when found.Type != mirror.Type => throw new SpecException(
                mirror.Stated,
                $"the two places of {found.Path} differ in type"
            ),
            _ => found,
        };
    }

    private static Layout Replace(
        Layout layout,
        string parent,
        Dictionary<string, Member> originals,
        Location origin
    ) =>
        layout with
        {
            Slots =
            [
                .. layout.Slots.Select(slot =>
                    slot switch
                    {
                        MemberSlot own => new MemberSlot(
                            originals.GetValueOrDefault(parent + own.WireName) ?? own.Member
                        )
                        {
                            IsOptionalHere = own.Member.ReadsNullAsAbsent,
                        },
                        UnresolvedMirror mirror => new MirrorSlot(
                            mirror.WireName,
                            originals[mirror.Original],
                            mirror.IsRequired
                        ),
                        EnvelopeSlot envelope => Open(envelope, parent, originals, origin),
                        _ => slot,
                    }
                ),
            ],
        };

    private static EnvelopeSlot Open(
        EnvelopeSlot envelope,
        string parent,
        Dictionary<string, Member> originals,
        Location origin
    )
    {
        Layout inner = Replace(envelope.Layout, $"{parent}{envelope.WireName}.", originals, origin);
        return envelope.IsRequired || !inner.Members.Any()
            ? envelope with
            {
                Layout = inner,
            }
            : throw new SpecException(
                origin,
                $"the envelope `{parent}{envelope.WireName}` is optional, so it can contain only mirrored members, which determine whether it is written"
            );
    }
}
