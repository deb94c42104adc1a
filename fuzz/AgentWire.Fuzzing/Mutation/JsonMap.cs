using System.Buffers;
using System.Runtime.InteropServices;

namespace AgentWire.Fuzzing.Mutation;

internal enum JsonKind : byte
{
    Object,
    Array,
    String,
    Number,
    Literal,
}

/// <summary>A value in a text.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct JsonNode
{
    public JsonKind Kind;

    /// <summary>The number of the value around it, or −1 for the document.</summary>
    public int Parent;

    /// <summary>The number of the first value that is not inside it.</summary>
    public int After;

    /// <summary>The offset of its name with the quote, or −1 if it has none.</summary>
    public int NameStart;

    public int NameEnd;
    public int Start;
    public int End;

    public readonly bool IsContainer => Kind <= JsonKind.Array;

    public readonly bool HasName => NameStart >= 0;

    /// <summary>The offset at which it begins, including its name.</summary>
    public readonly int WholeStart => HasName ? NameStart : Start;
}

/// <summary>
/// Finds the values of a JSON text. It recognizes only brackets, quotes and commas, and accepts anything as a string, number or
/// literal. It does not use the library.
/// </summary>
internal sealed class JsonMap
{
    private static readonly SearchValues<byte> AfterToken = SearchValues.Create(",]}\" \t\r\n:"u8);

    private JsonNode[] _nodes = new JsonNode[256];

    public int Count { get; private set; }

    public ref readonly JsonNode this[int index] => ref _nodes[index];

    /// <summary>Gets the deepest nesting of lists and objects.</summary>
    public int Depth { get; private set; }

    /// <summary>Maps a text.</summary>
    /// <returns>False if brackets, quotes and commas do not form one document.</returns>
    public bool Scan(ReadOnlySpan<byte> json)
    {
        Count = 0;
        Depth = 0;
        int depth = 0;
        int at = 0;
        int parent = -1;
        while (true)
        {
            int nameStart = -1;
            int nameEnd = -1;
            SkipSpace(json, ref at);
            if (parent >= 0 && _nodes[parent].Kind == JsonKind.Object)
            {
                nameStart = at;
                if (!SkipString(json, ref at))
                {
                    return false;
                }

                nameEnd = at;
                SkipSpace(json, ref at);
                if (at == json.Length || json[at++] != ':')
                {
                    return false;
                }

                SkipSpace(json, ref at);
            }

            if (at == json.Length)
            {
                return false;
            }

            JsonKind kind = KindOf(json[at]);
            int node = Add(kind, parent, nameStart, nameEnd, at);
            if (kind <= JsonKind.Array)
            {
                at++;
                SkipSpace(json, ref at);
                if (at == json.Length)
                {
                    return false;
                }

                Depth = Math.Max(Depth, ++depth);
                if (json[at] != (kind == JsonKind.Object ? '}' : ']'))
                {
                    parent = node;
                    continue;
                }

                at++;
                depth--;
            }
            else if (!(kind == JsonKind.String ? SkipString(json, ref at) : SkipToken(json, ref at)))
            {
                return false;
            }

            Close(node, at);

            // A value is followed by the next value, or by the ends of the containers around it.
            while (true)
            {
                SkipSpace(json, ref at);
                if (parent < 0)
                {
                    return at == json.Length;
                }

                if (at == json.Length)
                {
                    return false;
                }

                byte next = json[at++];
                if (next == ',')
                {
                    break;
                }

                if (next != (_nodes[parent].Kind == JsonKind.Object ? '}' : ']'))
                {
                    return false;
                }

                Close(parent, at);
                depth--;
                parent = _nodes[parent].Parent;
            }
        }
    }

    /// <summary>Returns the number of values directly inside.</summary>
    public int Children(int node)
    {
        int count = 0;
        for (int child = node + 1; child < _nodes[node].After; child = _nodes[child].After)
        {
            count++;
        }

        return count;
    }

    /// <summary>Returns the number of the value that is directly inside at a position.</summary>
    public int Child(int node, int place)
    {
        int child = node + 1;
        while (place-- > 0)
        {
            child = _nodes[child].After;
        }

        return child;
    }

    private static JsonKind KindOf(byte first) =>
        first switch
        {
            (byte)'{' => JsonKind.Object,
            (byte)'[' => JsonKind.Array,
            (byte)'"' => JsonKind.String,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => JsonKind.Number,
            _ => JsonKind.Literal,
        };

    private static void SkipSpace(ReadOnlySpan<byte> json, ref int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            at++;
        }
    }

    private static bool SkipString(ReadOnlySpan<byte> json, ref int at)
    {
        if (at == json.Length || json[at] != '"')
        {
            return false;
        }

        for (at++; at < json.Length; at++)
        {
            if (json[at] == '"')
            {
                at++;
                return true;
            }

            if (json[at] == '\\')
            {
                at++;
            }
        }

        at = json.Length;
        return false;
    }

    private static bool SkipToken(ReadOnlySpan<byte> json, ref int at)
    {
        int length = json[at..].IndexOfAny(AfterToken);
        length = length < 0 ? json.Length - at : length;
        at += length;
        return length > 0;
    }

    private int Add(JsonKind kind, int parent, int nameStart, int nameEnd, int start)
    {
        if (Count == _nodes.Length)
        {
            Array.Resize(ref _nodes, Count * 2);
        }

        _nodes[Count] = new JsonNode
        {
            Kind = kind,
            Parent = parent,
            NameStart = nameStart,
            NameEnd = nameEnd,
            Start = start,
        };
        return Count++;
    }

    private void Close(int node, int end)
    {
        _nodes[node].End = end;
        _nodes[node].After = Count;
    }
}
