using System.Runtime.CompilerServices;

namespace AgentWire.CompilerServices;

/// <summary>Members. The <c>name</c> is JSON text that includes the quotes, the colon and the separators around it.</summary>
public ref partial struct WireWriter
{
    /// <summary>Writes a string as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteString(scoped ReadOnlySpan<byte> name, string? value)
    {
        _json.Write(name);
        WriteString(value);
    }

    /// <summary>Writes a string with length bounds as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteString(
        scoped ReadOnlySpan<byte> name,
        string? value,
        int minLength,
        int maxLength,
        string expected
    )
    {
        _json.Write(name);
        WriteString(value, minLength, maxLength, expected);
    }

    /// <summary>Writes a UUID as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUuid(scoped ReadOnlySpan<byte> name, string? value)
    {
        _json.Write(name);
        WriteUuid(value);
    }

    /// <summary>Writes a string that is not only white space as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteNotBlank(scoped ReadOnlySpan<byte> name, string? value)
    {
        _json.Write(name);
        WriteNotBlank(value);
    }

    /// <summary>Writes an RFC 3339 time as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteTimestamp(scoped ReadOnlySpan<byte> name, WireTimestamp value)
    {
        _json.Write(name);
        WriteTimestamp(value);
    }

    /// <summary>Writes an unsigned integer as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt64(scoped ReadOnlySpan<byte> name, ulong value)
    {
        _json.Write(name);
        WriteUInt64(value);
    }

    /// <summary>Writes an integer as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt64(scoped ReadOnlySpan<byte> name, long value)
    {
        _json.Write(name);
        WriteInt64(value);
    }

    /// <summary>Writes an integer with bounds of its own as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt64(scoped ReadOnlySpan<byte> name, long value, long min, long max)
    {
        _json.Write(name);
        WriteInt64(value, min, max);
    }

    /// <summary>Writes an unsigned integer with bounds of its own as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt64(scoped ReadOnlySpan<byte> name, ulong value, ulong min, ulong max)
    {
        _json.Write(name);
        WriteUInt64(value, min, max);
    }

    /// <summary>Writes a 64-bit float as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDouble(scoped ReadOnlySpan<byte> name, double value)
    {
        _json.Write(name);
        WriteDouble(value);
    }

    /// <summary>Writes <c>true</c> or <c>false</c> as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteBoolean(scoped ReadOnlySpan<byte> name, bool value)
    {
        _json.Write(name);
        WriteBoolean(value);
    }

    /// <summary>Writes opaque JSON as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOpaque(scoped ReadOnlySpan<byte> name, RawJson value, MemberOrder order)
    {
        _json.Write(name);
        WriteOpaque(value, order);
    }

    /// <summary>Writes opaque JSON that must not be null as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOpaqueNotNull(scoped ReadOnlySpan<byte> name, RawJson value, MemberOrder order)
    {
        _json.Write(name);
        WriteOpaqueNotNull(value, order);
    }

    /// <summary>Writes an opaque object as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOpaqueObject(scoped ReadOnlySpan<byte> name, RawJson value, MemberOrder order)
    {
        _json.Write(name);
        WriteOpaqueObject(value, order);
    }

    /// <summary>Writes a value of another contract type as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T, TFormat>(scoped ReadOnlySpan<byte> name, T? value)
        where TFormat : struct, IWireEncoder<T>
    {
        _json.Write(name);
        Write<T, TFormat>(value);
    }

    /// <summary>Writes a list as a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteList<T, TFormat>(scoped ReadOnlySpan<byte> name, WireList<T> list, int minItems = 0)
        where TFormat : struct, IWireEncoder<T>
    {
        _json.Write(name);
        WriteList<T, TFormat>(list, minItems);
    }
}
