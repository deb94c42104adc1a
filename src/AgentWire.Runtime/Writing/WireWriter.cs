using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>
/// Writes one message as UTF-8, for generated code. Members of an object are literals and values in turn; what the wire cannot
/// carry is refused with a <see cref="WireException"/> at once.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct WireWriter
{
    private const int MaxShownName = 64;

    private readonly int _maxDepth;
    private JsonOutput _json;
    private int _depth;

    /// <param name="buffer">Memory to begin with.</param>
    /// <param name="options">The limits.</param>
    /// <param name="dialect">The dialect, for errors.</param>
    /// <param name="type">The contract type, for errors.</param>
    /// <param name="levels">How many levels the document around it leaves for the message; the options may allow fewer.</param>
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

    /// <summary>How many bytes were written so far.</summary>
    public readonly int Position => _json.Position;

    /// <summary>What was written so far.</summary>
    internal readonly ReadOnlySpan<byte> Written => _json.Written;

    /// <summary>Takes back everything from an index on.</summary>
    public void Rewind(int length) => _json.Rewind(length);

    /// <summary>Writes text up to and beyond an opening brace, <c>{"code":</c>, or more than one.</summary>
    /// <exception cref="WireException">The message is too deep, or too large.</exception>
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

    /// <summary>Writes JSON text as it is.</summary>
    /// <exception cref="WireException">The message is too large.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteLiteral(scoped ReadOnlySpan<byte> literal) => _json.Write(literal);

    /// <summary>Writes a comma, unless an object was just opened.</summary>
    public void WriteSeparator() => _json.WriteSeparator();

    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull() => _json.Write("null"u8);

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void WriteBoolean(bool value) => _json.Write(value ? "true"u8 : "false"u8);

    /// <summary>Writes opaque JSON in the form in which the reference servers print it.</summary>
    public void WriteOpaque(RawJson value, MemberOrder order)
    {
        EnterLevels(value.Depth);
        JsonCanonicalizer.Write(ref _json, value.Utf8, order);
    }

    /// <summary>Writes opaque JSON that must be an object.</summary>
    /// <exception cref="WireException">It is none.</exception>
    public void WriteOpaqueObject(RawJson value, MemberOrder order)
    {
        if (!value.IsObject)
        {
            throw _json.Refusal("an object", "another value");
        }

        WriteOpaque(value, order);
    }

    /// <summary>Sorts the members of everything from an index on, one whole value, at every depth.</summary>
    public void Sort(int start)
    {
        int length = Position - start;
        byte[] unsorted = ArrayPool<byte>.Shared.Rent(length);
        Written.Slice(start).CopyTo(unsorted);
        _json.Rewind(start);
        JsonCanonicalizer.Write(ref _json, unsorted.AsSpan(0, length), MemberOrder.Sorted);
        ArrayPool<byte>.Shared.Return(unsorted);
    }

    /// <summary>Writes opaque JSON as it came.</summary>
    public void WriteRaw(RawJson value)
    {
        EnterLevels(value.Depth);
        _json.Write(value.Utf8);
    }

    /// <summary>Writes the members of an opaque object among those of an object that is open.</summary>
    public void WriteMembers(RawJson value)
    {
        EnterLevels(value.Depth - 1);
        _json.Write(value.Utf8.Slice(1, value.Utf8.Length - 2));
    }

    /// <summary>Writes the value of a closed set at an index.</summary>
    /// <exception cref="WireException">There is none at the index.</exception>
    public void WriteValue(WireNames values, int index)
    {
        if ((uint)index >= (uint)values.Count)
        {
            throw _json.Refusal($"one of {string.Join(", ", values.All)}", $"the undefined value {index}");
        }

        _json.WriteString(values[index]);
    }

    /// <summary>Writes a value of another contract type.</summary>
    /// <exception cref="WireException">The value is null, or the wire cannot carry it.</exception>
    public void Write<T, TFormat>(T? value)
        where TFormat : struct, IWireEncoder<T>
    {
        if (value is null)
        {
            throw _json.Refusal($"a {typeof(T).Name}", "null");
        }

        default(TFormat).Write(ref this, value);
    }

    /// <summary>Writes a list.</summary>
    /// <exception cref="WireException">It has too few elements, or the wire cannot carry one of them.</exception>
    public void WriteList<T, TFormat>(WireList<T> list, int minItems = 0)
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

            Write<T, TFormat>(items[i]);
        }

        _json.WriteByte((byte)']');
        _depth--;
    }

    /// <summary>What the wire cannot carry, at the place that was reached.</summary>
    public readonly WireException Refusal(string expected, string found) => _json.Refusal(expected, found);

    /// <summary>Gives the whole message to the output, in whose memory it may stand already.</summary>
    internal void Complete(IBufferWriter<byte> output) => _json.Complete(output);

    /// <summary>Refuses a message over the limit.</summary>
    internal readonly void CheckSize() => _json.CheckSize();

    /// <summary>Gives pooled memory back.</summary>
    internal void Dispose() => _json.Dispose();

    private readonly void EnterLevels(int levels)
    {
        if (_depth + levels > _maxDepth)
        {
            throw TooDeep();
        }
    }

    private readonly WireException TooDeep() =>
        _json.Error(WireErrorCode.TooDeep, $"expected at most {_maxDepth} nested arrays and objects, found more");
}
