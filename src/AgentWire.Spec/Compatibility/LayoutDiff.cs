using AgentWire.Spec.Compatibility.Rules;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Compatibility;

/// <summary>Compares the content of two versions of an object: its places by their wire names, then their order.</summary>
internal sealed class LayoutDiff(Comparison all)
{
    public void Compare(Layout before, Layout after, string path, Location place, bool isSorted)
    {
        Dictionary<string, Slot> old = before.Slots.ToDictionary(slot => slot.WireName);
        Dictionary<string, Slot> now = after.Slots.ToDictionary(slot => slot.WireName);
        List<Slot> gone = [.. before.Slots.Where(slot => !now.ContainsKey(slot.WireName))];
        foreach (Slot slot in after.Slots)
        {
            string at = $"{path}.{slot.WireName}".TrimEnd('.');
            if (old.TryGetValue(slot.WireName, out Slot? was))
            {
                CompareSlot(was, slot, at, place, isSorted);
            }
            else if (gone.FirstOrDefault(each => IsRenamed(each, slot, at)) is { } renamed)
            {
                gone.Remove(renamed);
                all.Changes.Add(
                    MemberRules.MemberRenamed,
                    path,
                    PlaceOf(slot, place),
                    $"the member `{renamed.WireName}` is `{slot.WireName}` now"
                );
            }
            else
            {
                TellAdded(slot, path, place);
            }
        }

        foreach (Slot slot in gone)
        {
            TellRemoved(slot, path, place);
        }

        string[] oldOrder = [.. before.Slots.Select(slot => slot.WireName).Where(now.ContainsKey)];
        string[] newOrder = [.. after.Slots.Select(slot => slot.WireName).Where(old.ContainsKey)];
        if (before.KeepsUnknown != after.KeepsUnknown)
        {
            all.Changes.Add(
                MemberRules.KeepUnknownChanged,
                path,
                place,
                after.KeepsUnknown ? "unknown members are kept and written" : "unknown members are dropped"
            );
        }

        if (!isSorted && !oldOrder.SequenceEqual(newOrder))
        {
            all.Changes.Add(
                MemberRules.OrderChanged,
                path,
                place,
                $"{string.Join(", ", newOrder)}, and were {string.Join(", ", oldOrder)}"
            );
        }
    }

    private void CompareSlot(Slot before, Slot after, string path, Location place, bool isSorted)
    {
        Location here = PlaceOf(after, place);
        switch (before, after)
        {
            // The text of the tag identifies the variant.
            case (TagSlot, TagSlot):
                break;
            case (MemberSlot old, MemberSlot now):
                ComparePresence(old, now, path, here);
                CompareMember(old.Member, now.Member, path, here);
                break;
            case (MapSlot old, MapSlot now):
                CompareMember(old.Member, now.Member, path, here);
                break;
            case (MirrorSlot old, MirrorSlot now):
                CompareMirror(old, now, path, here);
                break;
            case (EnvelopeSlot old, EnvelopeSlot now):
                CompareRequired(old.IsRequired, now.IsRequired, path, here);
                Compare(old.Layout, now.Layout, path, here, isSorted);
                break;
            case (FlattenedSlot old, FlattenedSlot now):
                all.Values.Compare(new NamedRef(old.Union), new NamedRef(now.Union), path, here);
                break;
            case (MemberSlot, MirrorSlot now):
                all.Changes.Add(MemberRules.MirrorJoined, path, here, $"it repeats {now.Of.Path}");
                break;
            case (MirrorSlot old, MemberSlot):
                all.Changes.Add(MemberRules.MirrorSeparated, path, here, $"it no longer repeats {old.Of.Path}");
                break;
            case (EnvelopeSlot or MemberSlot, EnvelopeSlot or MemberSlot)
                when LayoutOf(before, all.Old) is { } old && LayoutOf(after, all.New) is { } now:
                all.Changes.Add(
                    MemberRules.InlineChanged,
                    path,
                    here,
                    after is EnvelopeSlot ? "it is an envelope now" : "it is an object of its own now"
                );
                Compare(old, now, path, here, isSorted);
                break;
            default:
                all.Changes.Add(ValueRules.ValueChanged, path, here, "it has changed its kind");
                break;
        }
    }

