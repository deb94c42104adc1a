using AgentWire.CompilerServices;

namespace AgentWire.Interpreter.Objects;

/// <summary>Writes.</summary>
internal sealed partial class ObjectBody
{
    /// <summary>Writes an object.</summary>
    public void Write(ref WireWriter writer, ObjectValue value)
    {
        int start = writer.Position;
        WriteObject(ref writer, value, _root, value.Extra, start);
        if (_sortsText is { } order)
        {
            writer.Sort(start, order);
        }
    }

    private void WriteObject(ref WireWriter writer, ObjectValue value, Part part, RawMembers extra, int start)
    {
        writer.WriteStart("{"u8);
        foreach (Place place in part.Written)
        {
            WritePlace(ref writer, value, place, extra);
        }

        // Envelopes have no order of their own: their members are written in order, and sorted with those around them.
        bool sortsExtra = part == _root && _isSorted && _sortsText is null;
        WireTags? tags = part == _root ? _tags : null;
        if (part == _root && _map is not null)
        {
            WireMap<object> entries = _map.IsKnown(ref writer) ? (WireMap<object>)value[_map.Index]! : default;
            if (sortsExtra)
            {
                writer.WriteSortedMapEnd(start, entries, part.Names, tags, _mapValue);
            }
            else
            {
                writer.WriteMapEnd(entries, part.Names, tags, _mapValue);
            }
        }
        else if (sortsExtra)
        {
            writer.WriteSortedEnd(start, extra, part.Names, tags, part.Envelopes);
        }
        else
        {
            writer.WriteEnd(extra, part.Names, tags, part.Envelopes);
        }
    }

    private void WritePlace(ref WireWriter writer, ObjectValue value, Place place, RawMembers extra)
    {
        RawMembers inside = place is EnvelopePlace ? extra.In(place.WireName) : default;
        if (!IsWritten(ref writer, value, place, inside))
        {
            return;
        }

        writer.WriteSeparator();
        writer.WriteLiteral(place.Text);
        switch (place)
        {
            case TagPlace tag:
                writer.WriteString(tag.Tag);
                break;
            case AdjacentPlace { IsTag: true } adjacent:
                adjacent.Union.WriteTagAlone(ref writer, value[PayloadIndex]!);
                break;
            case AdjacentPlace adjacent:
                adjacent.Union.WriteContentAlone(ref writer, value[PayloadIndex]!);
                break;
            case FactPlace { Fact: var fact }:
                fact.Write(ref writer, value[fact.Index]);
                break;
            case EnvelopePlace envelope:
                WriteObject(ref writer, value, envelope.Inside, inside, start: 0);
                break;
        }
    }

    private static bool IsWritten(ref WireWriter writer, ObjectValue value, Place place, RawMembers inside)
    {
        switch (place)
        {
            case FactPlace { Fact: var fact }:
                return fact.IsWritten(ref writer, value[fact.Index]);
            case EnvelopePlace { IsRequired: false } envelope when inside.Count == 0:
                foreach (Fact fact in envelope.Inside.Facts)
                {
                    if (fact.IsWritten(ref writer, value[fact.Index]))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return true;
        }
    }
}
