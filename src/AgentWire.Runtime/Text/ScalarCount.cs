namespace AgentWire.Runtime.Text;

/// <summary>Lengths as the contract counts them.</summary>
internal static class ScalarCount
{
    /// <summary>Whether a text has so many Unicode scalar values.</summary>
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