    private void CompareMember(Member before, Member after, string path, Location place)
    {
        all.Values.Compare(before.Type, after.Type, path, place);
        if (before.OmitWhenEmpty != after.OmitWhenEmpty)
        {
            all.Changes.Add(
                MemberRules.OmitEmptyChanged,
                path,
                place,
                after.OmitWhenEmpty ? "an empty list is omitted" : "an empty list is written"
            );
        }

        if (before.EmptyWhenAbsent != after.EmptyWhenAbsent)
        {
            all.Changes.Add(
                MemberRules.EmptyWhenAbsentChanged,
                path,
                place,
                after.EmptyWhenAbsent
                    ? "it is always written, and absent reads as empty"
                    : "absent and empty are different"
            );
        }

        if (before.Name != after.Name)
        {
            all.Changes.Add(WordingRules.NameChanged, path, place, $"it is called {after.Name}, and was {before.Name}");
        }

        if (before.Description != after.Description)
        {
            all.Changes.Add(WordingRules.WordsChanged, path, place, "its description has changed");
        }
    }

    private void ComparePresence(MemberSlot before, MemberSlot after, string path, Location place)
    {
        // The change from or to any JSON is a change of the type, which includes null.
        bool isOpaque = IsAnyJson(before) || IsAnyJson(after);
        (Presence old, Presence now) = isOpaque
            ? (WithoutNull(before), WithoutNull(after))
            : (before.Member.Presence, after.Member.Presence);
        if (old != now && (old == Presence.OptionalNullable || now == Presence.OptionalNullable))
        {
            CompareNullable(old, now, before, after, path, place);
            return;
        }

        Rule? rule = (old, now) switch
        {
            (Presence.Optional, Presence.Required) => MemberRules.MadeRequired,
            (Presence.Required, Presence.Optional) => MemberRules.MadeOptional,
            (Presence.Required, Presence.Nullable) => MemberRules.NullAllowed,
            (Presence.Nullable, Presence.Required) => MemberRules.NullForbidden,
            (Presence.Nullable, Presence.Optional) => MemberRules.NullToAbsent,
            (Presence.Optional, Presence.Nullable) => MemberRules.AbsentToNull,
            _ => null,
        };
        if (rule is not null)
        {
            all.Changes.Add(rule, path, place, $"it is {InWords(after)}, and was {InWords(before)}");
        }

        if (rule == MemberRules.NullToAbsent && before.Member.IsStrict)
        {
            all.Changes.Add(MemberRules.MadeOptional, path, place, "it is optional, and was strict");
        }

        if (rule is null && MayGo(before) != MayGo(after))
        {
            CompareAbsence(MayGo(after), path, place);
        }
    }

    /// <summary>Compares two kinds of member if only one of them distinguishes between absent, null and a value.</summary>
    private void CompareNullable(
        Presence old,
        Presence now,
        MemberSlot before,
        MemberSlot after,
        string path,
        Location place
    )
    {
        string what = $"it is {InWords(after)}, and was {InWords(before)}";
        if (old is Presence.Required or Presence.Nullable || now is Presence.Required or Presence.Nullable)
        {
            all.Changes.Add(
                now == Presence.OptionalNullable ? MemberRules.MadeOptional : MemberRules.MadeRequired,
                path,
                place,
                what
            );
        }

        if (old != Presence.Nullable && now != Presence.Nullable)
        {
            all.Changes.Add(
                now == Presence.OptionalNullable ? ValueRules.ValueWidened : ValueRules.ValueNarrowed,
                path,
                place,
                what
            );
        }
    }

    private void CompareRequired(bool before, bool after, string path, Location place)
    {
        if (before != after)
        {
            all.Changes.Add(
                after ? MemberRules.MadeRequired : MemberRules.MadeOptional,
                path,
                place,
                after ? "it is required, and was optional" : "it is optional, and was required"
            );
        }
    }

    private void CompareMirror(MirrorSlot before, MirrorSlot after, string path, Location place)
    {
        if (before.Of.Path != after.Of.Path)
        {
            all.Changes.Add(
                MemberRules.MirrorChanged,
                path,
                place,
                $"it repeats {after.Of.Path}, and repeated {before.Of.Path}"
            );
        }

        if (before.IsRequired != after.IsRequired)
        {
            CompareAbsence(!after.IsRequired, path, place);
        }
    }

