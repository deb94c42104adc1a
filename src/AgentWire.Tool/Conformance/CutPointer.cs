namespace AgentWire.Tool.Conformance;

/// <summary>Compares the pointer of a testee, which can be cut if it is long, with the whole pointer.</summary>
internal static class CutPointer
{
    // The specification does not allow a shorter name or pointer to be cut.
    private const int LongestUncut = 100;

    private const char Ellipsis = '…';

    /// <summary>Returns whether the pointers are the same, where an ellipsis replaces any omitted part.</summary>
    public static bool Matches(string answered, string whole)
    {
        string[] shown = answered.Split(Ellipsis);
        if (shown.Length == 1 || whole.Length <= LongestUncut)
        {
            return answered == whole;
        }

        if (
            !whole.StartsWith(shown[0], StringComparison.Ordinal)
            || !whole.EndsWith(shown[^1], StringComparison.Ordinal)
        )
        {
            return false;
        }

        int position = shown[0].Length;
        foreach (string part in shown[1..^1])
        {
            position = whole.IndexOf(part, position, StringComparison.Ordinal);
            if (position < 0)
            {
                return false;
            }

            position += part.Length;
        }

        return position <= whole.Length - shown[^1].Length;
    }
}
