using AgentWire.Fuzzing.Corpus;

namespace AgentWire.Fuzzing.Mutation;

/// <summary>Edits that change the meaning of a text and keep it JSON, or almost so.</summary>
internal sealed class StructureMutations
{
    private readonly JsonMap _map = new();
    private readonly JsonMap _otherMap = new();

    /// <summary>Makes one edit.</summary>
    /// <returns>False if the text is not close enough to JSON to be edited.</returns>
    public bool Apply(EditBuffer buffer, ref RandomSource random, DialectSeeds words, ReadOnlySpan<byte> other)
    {
        if (!_map.Scan(buffer.Bytes))
        {
            return false;
        }

        int index = random.Below(_map.Count);
        JsonNode node = _map[index];
        switch (random.Below(20))
        {
            case 0:
                Drop(buffer, index);
                break;
            case 1:
                Duplicate(buffer, index);
                break;
            case 2:
                SwapWithSibling(buffer, ref random, index);
                break;
            case 3 when node.HasName:
                buffer.Replace(node.NameStart, node.NameEnd, random.From<byte[]>(words.Names));
                break;
            case 4 when node.HasName:
                EditText(buffer, ref random, node.NameStart, node.NameEnd);
                break;
            case 5:
                buffer.Replace(node.Start, node.End, random.From<byte[]>(Words.Values));
                break;
            case 6:
                buffer.Replace(node.Start, node.End, random.From<byte[]>(Words.Numbers));
                break;
            case 7:
                buffer.Replace(node.Start, node.End, random.From<byte[]>(words.Values));
                break;
            case 8:
                buffer.Replace(node.Start, node.End, "null"u8);
                break;
            case 9:
                JsonNode source = _map[random.Below(_map.Count)];
                buffer.Replace(node.Start, node.End, buffer.Bytes[source.Start..source.End]);
                break;
            case 10:
                Graft(buffer, ref random, node, other);
                break;
            case 11:
                Wrap(buffer, ref random, node);
                break;
            case 12 when node.IsContainer && node.After > index + 1:
                JsonNode child = _map[_map.Child(index, random.Below(_map.Children(index)))];
                buffer.Replace(node.Start, node.End, buffer.Bytes[child.Start..child.End]);
                break;
            case 13 when node.Kind == JsonKind.Object:
                ToList(buffer, index);
                break;
            case 14 when node.Kind == JsonKind.String:
                EditText(buffer, ref random, node.Start, node.End);
                break;
            case 15 when node.Kind == JsonKind.Number:
                Respell(buffer, ref random, node);
                break;
            case 16:
                AddMember(buffer, ref random, words, node);
                break;
            case 17:
                int boundary = random.Below(3) switch
                {
                    0 => node.WholeStart,
                    1 => node.Start,
                    _ => node.End,
                };
                // Usually JSON white space.
                ReadOnlySpan<byte[]> space = random.OneIn(3) ? Words.Space : Words.Space.AsSpan(0, 5);
                buffer.Insert(boundary, random.From(space));
                break;
            case 18 when random.OneIn(8):
                Nest(buffer, ref random, node);
                break;
            default:
                EscapeOne(buffer, ref random, index);
                break;
        }

        return true;
    }

    private void Drop(EditBuffer buffer, int index)
    {
        JsonNode node = _map[index];
        if (node.Parent < 0)
        {
            return;
        }

        // Removes one comma with it: the one after it, or for the last value the one before it.
        JsonNode parent = _map[node.Parent];
        if (node.After < parent.After)
        {
            buffer.Remove(node.WholeStart, _map[node.After].WholeStart);
        }
        else
        {
            int before = buffer.Bytes[..node.WholeStart].LastIndexOfAny(",{["u8);
            buffer.Remove(buffer.Bytes[before] == ',' ? before : before + 1, node.End);
        }
    }

