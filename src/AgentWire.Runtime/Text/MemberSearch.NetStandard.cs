namespace AgentWire.Runtime.Text;

internal static partial class MemberSearch
{
    /// <summary>Returns the offset of a member, or -1 if it is not found.</summary>
    /// <param name="members">JSON from the first member of the object to any place after the object.</param>
    /// <param name="text">The comma before the member, its name, and the beginning of its value.</param>
    public static int IndexOf(ReadOnlySpan<byte> members, ReadOnlySpan<byte> text) =>
        IndexOfBeforeBraces(members, text);
}
