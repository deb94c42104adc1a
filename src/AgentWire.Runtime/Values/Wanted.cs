using AgentWire.Runtime.Text;

namespace AgentWire.Runtime.Values;

/// <summary>The phrases that error messages use for what was expected.</summary>
internal static class Wanted
{
    public const string Array = "an array";
    public const string Boolean = "true or false";
    public const string Integer = "an integer";
    public const string KnownMembers = "only known members";
    public const string MemberName = "a member's name in quotes";
    public const string MoreInput = "more input";
    public const string NextElement = "',' or ']'";
    public const string NextMember = "',' or '}'";
    public const string Null = "null";
    public const string NotBlank = "a string that is not only white space";
    public const string NotNull = "any JSON but null";
    public const string Number = "a number";
    public const string Object = "an object";
    public const string String = "a string";
    public const string Tag = "a tag, which is a string";
    public const string Text = "well-formed text";
    public const string Timestamp = "an RFC 3339 time from year 0 to year 9999";
    public const string Uuid = "a UUID";
    public const string Value = "a JSON value";
}
