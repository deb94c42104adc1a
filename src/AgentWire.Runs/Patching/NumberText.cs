namespace AgentWire.Runs.Patching;

/// <summary>Compares JSON numbers by their exact value: 1, 1.0 and 10e-1 are equal.</summary>
internal static class NumberText
{
    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Parts a = new(left);
        Parts b = new(right);
        if (a.IsZero || b.IsZero)
        {
            return a.IsZero && b.IsZero;
        }

        if (a.IsNegative != b.IsNegative || a.Power != b.Power)
        {
            return false;
        }

        int i = a.First;
        int j = b.First;
        while (i < a.End && j < b.End)
        {
            if (left[i] != right[j])
            {
                return false;
            }

            i += i + 1 < left.Length && left[i + 1] == (byte)'.' ? 2 : 1;
            j += j + 1 < right.Length && right[j + 1] == (byte)'.' ? 2 : 1;
        }

        return i >= a.End && j >= b.End;
    }

    /// <summary>The digits of a number without the zeros around them, and the power of ten of the first one.</summary>
    private readonly ref struct Parts
    {
        public Parts(ReadOnlySpan<byte> text)
        {
            IsNegative = text[0] == (byte)'-';
            int exponentAt = text.IndexOfAny((byte)'e', (byte)'E');
            int end = exponentAt < 0 ? text.Length : exponentAt;
            int point = text.Slice(0, end).IndexOf((byte)'.');
            int wholeEnd = point < 0 ? end : point;
            First = IsNegative ? 1 : 0;
            while (First < end && text[First] is (byte)'0' or (byte)'.')
            {
                First++;
            }

            IsZero = First >= end;
            while (end > First && text[end - 1] is (byte)'0' or (byte)'.')
            {
                end--;
            }

            End = end;
            long exponent = exponentAt < 0 ? 0 : Exponent(text.Slice(exponentAt + 1));
            Power = exponent + (First < wholeEnd ? wholeEnd - First : wholeEnd - First + 1);
        }

        public bool IsNegative { get; }

        public bool IsZero { get; }

        public int First { get; }

        public int End { get; }

        public long Power { get; }

        private static long Exponent(ReadOnlySpan<byte> text)
        {
            // Far beyond any exponent of a number that can be written out, and far from an overflow.
            const long Limit = long.MaxValue / 16;
            bool isNegative = text[0] == (byte)'-';
            long value = 0;
            foreach (byte each in text.Slice(text[0] is (byte)'-' or (byte)'+' ? 1 : 0))
            {
                value = Math.Min(Limit, value * 10 + (each - '0'));
            }

            return isNegative ? -value : value;
        }
    }
}
