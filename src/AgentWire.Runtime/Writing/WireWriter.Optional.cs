using System.Runtime.CompilerServices;

namespace AgentWire.CompilerServices;

/// <summary>Optional members. If there is no value, the whole member is omitted.</summary>
public ref partial struct WireWriter
{
    /// <summary>Writes a string as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalString(scoped ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            WriteString(name, value);
        }
    }

    /// <summary>Writes a string with length bounds as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalString(
        scoped ReadOnlySpan<byte> name,
        string? value,
        int minLength,
        int maxLength,
        string expected
    )
    {
        if (value is not null)
        {
            WriteString(name, value, minLength, maxLength, expected);
        }
    }

    /// <summary>Writes a UUID as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalUuid(scoped ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            WriteUuid(name, value);
        }
    }

    /// <summary>Writes a string that is not only white space as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalNotBlank(scoped ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            WriteNotBlank(name, value);
        }
    }

    /// <summary>Writes an RFC 3339 time as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalTimestamp(scoped ReadOnlySpan<byte> name, WireTimestamp? value)
    {
        if (value is { } present)
        {
            WriteTimestamp(name, present);
        }
    }

    /// <summary>Writes an unsigned integer as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalUInt64(scoped ReadOnlySpan<byte> name, ulong? value)
    {
        if (value is { } present)
        {
            WriteUInt64(name, present);
        }
    }

    /// <summary>Writes an integer as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalInt64(scoped ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } present)
        {
            WriteInt64(name, present);
        }
    }

    /// <summary>Writes an integer with bounds of its own as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalInt64(scoped ReadOnlySpan<byte> name, long? value, long min, long max)
    {
        if (value is { } present)
        {
            WriteInt64(name, present, min, max);
        }
    }

    /// <summary>Writes an unsigned integer with bounds of its own as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalUInt64(scoped ReadOnlySpan<byte> name, ulong? value, ulong min, ulong max)
    {
        if (value is { } present)
        {
            WriteUInt64(name, present, min, max);
        }
    }

    /// <summary>Writes a 64-bit float as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalDouble(scoped ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } present)
        {
            WriteDouble(name, present);
        }
    }

    /// <summary>Writes <c>true</c> or <c>false</c> as a member if there is a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalBoolean(scoped ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } present)
        {
            WriteBoolean(name, present);
        }
    }

    /// <summary>Writes opaque JSON as a member if there is a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalOpaque(scoped ReadOnlySpan<byte> name, RawJson? value, MemberOrder order)
    {
        if (value is { } present)
        {
            WriteOpaque(name, present, order);
        }
    }

    /// <summary>Writes opaque JSON that must not be null as a member if there is a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalOpaqueNotNull(scoped ReadOnlySpan<byte> name, RawJson? value, MemberOrder order)
    {
        if (value is { } present)
        {
            WriteOpaqueNotNull(name, present, order);
        }
    }

    /// <summary>Writes an opaque object as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalOpaqueObject(scoped ReadOnlySpan<byte> name, RawJson? value, MemberOrder order)
    {
        if (value is { } present)
        {
            WriteOpaqueObject(name, present, order);
        }
    }

    /// <summary>Writes a value of another contract type as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptional<T, TFormat>(scoped ReadOnlySpan<byte> name, T? value)
        where T : class
        where TFormat : struct, IWireEncoder<T>
    {
        if (value is not null)
        {
            Write<T, TFormat>(name, value);
        }
    }

    /// <summary>Writes a value of another contract type that is a value type as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptional<T, TFormat>(scoped ReadOnlySpan<byte> name, T? value)
        where T : struct
        where TFormat : struct, IWireEncoder<T>
    {
        if (value is { } present)
        {
            Write<T, TFormat>(name, present);
        }
    }

    /// <summary>Writes a member that can be absent, null or a value, unless it is absent.</summary>
    public void WriteOptional<T, TFormat>(scoped ReadOnlySpan<byte> name, WireOptional<T> value)
        where TFormat : struct, IWireEncoder<T>
    {
        if (value.HasValue)
        {
            Write<T, TFormat>(name, value.Value);
        }
        else if (value.IsNull)
        {
            _json.Write(name);
            WriteNull();
        }
    }

    /// <summary>Writes a list as a member if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptionalList<T, TFormat>(scoped ReadOnlySpan<byte> name, WireList<T>? list, int minItems = 0)
        where TFormat : struct, IWireEncoder<T>
    {
        if (list is { } present)
        {
            WriteList<T, TFormat>(name, present, minItems);
        }
    }
}
