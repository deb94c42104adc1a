using System.Runtime.CompilerServices;

namespace AgentWire.CompilerServices;

/// <summary>Optional and nullable members: null is the same as absent. Each method returns true, like those of required members.</summary>
public ref partial struct WireReader
{
    /// <summary>Reads a string as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalString(out string? value)
    {
        value = ReadNull() ? null : ReadString();
        return true;
    }

    /// <summary>Reads a string with bounds as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalString(out string? value, int minLength, int maxLength, string expected)
    {
        value = ReadNull() ? null : ReadString(minLength, maxLength, expected);
        return true;
    }

    /// <summary>Reads a UUID as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalUuid(out string? value)
    {
        value = ReadNull() ? null : ReadUuid();
        return true;
    }

    /// <summary>Reads a string that is not all white space as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalNotBlank(out string? value)
    {
        value = ReadNull() ? null : ReadNotBlank();
        return true;
    }

    /// <summary>Reads an RFC 3339 time as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalTimestamp(out WireTimestamp? value)
    {
        value = ReadNull() ? null : ReadTimestamp();
        return true;
    }

    /// <summary>Reads <c>true</c> or <c>false</c> as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalBoolean(out bool? value)
    {
        value = ReadNull() ? null : ReadBoolean();
        return true;
    }

    /// <summary>Reads an unsigned integer of 8 bits as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalUInt8(out byte? value)
    {
        value = ReadNull() ? null : ReadUInt8();
        return true;
    }

    /// <summary>Reads an unsigned integer of 16 bits as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalUInt16(out ushort? value)
    {
        value = ReadNull() ? null : ReadUInt16();
        return true;
    }

    /// <summary>Reads an unsigned integer of 32 bits as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalUInt32(out uint? value)
    {
        value = ReadNull() ? null : ReadUInt32();
        return true;
    }

    /// <summary>Reads an unsigned integer of 64 bits as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalUInt64(out ulong? value)
    {
        value = ReadNull() ? null : ReadUInt64();
        return true;
    }

    /// <summary>Reads an integer of 16 bits as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalInt16(out short? value)
    {
        value = ReadNull() ? null : ReadInt16();
        return true;
    }

    /// <summary>Reads an integer of 32 bits as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalInt32(out int? value)
    {
        value = ReadNull() ? null : ReadInt32();
        return true;
    }

    /// <summary>Reads an integer of 64 bits as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalInt64(out long? value)
    {
        value = ReadNull() ? null : ReadInt64();
        return true;
    }

    /// <summary>Reads an integer with bounds as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalInt32(out int? value, int min, int max, string expected)
    {
        value = ReadNull() ? null : (int)ReadInt64(min, max, expected);
        return true;
    }

    /// <summary>Reads an integer with bounds as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalInt64(out long? value, long min, long max, string expected)
    {
        value = ReadNull() ? null : ReadInt64(min, max, expected);
        return true;
    }

    /// <summary>Reads an unsigned integer with bounds as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalUInt64(out ulong? value, ulong min, ulong max, string expected)
    {
        value = ReadNull() ? null : ReadUInt64(min, max, expected);
        return true;
    }

    /// <summary>Reads a 64-bit float as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalDouble(out double? value)
    {
        value = ReadNull() ? null : ReadDouble();
        return true;
    }

    /// <summary>Reads a 32-bit float as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalSingle(out float? value)
    {
        value = ReadNull() ? null : ReadSingle();
        return true;
    }

    /// <summary>Reads an opaque object as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalRawObject(out RawJson? value)
    {
        value = ReadNull() ? null : ReadRawObject();
        return true;
    }

    /// <summary>Reads opaque JSON as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalRawNotNull(out RawJson? value)
    {
        value = ReadNull() ? null : ReadRaw();
        return true;
    }

    /// <summary>Reads a value of another contract type as a member's. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptional<T, TFormat>(out T? value)
        where T : class
        where TFormat : struct, IWireDecoder<T>
    {
        value = ReadNull() ? null : Read<T, TFormat>();
        return true;
    }

    /// <summary>Reads a value of another contract type as a member's. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptional<T, TFormat>(out T? value)
        where T : struct
        where TFormat : struct, IWireDecoder<T>
    {
        value = ReadNull() ? null : Read<T, TFormat>();
        return true;
    }

    /// <summary>Reads a member's value that can be null. A null differs from an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptional<T, TFormat>(out WireOptional<T> value)
        where TFormat : struct, IWireDecoder<T>
    {
        value = ReadNull() ? WireOptional.Null : new WireOptional<T>(Read<T, TFormat>());
        return true;
    }

    /// <summary>Reads a list as a member's value. A null is the same as an absent member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalList<T, TFormat>(out WireList<T>? value, int minItems = 0)
        where TFormat : struct, IWireDecoder<T>
    {
        value = ReadNull() ? null : ReadList<T, TFormat>(minItems);
        return true;
    }

    /// <summary>Reads a list as a member's value; null reads as empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadOptionalList<T, TFormat>(out WireList<T> value, int minItems = 0)
        where TFormat : struct, IWireDecoder<T>
    {
        value = ReadNull() ? default : ReadList<T, TFormat>(minItems);
        return true;
    }
}
