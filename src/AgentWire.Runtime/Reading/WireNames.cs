using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace AgentWire.CompilerServices;

/// <summary>A fixed set of names (members, tags or values). Names are looked up in UTF-8, and usually occur in order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WireNames
{
    /// <summary>The empty set.</summary>
    public static readonly WireNames None = new();

    // The members that are compared in order have one bit each. Those after them are looked up.
    private const int MaxCompared = 64;

    private readonly string[] _names;
    private readonly byte[][] _utf8;
    private readonly Member[] _members;
    private readonly ushort[] _slots;

    /// <summary>Creates a set of names. Their order determines their indexes.</summary>
    public WireNames(params string[] names)
    {
        _names = names;
        _utf8 = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
        _members = Array.ConvertAll(
            names.Length <= MaxCompared ? names : names.AsSpan(0, MaxCompared).ToArray(),
            name => new Member(Encoding.UTF8.GetBytes($"\"{name}\":"))
        );
        LongestBytes = _utf8.Length == 0 ? 0 : _utf8.Max(name => name.Length);
        int size = 8;
        while (size < names.Length * 4)
        {
            size *= 2;
        }

        // A slot contains an index plus one. If a slot is taken, the next slot is used.
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

    /// <summary>Gets the number of names.</summary>
    public int Count => _names.Length;

    /// <summary>Gets the length of the longest name in bytes.</summary>
    internal int LongestBytes { get; }

    /// <summary>Gets the name at an index.</summary>
    public string this[int index] => _names[index];

    /// <summary>Gets all names in order.</summary>
    internal IReadOnlyList<string> All => _names;

    /// <summary>Returns the index of a name in unescaped UTF-8, or -1.</summary>
    internal int IndexOf(ReadOnlySpan<byte> name)
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

    /// <summary>Returns the index of a name, or -1.</summary>
    public int IndexOf(string name) => Array.IndexOf(_names, name);

    /// <summary>
    /// Returns the length of <c>"name":</c> in bytes if the JSON begins with exactly this text and the name is one of the first 64;
    /// otherwise 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int MatchMember(int index, ReadOnlySpan<byte> json)
    {
        Member[] members = _members;
        return (uint)index < (uint)members.Length ? members[index].Match(json) : 0;
    }

    /// <summary>Returns the length of <c>"name":</c> in bytes.</summary>
    internal int LengthOfMember(int index) => _members[index].Length;

    private static int Hash(ReadOnlySpan<byte> name)
    {
        int length = name.Length;
        return length == 0 ? 0 : (length * 7) ^ (name[0] * 31) ^ (name[length - 1] * 131) ^ (name[length / 2] * 17);
    }

    /// <summary>The name of a member with its quotes and colon, which is compared eight bytes at a time.</summary>
    private readonly struct Member
    {
        private const int Word = sizeof(ulong);

        private readonly byte[] _text;
        private readonly ulong _head;
        private readonly ulong _headMask;
        private readonly ulong _tail;

        public Member(byte[] text)
        {
            _text = text;
            byte[] head = new byte[Word];
            byte[] mask = new byte[Word];
            int length = Math.Min(text.Length, Word);
            text.AsSpan(0, length).CopyTo(head);
            mask.AsSpan(0, length).Fill(byte.MaxValue);
            _head = MemoryMarshal.Read<ulong>(head);
            _headMask = MemoryMarshal.Read<ulong>(mask);
            _tail = text.Length < Word ? _head : MemoryMarshal.Read<ulong>(text.AsSpan(text.Length - Word));
        }

        public int Length => _text.Length;

        /// <summary>Returns the length in bytes if the JSON begins with the member; otherwise 0.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Match(ReadOnlySpan<byte> json)
        {
            // Input that ends in the name, or directly after it, cannot be canonical.
            int length = _text.Length;
            if (
                json.Length < Word
                || json.Length < length
                || (MemoryMarshal.Read<ulong>(json) & _headMask) != _head
                || (length > Word && MemoryMarshal.Read<ulong>(json.Slice(length - Word)) != _tail)
            )
            {
                return 0;
            }

            return length <= 2 * Word || json.StartsWith(_text) ? length : 0;
        }
    }
}
