namespace AgentWire.Fuzzing.Mutation;

/// <summary>Edits that do not depend on the content.</summary>
internal static class ByteMutations
{
    /// <param name="buffer">The bytes to edit.</param>
    /// <param name="random">The source of random choices.</param>
    /// <param name="other">Another message, from which parts are taken.</param>
    public static void Apply(EditBuffer buffer, ref RandomSource random, ReadOnlySpan<byte> other)
    {
        int at = random.Below(buffer.Length + 1);
        int end = Math.Min(buffer.Length, at + 1 + random.Below(random.OneIn(4) ? buffer.Length + 1 : 8));
        switch (random.Below(10))
        {
            case 0 when at < buffer.Length:
                buffer.Bytes[at] ^= (byte)(1 << random.Below(8));
                break;
            case 1 when at < buffer.Length:
                buffer.Bytes[at] = random.From<byte>(Words.Bytes);
                break;
            case 2 when at < buffer.Length:
                buffer.Bytes[at] = (byte)random.Next();
                break;
            case 3:
                buffer.Insert(at, [random.From<byte>(Words.Bytes)]);
                break;
            case 4:
                buffer.Insert(at, random.From<byte[]>(Words.Scraps));
                break;
            case 5:
                buffer.Insert(at, random.From<byte[]>(Words.Text));
                break;
            case 6:
                buffer.Remove(at, end);
                break;
            case 7:
                buffer.Insert(random.Below(buffer.Length + 1), buffer.Bytes[at..end]);
                break;
            case 8:
                buffer.Remove(at, buffer.Length);
                break;
            default:
                buffer.Replace(at, random.OneIn(2) ? buffer.Length : end, other[random.Below(other.Length + 1)..]);
                break;
        }
    }
}
