using System.ComponentModel;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>Collects the entries of a map while an object is read.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct WireMapBuilder<T>
{
    private MemberTable<T>? _table;

    internal readonly bool Contains(string name) => _table is not null && _table.IndexOf(name) >= 0;

    /// <summary>Adds an entry whose name is new.</summary>
    internal void Add(string name, T value) => (_table ??= new MemberTable<T>()).Append(new(name, value));

    /// <summary>Returns the entries in wire order. No entry can be added after that.</summary>
    public readonly WireMap<T> ToMap() => _table is null ? default : new WireMap<T>(_table);
}
