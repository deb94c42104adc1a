namespace AgentWire.Runtime.Text;

/// <summary>
/// Finds a member of an object without checking the JSON. The member is the first one with its name if the JSON is valid; otherwise,
/// it can be any bytes that look like it.
/// </summary>
internal static partial class MemberSearch
{
    /// <summary>
    /// Finds the member if no brace or bracket comes before it, because it could then be in another object, or after the end of this
    /// one. It cannot be in a string, whose quotes are escaped.
    /// </summary>
    private static int IndexOfBeforeBraces(ReadOnlySpan<byte> members, ReadOnlySpan<byte> text)
    {
        // Nothing behind the brace is searched: otherwise each of many small objects would search the rest of the message.
        int brace = members.IndexOfAny("{}[]"u8);
        return (brace < 0 ? members : members.Slice(0, brace)).IndexOf(text);
    }
}
