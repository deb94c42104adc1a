using System.Runtime.InteropServices;

namespace AgentWire.Runs.Patching;

/// <summary>
/// The members of an object, in insertion order. The place of a removed member stays empty until <see cref="Tidy"/>, so that
/// undoing the removal puts it back where it was.
/// </summary>
internal sealed class JsonMembers
{
    private readonly List<Member> _all = [];
    private readonly Dictionary<string, int> _places = [];

    public int Count => _places.Count;

    public IEnumerable<Member> All => _all.Where(member => member.Value is not null);

    public bool TryFind(string name, out int place) => _places.TryGetValue(name, out place);

    public JsonPart ValueAt(int place) => _all[place].Value!;

    public int NameLengthAt(int place) => _all[place].NameText.Length;

    public int Add(string name, ReadOnlyMemory<byte> nameText, JsonPart value)
    {
        _places.Add(name, _all.Count);
        _all.Add(new Member(name, nameText, value));
        return _all.Count - 1;
    }

    public void Set(int place, JsonPart value) => _all[place] = _all[place] with { Value = value };

    public void Remove(int place)
    {
        _places.Remove(_all[place].Name);
        _all[place] = _all[place] with { Value = null };
    }

    /// <summary>Puts a removed member back.</summary>
    public void Restore(int place, JsonPart value)
    {
        Set(place, value);
        _places.Add(_all[place].Name, place);
    }

    /// <summary>Removes the member that was added last.</summary>
    public void RemoveAdded()
    {
        int place = _all.Count - 1;
        _places.Remove(_all[place].Name);
        _all.RemoveAt(place);
    }

    /// <summary>Removes the empty places if there are many.</summary>
    public void Tidy()
    {
        if (_all.Count < 2 * Count + 16)
        {
            return;
        }

        _all.RemoveAll(member => member.Value is null);
        for (int place = 0; place < _all.Count; place++)
        {
            _places[_all[place].Name] = place;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Member(string Name, ReadOnlyMemory<byte> NameText, JsonPart? Value);
}
