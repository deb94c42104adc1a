using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>
/// Writes one message as UTF-8, for generated code. The members of an object are written as alternating literals and values.
/// A value that cannot be written throws a <see cref="WireException"/> immediately.
/// </summary>
// Methods that write strings, integers, times and lists are not inlined, so that the compiler inlines names and literals into a
// format, and does not reach its limit with them.
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct WireWriter
{
    private const int MaxShownName = 64;

    private readonly int _maxDepth;
    private JsonOutput _json;
    private int _depth;

    /// <param name="buffer">The initial memory.</param>
    /// <param name="options">The limits.</param>
    /// <param name="dialect">The dialect, for errors.</param>
    /// <param name="type">The contract type, for errors.</param>
    /// <param name="levels">The number of levels that the surrounding document leaves for the message. The options can allow fewer.</param>
    internal WireWriter(
        Span<byte> buffer,
        WireOptions options,
        string dialect,
        string type,
        int levels = WireOptions.DepthLimit
    )
    {
        _json.Open(buffer, options, dialect, type);
        _maxDepth = Math.Min(levels, options.MaxDepth);
    }

    /// <summary>Gets the number of bytes written so far.</summary>
    public readonly int Position => _json.Position;

    /// <summary>Gets the bytes written so far.</summary>
    internal readonly ReadOnlySpan<byte> Written => _json.Written;

    /// <summary>Removes everything after an index.</summary>
    public void Rewind(int length) => _json.Rewind(length);

    /// <summary>Writes text that includes an opening brace, such as <c>{"code":</c>, or several opening braces.</summary>
    /// <exception cref="WireException">The message is too deep or too large.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteStart(scoped ReadOnlySpan<byte> literal, int levels = 1)
    {
        _json.Write(literal);
        EnterLevels(levels);
        _depth += levels;
    }

    /// <summary>Writes a closing brace.</summary>
    public void WriteEnd()
    {
        _json.WriteByte((byte)'}');
        _depth--;
    }

    /// <summary>Writes JSON text unchanged.</summary>
    /// <exception cref="WireException">The message is too large.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteLiteral(scoped ReadOnlySpan<byte> literal) => _json.Write(literal);

    /// <summary>Writes a comma, unless an object was just opened.</summary>
    public void WriteSeparator() => _json.WriteSeparator();

    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull() => _json.Write("null"u8);

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void WriteBoolean(bool value) => _json.Write(value ? "true"u8 : "false"u8);

    /// <summary>Writes opaque JSON in the form that the reference servers use.</summary>
    public void WriteOpaque(RawJson value, MemberOrder order)
    {
        EnterLevels(value.Depth);
        JsonCanonicalizer.Write(ref _json, value.Utf8, order);
    }

    /// <summary>Writes opaque JSON that must be an object.</summary>
    /// <exception cref="WireException">The value is not an object.</exception>
    public void WriteOpaqueObject(RawJson value, MemberOrder order)
    {
        if (!value.IsObject)
        {
            throw _json.Refusal("an object", "another value");
        }

        WriteOpaque(value, order);
    }

    /// <summary>Writes opaque JSON that must not be null.</summary>
    /// <exception cref="WireException">The value is null.</exception>
    public void WriteOpaqueNotNull(RawJson value, MemberOrder order)
    {
        if (value.IsNull)
        {
            throw _json.Refusal(Wanted.NotNull, Wanted.Null);
        }

        WriteOpaque(value, order);
    }

    /// <summary>Writes opaque JSON unchanged.</summary>
    public void WriteRaw(RawJson value)
    {
        EnterLevels(value.Depth);
        _json.Write(value.Utf8);
    }

    /// <summary>Writes the members of an opaque object into the open object.</summary>
    public void WriteMembers(RawJson value)
    {
        EnterLevels(value.Depth - 1);
        _json.Write(value.Utf8.Slice(1, value.Utf8.Length - 2));
    }

    /// <summary>Writes the value of a closed set at an index.</summary>
    /// <exception cref="WireException">There is no value at the index.</exception>
    public void WriteValue(WireNames values, int index)
    {
        if ((uint)index >= (uint)values.Count)
        {
            throw _json.Refusal($"one of {string.Join(", ", values.All)}", $"the undefined value {index}");
        }

        _json.WriteString(values[index]);
    }

    /// <summary>Writes a value of another contract type.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">The format of the value, for a format that is not empty.</param>
    /// <exception cref="WireException">The value is null, or cannot be written.</exception>
    public void Write<T, TFormat>(T? value, TFormat format = default)
        where TFormat : struct, IWireEncoder<T>
    {
        if (value is null)
        {
            throw _json.Refusal($"a {typeof(T).Name}", "null");
        }

        format.Write(ref this, value);
    }

    /// <summary>Writes a list.</summary>
    /// <param name="list">The elements.</param>
    /// <param name="minItems">The least number of elements.</param>
    /// <param name="format">The format of the elements, for a format that is not empty.</param>
    /// <exception cref="WireException">The list has too few elements, or an element cannot be written.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void WriteList<T, TFormat>(WireList<T> list, int minItems = 0, TFormat format = default)
        where TFormat : struct, IWireEncoder<T>
    {
        if (list.Count < minItems)
        {
            throw _json.Refusal($"at least {minItems} elements", "fewer");
        }

        EnterLevels(1);
        _depth++;
        _json.WriteByte((byte)'[');
        ReadOnlySpan<T> items = list.AsSpan();
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                _json.WriteByte((byte)',');
            }

            Write(items[i], format);
        }

        _json.WriteByte((byte)']');
        _depth--;
    }

    /// <summary>Creates the error for a value that cannot be written, at the current position.</summary>
    public readonly WireException Refusal(string expected, string found) => _json.Refusal(expected, found);

    /// <summary>Passes the whole message to the output. The message can already be in the memory of the output.</summary>
    internal void Complete(IBufferWriter<byte> output) => _json.Complete(output);

    /// <summary>Throws if the message is longer than the limit.</summary>
    internal readonly void CheckSize() => _json.CheckSize();

    /// <summary>Returns pooled memory.</summary>
    internal void Dispose() => _json.Dispose();

    private readonly void EnterLevels(int levels)
    {
        if (_depth + levels > _maxDepth)
        {
            throw TooDeep();
        }
    }

    private readonly WireException TooDeep() => _json.TooDeep(_maxDepth);
}
