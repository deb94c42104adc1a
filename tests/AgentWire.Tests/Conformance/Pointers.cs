namespace AgentWire.Tests.Conformance;

/// <summary>Pointers as the library shows them, computed in another way.</summary>
internal static class Pointers
{
    public const int MaxLength = 256;

    /// <summary>Returns one step of a pointer. A name of more than 100 characters is cut at its end.</summary>
    public static string Segment(string name)
    {
        string shown = name;
        if (name.Length > 100)
        {
            shown = char.IsHighSurrogate(name[99]) ? $"{name[..99]}…" : $"{name[..100]}…";
        }

        return "/" + shown.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }

    /// <summary>A pointer of more than 256 characters is cut in its middle, between characters.</summary>
    public static string Shown(string pointer)
    {
        if (pointer.Length <= MaxLength)
        {
            return pointer;
        }

        string head = pointer[..127];
        string tail = pointer[^128..];
        head = IsInside(head[^1]) ? head[..^1] : head;
        tail = IsInside(pointer[^129]) ? tail[1..] : tail;
        return $"{head}…{tail}";
    }

    private static bool IsInside(char before) => before == '~' || char.IsHighSurrogate(before);
}