    private void Duplicate(EditBuffer buffer, int index)
    {
        JsonNode node = _map[index];
        if (node.Parent >= 0)
        {
            int start = node.WholeStart;
            int length = node.End - start;
            buffer.Insert(start, ","u8);
            buffer.Insert(start, buffer.Bytes.Slice(start + 1, length));
        }
    }

    private void SwapWithSibling(EditBuffer buffer, ref RandomSource random, int index)
    {
        JsonNode node = _map[index];
        if (node.Parent < 0)
        {
            return;
        }

        JsonNode other = _map[_map.Child(node.Parent, random.Below(_map.Children(node.Parent)))];
        (JsonNode first, JsonNode second) = node.Start < other.Start ? (node, other) : (other, node);
        if (first.Start != second.Start)
        {
            byte[] early = buffer.Bytes[first.WholeStart..first.End].ToArray();
            byte[] late = buffer.Bytes[second.WholeStart..second.End].ToArray();
            buffer.Replace(second.WholeStart, second.End, early);
            buffer.Replace(first.WholeStart, first.End, late);
        }
    }

    /// <summary>Replaces a value with a value of another message, if possible with one of the same name.</summary>
    private void Graft(EditBuffer buffer, ref RandomSource random, JsonNode node, ReadOnlySpan<byte> other)
    {
        if (!_otherMap.Scan(other))
        {
            return;
        }

        int start = random.Below(_otherMap.Count);
        ReadOnlySpan<byte> name = node.HasName ? buffer.Bytes[node.NameStart..node.NameEnd] : default;
        for (int i = 0; i < _otherMap.Count; i++)
        {
            JsonNode candidate = _otherMap[(start + i) % _otherMap.Count];
            bool isSame = candidate.HasName && other[candidate.NameStart..candidate.NameEnd].SequenceEqual(name);
            if (isSame || name.IsEmpty)
            {
                buffer.Replace(node.Start, node.End, other[candidate.Start..candidate.End]);
                return;
            }
        }

        JsonNode any = _otherMap[start];
        buffer.Replace(node.WholeStart, node.End, other[(any.HasName ? any.NameStart : any.Start)..any.End]);
    }

    private static void Wrap(EditBuffer buffer, ref RandomSource random, JsonNode node)
    {
        switch (random.Below(4))
        {
            case 0:
                buffer.Wrap(node.Start, node.End, "["u8, "]"u8);
                break;
            case 1:
                buffer.Wrap(node.Start, node.End, "{\"x\":"u8, "}"u8);
                break;
            case 2 when node.Kind == JsonKind.String:
                buffer.Wrap(node.Start, node.End, "{"u8, ":null}"u8);
                break;
            default:
                buffer.Wrap(node.Start, node.End, "\""u8, "\""u8);
                break;
        }
    }

    /// <summary>Removes the names of an object.</summary>
    private void ToList(EditBuffer buffer, int index)
    {
        JsonNode node = _map[index];
        buffer.Bytes[node.End - 1] = (byte)']';
        for (int place = _map.Children(index) - 1; place >= 0; place--)
        {
            JsonNode child = _map[_map.Child(index, place)];
            buffer.Remove(child.NameStart, child.Start);
        }

        buffer.Bytes[node.Start] = (byte)'[';
    }

    private static void EditText(EditBuffer buffer, ref RandomSource random, int start, int end)
    {
        int at = start + 1 + random.Below(Math.Max(1, end - start - 1));
        switch (random.Below(4))
        {
            case 0:
                buffer.Remove(at, Math.Min(end - 1, at + 1 + random.Below(4)) is var to && to > at ? to : at);
                break;
            case 1:
                buffer.Bytes[Math.Min(at, end - 1)] ^= 0x20;
                break;
            default:
                buffer.Insert(Math.Min(at, end - 1), random.From<byte[]>(Words.Text));
                break;
        }
    }

