using System.Text;

namespace AgentWire.Json;

/// <summary>A fixed set of names (members, tags or values) that is looked up in UTF-8 and read in order most of the time.</summary>
internal sealed class WireNames
{
    /// <summary>No names at all.</summary>
    public static readonly WireNames None = new();

    private readonly string[] _names;
    private readonly byte[][] _utf8;
    private readonly byte[][] _members;
    private readonly ushort[] _slots;

    public WireNames(params string[] names)
    {
        _names = names;
        _utf8 = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
        _members = Array.ConvertAll(names, name => Encoding.UTF8.GetBytes($"\"{name}\":"));
        int size = 8;
        while (size < names.Length * 4)
        {
            size *= 2;
        }

        // Each slot holds an index plus one; a taken slot sends a name on to the next.
        _slots = new ushort[size];
        for (int i = 0; i < names.Length; i++)
        {
            int slot = Hash(_utf8[i]) & (size - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (size - 1);
            }

            _slots[slot] = (ushort)(i + 1);
        }
    }

    public int Count => _names.Length;

    public string this[int index] => _names[index];

    public IReadOnlyList<string> All => _names;

    /// <summary>The index of a name given as plain (unescaped) UTF-8, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> name)
    {
        ushort[] slots = _slots;
        for (int slot = Hash(name) & (slots.Length - 1); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            int index = slots[slot] - 1;
            if (name.SequenceEqual(_utf8[index]))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The index of a name, or -1.</summary>
    public int IndexOf(string name) => Array.IndexOf(_names, name);

    /// <summary>How many bytes <c>"name":</c> takes where the JSON begins with just that; 0 where it does not.</summary>
    public int MatchMember(int index, ReadOnlySpan<byte> json)
    {
        byte[][] members = _members;
        if ((uint)index >= (uint)members.Length)
        {
            return 0;
        }

        byte[] member = members[index];
        return json.StartsWith(member) ? member.Length : 0;
    }

    private static int Hash(ReadOnlySpan<byte> name)
    {
        int length = name.Length;
        return length == 0 ? 0 : (length * 7) ^ (name[0] * 31) ^ (name[length - 1] * 131) ^ (name[length / 2] * 17);
    }
}
