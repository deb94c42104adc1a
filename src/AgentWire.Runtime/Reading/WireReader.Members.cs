using System.Runtime.CompilerServices;

namespace AgentWire.CompilerServices;

/// <summary>
/// Members, which are read into a local variable. Each method always returns true, so that it can be an arm of a switch
/// expression over the members. A reader that has failed has no further members.
/// </summary>
public ref partial struct WireReader
{
    /// <summary>Reads a string as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadString(out string value)
    {
        value = ReadString();
        return true;
    }

    /// <summary>Reads a string with bounds as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadString(out string value, int minLength, int maxLength, string expected)
    {
        value = ReadString(minLength, maxLength, expected);
        return true;
    }

    /// <summary>Reads a UUID as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadUuid(out string value)
    {
        value = ReadUuid();
        return true;
    }

    /// <summary>Reads a string that is not all white space as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadNotBlank(out string value)
    {
        value = ReadNotBlank();
        return true;
    }

    /// <summary>Reads an RFC 3339 time as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadTimestamp(out WireTimestamp value)
    {
        value = ReadTimestamp();
        return true;
    }

    /// <summary>Reads <c>true</c> or <c>false</c> as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadBoolean(out bool value)
    {
        value = ReadBoolean();
        return true;
    }

    /// <summary>Reads an unsigned integer of 8 bits as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadUInt8(out byte value)
    {
        value = ReadUInt8();
        return true;
    }

    /// <summary>Reads an unsigned integer of 16 bits as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadUInt16(out ushort value)
    {
        value = ReadUInt16();
        return true;
    }

    /// <summary>Reads an unsigned integer of 32 bits as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadUInt32(out uint value)
    {
        value = ReadUInt32();
        return true;
    }

    /// <summary>Reads an unsigned integer of 64 bits as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadUInt64(out ulong value)
    {
        value = ReadUInt64();
        return true;
    }

    /// <summary>Reads an integer of 16 bits as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadInt16(out short value)
    {
        value = ReadInt16();
        return true;
    }

    /// <summary>Reads an integer of 32 bits as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadInt32(out int value)
    {
        value = ReadInt32();
        return true;
    }

    /// <summary>Reads an integer of 64 bits as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadInt64(out long value)
    {
        value = ReadInt64();
        return true;
    }

    /// <summary>Reads an integer with bounds as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadInt32(out int value, int min, int max, string expected)
    {
        value = (int)ReadInt64(min, max, expected);
        return true;
    }

    /// <summary>Reads an integer with bounds as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadInt64(out long value, long min, long max, string expected)
    {
        value = ReadInt64(min, max, expected);
        return true;
    }

    /// <summary>Reads an unsigned integer with bounds as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadUInt64(out ulong value, ulong min, ulong max, string expected)
    {
        value = ReadUInt64(min, max, expected);
        return true;
    }

    /// <summary>Reads a 64-bit float as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadDouble(out double value)
    {
        value = ReadDouble();
        return true;
    }

    /// <summary>Reads a 32-bit float as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadSingle(out float value)
    {
        value = ReadSingle();
        return true;
    }

    /// <summary>Reads an opaque object as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadRawObject(out RawJson value)
    {
        value = ReadRawObject();
        return true;
    }

    /// <summary>Reads opaque JSON as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadRaw(out RawJson value)
    {
        value = ReadRaw();
        return true;
    }

    /// <summary>Reads opaque JSON that is not null as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadRawNotNull(out RawJson value)
    {
        value = ReadRawNotNull();
        return true;
    }

    /// <summary>Reads opaque JSON as the value of a member that can be absent. A null is a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadRaw(out RawJson? value)
    {
        value = ReadRaw();
        return true;
    }

    /// <summary>Reads a value of another contract type as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Read<T, TFormat>(out T value)
        where TFormat : struct, IWireDecoder<T>
    {
        value = Read<T, TFormat>()!;
        return true;
    }

    /// <summary>Reads a list as a member's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadList<T, TFormat>(out WireList<T> value, int minItems = 0)
        where TFormat : struct, IWireDecoder<T>
    {
        value = ReadList<T, TFormat>(minItems);
        return true;
    }
}
