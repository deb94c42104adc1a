using System.Text.Unicode;
using AgentWire.Fuzzing.Mutation;
using AgentWire.Fuzzing.Peers;
using AgentWire.Spec.Model;

namespace AgentWire.Fuzzing.Differential;

// Members of objects: absent, null, repeated, mirrored and ignored members.
internal sealed partial class Predicates
{
    private void VisitMembers(Layout layout, int index, string? tag)
    {
        HashSet<string> seen = [];
        UnionType? flattened = layout.FlattenedUnion is { } name ? _dialect.Find<UnionType>(name) : null;
        string[] taken = flattened?.Tagging is Tagging.Adjacent adjacent ? [adjacent.Tag, adjacent.Content] : [];
        foreach (int child in _json.Children(index))
        {
            string member = _json.NameOf(child);
            Slot? slot = layout.Slots.FirstOrDefault(slot => slot.WireName == member && slot is not FlattenedSlot);
            if (slot is TagSlot || member == tag || taken.Contains(member))
            {
                continue;
            }

            if (slot is null && flattened?.Tagging is Tagging.External)
            {
                VisitExternal(flattened, child, seen);
            }
            else if (slot is null)
            {
                VisitIgnored(child);
            }
            else if (!seen.Add(member))
            {
                ExpectDuplicate();
            }
            else
            {
                VisitSlot(slot, child);
            }
        }

        if (flattened?.Tagging is Tagging.Adjacent)
        {
            VisitUnion(flattened, index);
        }

        foreach (MemberSlot absent in layout.Slots.OfType<MemberSlot>().Where(slot => !seen.Contains(slot.WireName)))
        {
            if (absent.Member is { Presence: Presence.Nullable, IsStrict: false })
            {
                ExpectOfSchemas("nullable-absent", Difference.Refuses);
            }
        }

        if (layout.Mirrors.Any())
        {
            VisitMirrors(layout, index);
        }
    }

    private void VisitSlot(Slot slot, int child)
    {
        JsonNode node = _json[child];
        switch (slot)
        {
            case EnvelopeSlot envelope when node.Kind == JsonKind.Object:
                VisitMembers(envelope.Layout, child, null);
                break;
            case EnvelopeSlot envelope when node.Kind == JsonKind.Array:
                VisitSequence(envelope.Layout, child);
                break;
            case EnvelopeSlot { IsRequired: false } or MirrorSlot { IsRequired: false } when _json.IsNull(node):
                ExpectOfSchemas("tolerated-null", Difference.Refuses);
                break;
            case MirrorSlot mirror:
                Visit(mirror.Of.Type, child);
                break;
            case MemberSlot { Member: { } member } own:
                if (_json.IsNull(node))
                {
                    VisitNull(member, own.IsOptionalHere);
                }

                Visit(member.Type, child);
                break;
        }
    }

    private void VisitNull(Member member, bool isOptionalHere)
    {
        if (member.Presence == Presence.OptionalNullable)
        {
            if (_dialect.Name == "systemprompt")
            {
                Expect("opaque-null-is-kept", Serde, Difference.Writes);
            }
        }
        else if (member.ReadsNullAsAbsent || isOptionalHere)
        {
            ExpectOfSchemas("tolerated-null", Difference.Refuses);
        }
    }

    /// <summary>Visits members without names, of which the last can be omitted if they are optional.</summary>
    private void VisitSequence(Layout layout, int index)
    {
        int most = layout.Slots.Count(slot => slot is not TagSlot);
        int least = layout.Slots.Count(slot =>
            slot is EnvelopeSlot { IsRequired: true }
            || slot is MemberSlot { IsOptionalHere: false, Member.Presence: Presence.Required }
        );
        int count = _json.CountOf(index);
        if (count >= least && count <= most)
        {
            Expect("struct-as-sequence", Serde, Difference.Accepts);
        }
    }

    /// <summary>Visits ignored values. Serde does not check them, unless it had to keep them.</summary>
    private void VisitIgnored(int index)
    {
        if (_isBuffered)
        {
            return;
        }

        bool isUnsound =
            !Utf8.IsValid(_json.Token(_json[index])) || _json.DepthOf(index) > WireOptions.Default.MaxDepth;
        for (int i = index; i < _json[index].After; i++)
        {
            isUnsound |=
                _json.HasLoneSurrogate(_json[i]) || (_json[i].Kind == JsonKind.Number && _json.IsOverflow(_json[i]));
        }

        if (isUnsound)
        {
            Expect("ignored-members-are-checked", Serde, Difference.Accepts);
        }
    }

    /// <summary>Visits facts whose places differ, or that are absent from a place in which the schema requires them.</summary>
    private void VisitMirrors(Layout layout, int index)
    {
        HashSet<Member> mirrored = [.. layout.Mirrors];
        Dictionary<Member, HashSet<string>> texts = [];
        Collect(layout, index);
        if (texts.Values.Any(found => found.Count > 1))
        {
            ExpectOfSchemas("mirror", Difference.Accepts);
        }

        void Collect(Layout around, int inside)
        {
            foreach (Slot slot in around.Slots)
            {
                int place = _json.Children(inside).LastOrDefault(child => _json.NameOf(child) == slot.WireName, -1);
                bool isFilled = place >= 0 && !_json.IsNull(_json[place]);
                bool isWanted = slot switch
                {
                    EnvelopeSlot envelope => envelope.IsRequired && envelope.Layout.Mirrors.Any(),
                    MirrorSlot mirror => mirror.IsRequired,
                    MemberSlot own => mirrored.Contains(own.Member)
                        && own is { IsOptionalHere: false, Member.Presence: Presence.Required },
                    _ => false,
                };
                if (isWanted && !isFilled)
                {
                    ExpectOfSchemas("mirror", Difference.Refuses);
                }

                if (isFilled && slot is EnvelopeSlot { Layout: { } within } && _json[place].Kind == JsonKind.Object)
                {
                    Collect(within, place);
                }
                else if (isFilled && (slot is MirrorSlot other ? other.Of : (slot as MemberSlot)?.Member) is { } fact)
                {
                    (texts.TryGetValue(fact, out HashSet<string>? found) ? found : texts[fact] = []).Add(
                        _json.Text(_json[place])
                    );
                }
            }
        }
    }
}