    private void CompareAbsence(bool isAccepted, string path, Location place) =>
        all.Changes.Add(
            isAccepted ? MemberRules.AbsenceAccepted : MemberRules.AbsenceRefused,
            path,
            place,
            isAccepted ? "its absence is read" : "its absence is refused"
        );

    private void TellAdded(Slot slot, string path, Location place) =>
        all.Changes.Add(
            slot switch
            {
                MemberSlot { Member: var member } when member.IsOptional || member.EmptyWhenAbsent =>
                    MemberRules.OptionalMemberAdded,
                MapSlot => MemberRules.OptionalMemberAdded,
                MirrorSlot or EnvelopeSlot { IsRequired: false } => MemberRules.MirrorAdded,
                _ => MemberRules.RequiredMemberAdded,
            },
            path,
            PlaceOf(slot, place),
            $"{InWords(slot)} is added"
        );

    private void TellRemoved(Slot slot, string path, Location place) =>
        all.Changes.Add(
            slot switch
            {
                MemberSlot { Member: { Presence: Presence.Nullable, IsStrict: false } } =>
                    MemberRules.OptionalMemberRemoved,
                MemberSlot { Member: var member } when member.IsOptional || member.EmptyWhenAbsent =>
                    MemberRules.OptionalMemberRemoved,
                MapSlot => MemberRules.OptionalMemberRemoved,
                MirrorSlot or EnvelopeSlot { IsRequired: false } => MemberRules.MirrorRemoved,
                _ => MemberRules.RequiredMemberRemoved,
            },
            path,
            PlaceOf(slot, place),
            $"{InWords(slot)} is removed"
        );

    private bool IsRenamed(Slot before, Slot after, string path) =>
        before is MemberSlot old
        && after is MemberSlot now
        && all.IsRenamed(
            (old.Member.Name, old.Member.Description),
            (now.Member.Name, now.Member.Description),
            trial =>
            {
                trial.Layouts.ComparePresence(old, now, path, now.Member.Origin);
                trial.Layouts.CompareMember(old.Member, now.Member, path, now.Member.Origin);
            }
        );

    private static bool IsAnyJson(MemberSlot slot) => slot.Member.Type is OpaqueRef { HasNull: true };

    private static Presence WithoutNull(MemberSlot slot) =>
        slot.Member.Presence == Presence.OptionalNullable ? Presence.Optional : slot.Member.Presence;

    /// <summary>Returns whether a member that is always written can nevertheless be absent.</summary>
    private static bool MayGo(MemberSlot slot) =>
        slot.Member.Presence switch
        {
            Presence.Required => slot.IsOptionalHere,
            Presence.Nullable => !slot.Member.IsStrict,
            _ => true,
        };

    private static Layout? LayoutOf(Slot slot, Func<string, NamedType> find) =>
        slot switch
        {
            EnvelopeSlot envelope => envelope.Layout,
            MemberSlot { Member.Type: NamedRef named } => (find(named.Name) as ObjectType)?.Layout,
            _ => null,
        };

    private static Location PlaceOf(Slot slot, Location around) =>
        slot switch
        {
            MemberSlot own => own.Member.Origin,
            MapSlot map => map.Member.Origin,
            _ => around,
        };

    private static string InWords(MemberSlot slot) =>
        slot.Member.Presence switch
        {
            Presence.Required => "required",
            Presence.Nullable => slot.Member.IsStrict ? "nullable and strict" : "nullable",
            Presence.OptionalNullable when !IsAnyJson(slot) => "optional and nullable",
            _ => "optional",
        };

    private static string InWords(Slot slot) =>
        slot switch
        {
            MemberSlot member => $"the {InWords(member)} member `{slot.WireName}`",
            MirrorSlot mirror => $"the repetition of {mirror.Of.Path} in `{slot.WireName}`",
            EnvelopeSlot => $"the envelope `{slot.WireName}`",
            MapSlot => "the map of all other members",
            TagSlot => $"the tag `{slot.WireName}`",
            _ => $"the union {((FlattenedSlot)slot).Union} beside the other members",
        };
}
