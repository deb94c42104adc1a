using AgentWire.CompilerServices;
using AgentWire.Interpreter.Formats;
using AgentWire.Interpreter.Unions;

namespace AgentWire.Interpreter.Objects;

/// <summary>Reads.</summary>
internal sealed partial class ObjectBody
{
    /// <summary>Reads the members of an object that was entered, and leaves it.</summary>
    public ObjectValue Read(ref WireReader reader, ref MemberCursor members)
    {
        Progress progress = new(_facts.Length, hasMirrors: _mirrored.Length > 0, _payload);
        if (_map is not null)
        {
            members.TakeOthers();
        }

        if (_keepsUnknown)
        {
            members.KeepUnknown();
        }

        ReadMembers(ref reader, ref members, _root, ref progress);
        foreach ((int index, Place place) in _root.Places.Index())
        {
            if (place is FactPlace { IsMirror: false, Fact: { HasMirrors: true, MustBePresent: true } fact })
            {
                members.Found(index, progress.Has(fact));
            }
        }

        foreach (Fact fact in _mirrored)
        {
            progress.Values[fact.Index] = progress.Mirrored[fact.Index].Value;
        }

        RawMembers extra = default;
        if (_map is not null)
        {
            progress.Values[_map.Index] = reader.EndWithMap(ref members, ref progress.Entries, _root.Required);
        }
        else
        {
            extra = reader.EndWithExtra(ref members, _root.Required);
        }

        progress.Values[PayloadIndex] = progress.Payload.Value;
        return new ObjectValue(progress.Values, extra);
    }

    private void ReadMembers(ref WireReader reader, ref MemberCursor cursor, Part part, ref Progress progress)
    {
        while (reader.NextMember(ref cursor))
        {
            if (cursor.Index < 0)
            {
                reader.ReadEntry(ref cursor, ref progress.Entries, _mapValue);
            }
            else
            {
                ReadPlace(ref reader, ref cursor, part.Places[cursor.Index], ref progress);
            }
        }
    }

    private void ReadPlace(ref WireReader reader, ref MemberCursor cursor, Place place, ref Progress progress)
    {
        switch (place)
        {
            case AdjacentPlace { IsTag: true }:
                progress.Payload.ReadTag(ref reader);
                break;
            case AdjacentPlace:
                progress.Payload.ReadContent(ref reader);
                break;
            case FactPlace { ReadsNullAsAbsent: true } when reader.ReadNull():
            case EnvelopePlace { IsRequired: false } when reader.ReadNull():
                break;
            case FactPlace { Fact: { IsMirrored: true } fact }:
                reader.ReadMirrored(ref progress.Mirrored[fact.Index], fact.Format);
                break;
            case FactPlace { Fact: var fact }:
                progress.Values[fact.Index] = fact.Read(ref reader);
                break;
            case EnvelopePlace { Inside: var inside }:
                MemberCursor envelope = reader.BeginObject(inside.Names);
                if (_keepsUnknown)
                {
                    envelope.KeepUnknown();
                }

                ReadMembers(ref reader, ref envelope, inside, ref progress);
                reader.EndEnvelope(ref envelope, ref cursor, inside.Required);
                break;
        }
    }

    /// <summary>What was read of an object so far.</summary>
    private ref struct Progress(int facts, bool hasMirrors, AdjacentUnionFormat? payload)
    {
        // The last one is that of an adjacent union.
        public readonly object?[] Values = new object?[facts + 1];

        public readonly Mirrored<object>[] Mirrored = hasMirrors ? new Mirrored<object>[facts] : [];

        public WireMapBuilder<object> Entries;

        public AdjacentContent<object, AdjacentFormat> Payload = new(new AdjacentFormat(payload));

        /// <summary>Returns whether a place had a fact.</summary>
        public readonly bool Has(Fact fact) =>
            fact.IsMirrored ? Mirrored[fact.Index].IsPresent : Values[fact.Index] is not null;
    }
}
