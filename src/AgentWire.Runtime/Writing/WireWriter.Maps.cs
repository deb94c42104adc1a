using System.Runtime.CompilerServices;
using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>Maps: objects with any names.</summary>
public ref partial struct WireWriter
{
    /// <summary>Writes a map, with its entries in their order.</summary>
    /// <param name="map">The entries.</param>
    /// <param name="format">The format of the values, for a format that is not empty.</param>
    /// <exception cref="WireException">A value cannot be written.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void WriteMap<T, TFormat>(WireMap<T> map, TFormat format = default)
        where TFormat : struct, IWireEncoder<T> => WriteMap(map.AsSpan(), format);

    /// <summary>Writes a map, with its entries in the order of their names.</summary>
    /// <param name="map">The entries.</param>
    /// <param name="format">The format of the values, for a format that is not empty.</param>
    /// <exception cref="WireException">A value cannot be written.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void WriteSortedMap<T, TFormat>(WireMap<T> map, TFormat format = default)
        where TFormat : struct, IWireEncoder<T>
    {
        KeyValuePair<string, T>[] entries = map.AsSpan().ToArray();
        Array.Sort(entries, static (left, right) => Utf8Order.Compare(left.Key, right.Key));
        WriteMap<T, TFormat>(entries, format);
    }

    /// <summary>Writes the entries of a map and a closing brace. Their names must not be known names.</summary>
    /// <param name="map">The entries.</param>
    /// <param name="members">The known names.</param>
    /// <param name="tags">The tags whose member is also a known name, or null.</param>
    /// <param name="format">The format of the values, for a format that is not empty.</param>
    /// <exception cref="WireException">A name is known, or a value cannot be written.</exception>
    public void WriteMapEnd<T, TFormat>(
        WireMap<T> map,
        WireNames members,
        WireTags? tags = null,
        TFormat format = default
    )
        where TFormat : struct, IWireEncoder<T>
    {
        foreach (KeyValuePair<string, T> entry in map.AsSpan())
        {
            _json.WriteSeparator();
            int nameStart = Position + 1;
            _json.WriteString(entry.Key);
            ReadOnlySpan<byte> name = Written.Slice(nameStart, Position - nameStart - 1);
            if (members.IndexOf(name) >= 0 || IsTag(tags, name))
            {
                throw KnownMember(entry.Key, "the map");
            }

            _json.WriteByte((byte)':');
            Write(entry.Value, format);
        }

        WriteEnd();
    }

    /// <summary>Does the same for an object that begins at an index, and whose members are sorted.</summary>
    /// <param name="start">The index at which the object begins.</param>
    /// <param name="map">The entries.</param>
    /// <param name="members">The known names.</param>
    /// <param name="tags">The tags whose member is also a known name, or null.</param>
    /// <param name="format">The format of the values, for a format that is not empty.</param>
    /// <exception cref="WireException">A name is known, or a value cannot be written.</exception>
    public void WriteSortedMapEnd<T, TFormat>(
        int start,
        WireMap<T> map,
        WireNames members,
        WireTags? tags = null,
        TFormat format = default
    )
        where TFormat : struct, IWireEncoder<T>
    {
        WriteMapEnd(map, members, tags, format);
        if (map.Count > 0)
        {
            Sort(start);
        }
    }

    private void WriteMap<T, TFormat>(ReadOnlySpan<KeyValuePair<string, T>> entries, TFormat format)
        where TFormat : struct, IWireEncoder<T>
    {
        EnterLevels(1);
        _depth++;
        _json.WriteByte((byte)'{');
        for (int i = 0; i < entries.Length; i++)
        {
            if (i > 0)
            {
                _json.WriteByte((byte)',');
            }

            _json.WriteString(entries[i].Key);
            _json.WriteByte((byte)':');
            Write(entries[i].Value, format);
        }

        _json.WriteByte((byte)'}');
        _depth--;
    }
}
