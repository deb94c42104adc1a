using System.Text;

namespace AgentWire.Extensions.AI.Runs;

/// <summary>
/// Makes text of a stream that can be written: the first half of a surrogate pair at the end waits for the other half, and a
/// half without the other one becomes U+FFFD.
/// </summary>
internal sealed class HeldText
{
    private const char Replacement = '\uFFFD';

    private char? _held;

    /// <summary>Makes a whole text that can be written.</summary>
    public static string Whole(string text)
    {
        HeldText held = new();
        return held.Append(text) + held.Flush();
    }

    /// <summary>Returns what can be sent now. It can be empty.</summary>
    public string Append(string text)
    {
        if (_held is null && IsWhole(text))
        {
            return text;
        }

        StringBuilder whole = new(text.Length + 1);
        foreach (char next in text)
        {
            Add(whole, next);
        }

        return whole.ToString();
    }

    /// <summary>Returns what is left when no more text comes.</summary>
    public string Flush()
    {
        bool isHeld = _held is not null;
        _held = null;
        return isHeld ? Replacement.ToString() : "";
    }

    private void Add(StringBuilder whole, char next)
    {
        if (_held is { } high)
        {
            _held = null;
            if (char.IsLowSurrogate(next))
            {
                whole.Append(high).Append(next);
                return;
            }

            whole.Append(Replacement);
        }

        if (char.IsHighSurrogate(next))
        {
            _held = next;
        }
        else
        {
            whole.Append(char.IsLowSurrogate(next) ? Replacement : next);
        }
    }

    private static bool IsWhole(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i++))
            {
                return false;
            }
        }

        return true;
    }
}
