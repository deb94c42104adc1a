using AgentWire.CompilerServices;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Formats;

/// <summary>Reads and writes the values of a closed set of strings.</summary>
internal sealed class StringSetFormat(FormatTable formats, StringSet set) : ValueFormat
{
    private readonly WireNames _values = new([.. set.Values.Select(value => value.Text)]);

    private readonly Versioned[] _versions =
    [
        .. set.Values.Select(value => new Versioned(value.Path, value.Versions, formats.Dialect)),
    ];

    public override object Read(ref WireReader reader) => reader.ReadValue(_values);

    public override void Write(ref WireWriter writer, object value)
    {
        _versions[(int)value].Require(ref writer);
        writer.WriteValue(_values, (int)value);
    }
}

/// <summary>Reads and writes the values of an open set of strings, and any other string.</summary>
internal sealed class OpenStringSetFormat(FormatTable formats, StringSet set) : ValueFormat
{
    private readonly Dictionary<string, Versioned> _versions = set.Values.ToDictionary(
        value => value.Text,
        value => new Versioned(value.Path, value.Versions, formats.Dialect),
        StringComparer.Ordinal
    );

    public override object Read(ref WireReader reader) => reader.ReadString();

    public override void Write(ref WireWriter writer, object value)
    {
        if (_versions.TryGetValue((string)value, out Versioned known))
        {
            known.Require(ref writer);
        }

        writer.WriteString((string)value);
    }
}
