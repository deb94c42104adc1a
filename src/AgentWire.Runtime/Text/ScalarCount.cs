namespace AgentWire.Runtime.Text;

/// <summary>Counts Unicode scalar values, which are the unit of lengths in the contract.</summary>
internal static class ScalarCount
{
    /// <summary>Returns whether the number of Unicode scalar values of a string is within bounds.</summary>
    public static bool IsWithin(string text, int min, int max)
    {
        int count = 0;
        foreach (char c in text)
        {
            count += char.IsLowSurrogate(c) ? 0 : 1;
            if (count > max)
            {
                return false;
            }
        }

        return count >= min;
    }
}
