namespace AgentWire.Tool.Conformance;

/// <summary>Compares the pointer of a testee, which may have left out a part of a long one, with the whole.</summary>
internal static class CutPointer
{
    // The specification lets nobody cut a shorter name or pointer.
    private const int LongestUncut = 100;

    private const char Ellipsis = '…';

    /// <summary>Whether the pointers are the same, where an ellipsis stands for any part that is missing.</summary>
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
