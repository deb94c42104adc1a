using System.Numerics;
using AgentWire.CompilerServices;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Formats;

/// <summary>Reads and writes strings whose length has bounds.</summary>
internal sealed class BoundedStringFormat(StringRef type) : ValueFormat
{
    private readonly int _least = type.MinLength ?? 0;
    private readonly int _most = type.MaxLength ?? int.MaxValue;
    private readonly string _expected = $"a string of {type.LengthInWords}";

    public override object Read(ref WireReader reader) => reader.ReadString(_least, _most, _expected);

    public override void Write(ref WireWriter writer, object value) =>
        writer.WriteString((string)value, _least, _most, _expected);
}

/// <summary>Reads and writes integers that fit into a signed integer of 64 bits.</summary>
internal sealed class IntegerFormat(BigInteger minimum, BigInteger maximum) : ValueFormat
{
    private readonly long _least = (long)minimum;
    private readonly long _most = (long)maximum;
    private readonly string _expected = $"an integer from {minimum} to {maximum}";

    public override object Read(ref WireReader reader) => reader.ReadInt64(_least, _most, _expected);

    public override void Write(ref WireWriter writer, object value) => writer.WriteInt64((long)value, _least, _most);
}

/// <summary>Reads and writes integers that fit only into an unsigned integer of 64 bits.</summary>
internal sealed class UnsignedFormat(BigInteger minimum, BigInteger maximum) : ValueFormat
{
    private readonly ulong _least = (ulong)minimum;
    private readonly ulong _most = (ulong)maximum;
    private readonly string _expected = $"an integer from {minimum} to {maximum}";

    public override object Read(ref WireReader reader) => reader.ReadUInt64(_least, _most, _expected);

    public override void Write(ref WireWriter writer, object value) => writer.WriteUInt64((ulong)value, _least, _most);
}
