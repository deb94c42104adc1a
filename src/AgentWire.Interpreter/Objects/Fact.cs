using AgentWire.CompilerServices;
using AgentWire.Interpreter.Formats;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Objects;

/// <summary>A fact of an object. Its value is null if there is none, and if it says the same as an absent member.</summary>
internal sealed class Fact(FormatTable formats, Member member, int index, bool isMirrored)
{
    private readonly ValueFormat _format = formats.Of(member.Type);
    private readonly Versioned _versions = new(member.Path, member.Versions, formats.Dialect);

    /// <summary>Gets the index of the value.</summary>
    public int Index => index;

    /// <summary>Gets whether it has more than one place, and more than one possible value.</summary>
    public bool IsMirrored => HasMirrors && !IsConstant;

    /// <summary>Gets whether it has more than one place.</summary>
    public bool HasMirrors => isMirrored;

    /// <summary>Gets whether it must be present when it is read.</summary>
    public bool MustBePresent => member.Presence == Presence.Required || member.IsStrict;

    public AnyFormat Format => new(_format);

    private bool IsConstant => member.Type is ConstantRef;

    private bool CanBeAnyJson => member.Type is OpaqueRef { HasNull: true };

    /// <summary>Reads the fact in its only place.</summary>
    public object? Read(ref WireReader reader)
    {
        if (IsConstant || member.Presence == Presence.Required)
        {
            return _format.Read(ref reader);
        }

        if (!CanBeAnyJson && !member.EmptyWhenAbsent && reader.ReadNull())
        {
            return member.Presence == Presence.OptionalNullable ? JsonNull.Instance : null;
        }

        object? value = _format.Read(ref reader);
        return SaysNothing(value) ? null : value;
    }

    /// <summary>Returns whether the peer has the member.</summary>
    public bool IsKnown(ref WireWriter writer) => _versions.IsKnown(ref writer);

    /// <summary>Returns whether the member is written, given its value.</summary>
    public bool IsWritten(ref WireWriter writer, object? value) =>
        IsKnown(ref writer) && (!member.IsOptional || value is not null);

    /// <summary>Writes the value, or what is written if there is none.</summary>
    public void Write(ref WireWriter writer, object? value)
    {
        if (value is null && member.EmptyWhenAbsent)
        {
            writer.WriteLiteral("[]"u8);
        }
        else if (value is JsonNull || (value is null && !IsConstant))
        {
            writer.WriteNull();
        }
        else
        {
            _format.Write(ref writer, value ?? true);
        }
    }

    /// <summary>Returns whether a value is equal to that of an absent member.</summary>
    private bool SaysNothing(object? value) =>
        member.OmitWhenEmpty || member.EmptyWhenAbsent
            ? value is WireList<object> { Count: 0 } or WireMap<object> { Count: 0 }
            : member.Presence == Presence.Nullable && value is RawJson json && json == default;
}