    private static void Respell(EditBuffer buffer, ref RandomSource random, JsonNode node)
    {
        switch (random.Below(6))
        {
            case 0:
                buffer.Insert(node.End, ".0"u8);
                break;
            case 1:
                buffer.Insert(node.End, random.OneIn(2) ? "e0"u8 : "E-1"u8);
                break;
            case 2:
                buffer.Insert(node.Start, "-"u8);
                break;
            case 3:
                buffer.Insert(node.End, "0"u8);
                break;
            case 4:
                buffer.Insert(node.Start, random.OneIn(2) ? "0"u8 : "+"u8);
                break;
            default:
                int digit = node.Start + random.Below(node.End - node.Start);
                buffer.Bytes[digit] = (byte)('0' + random.Below(10));
                break;
        }
    }

    private void AddMember(EditBuffer buffer, ref RandomSource random, DialectSeeds words, JsonNode node)
    {
        // Into the object, or into the object around the value.
        JsonNode target =
            node.Kind == JsonKind.Object ? node
            : node.HasName ? _map[node.Parent]
            : default;
        if (target.End == 0)
        {
            return;
        }

        bool isEmpty = target.After == 0 || buffer.Bytes[(target.Start + 1)..(target.End - 1)].IndexOf((byte)'"') < 0;
        bool isFirst = random.OneIn(2);
        int at = isFirst ? target.Start + 1 : target.End - 1;
        ReadOnlySpan<byte> name = random.OneIn(3) ? "\"x\""u8 : random.From<byte[]>(words.Names);
        ReadOnlySpan<byte> value = random.Below(3) switch
        {
            0 => random.From<byte[]>(Words.Values),
            1 => random.From<byte[]>(Words.Numbers),
            _ => random.From<byte[]>(words.Values),
        };
        int length = name.Length + value.Length + 2;
        Span<byte> member = length <= 256 ? stackalloc byte[length] : new byte[length];
        int written = 0;
        if (!isEmpty && !isFirst)
        {
            member[written++] = (byte)',';
        }

        name.CopyTo(member[written..]);
        written += name.Length;
        member[written++] = (byte)':';
        value.CopyTo(member[written..]);
        written += value.Length;
        if (!isEmpty && isFirst)
        {
            member[written++] = (byte)',';
        }

        buffer.Insert(at, member[..written]);
    }

    /// <summary>Nests the value to a depth near the limit.</summary>
    private static void Nest(EditBuffer buffer, ref RandomSource random, JsonNode node)
    {
        int depth = random.OneIn(2) ? 120 + random.Below(12) : random.Below(70);
        Span<byte> before = stackalloc byte[depth];
        Span<byte> after = stackalloc byte[depth];
        before.Fill((byte)'[');
        after.Fill((byte)']');
        buffer.Wrap(node.Start, node.End, before, after);
    }

    /// <summary>Writes one character of a name or a string as an escape.</summary>
    private void EscapeOne(EditBuffer buffer, ref RandomSource random, int index)
    {
        JsonNode node = _map[index];
        bool ofName = node.HasName && (node.Kind != JsonKind.String || random.OneIn(2));
        (int start, int end) = ofName ? (node.NameStart, node.NameEnd) : (node.Start, node.End);
        if ((!ofName && node.Kind != JsonKind.String) || end - start < 3)
        {
            return;
        }

        int at = start + 1 + random.Below(end - start - 2);
        byte c = buffer.Bytes[at];
        if (c is >= 0x20 and < 0x7F and not (byte)'\\' and not (byte)'"' && buffer.Bytes[at - 1] != '\\')
        {
            Span<byte> escape = stackalloc byte[6];
            "\\u00"u8.CopyTo(escape);
            ReadOnlySpan<byte> digits = random.OneIn(2) ? "0123456789abcdef"u8 : "0123456789ABCDEF"u8;
            escape[4] = digits[c >> 4];
            escape[5] = digits[c & 15];
            buffer.Replace(at, at + 1, escape);
        }
    }
}
