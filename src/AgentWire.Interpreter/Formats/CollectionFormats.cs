using AgentWire.CompilerServices;

namespace AgentWire.Interpreter.Formats;

/// <summary>Reads and writes lists.</summary>
internal sealed class ListFormat(ValueFormat item, int minItems) : ValueFormat
{
    public override object Read(ref WireReader reader) =>
        reader.ReadList<object, AnyFormat>(minItems, new AnyFormat(item));

    public override void Write(ref WireWriter writer, object value) =>
        writer.WriteList((WireList<object>)value, minItems, new AnyFormat(item));
}

/// <summary>Reads and writes objects with any names.</summary>
internal sealed class MapFormat(ValueFormat value, bool isSorted) : ValueFormat
{
    public override object Read(ref WireReader reader) => reader.ReadMap<object, AnyFormat>(new AnyFormat(value));

    public override void Write(ref WireWriter writer, object map)
    {
        if (isSorted)
        {
            writer.WriteSortedMap((WireMap<object>)map, new AnyFormat(value));
        }
        else
        {
            writer.WriteMap((WireMap<object>)map, new AnyFormat(value));
        }
    }
}
