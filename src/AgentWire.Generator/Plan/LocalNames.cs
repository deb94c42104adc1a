namespace AgentWire.Generator.Plan;

/// <summary>The names of local variables and parameters, which follow from those of properties.</summary>
internal static class LocalNames
{
    // The keywords that a camel-case name can conflict with.
    private static readonly HashSet<string> Keywords =
    [
        .. (
            "abstract and as base bool break byte case catch char checked class const continue decimal default delegate do double else "
            + "enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock "
            + "long namespace new not null object operator or out override params private protected public readonly ref return sbyte sealed "
            + "short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort "
            + "using virtual void volatile while"
        ).Split(' '),
    ];

    // The names that the bodies of the formats use.
    private static readonly HashSet<string> Taken = ["reader", "writer", "members", "envelope", "start", "value"];

    /// <summary>Converts the name of a property to that of a local variable.</summary>
    public static string Of(string property)
    {
        string name = OfParameter(property);
        return Taken.Contains(name) ? $"{name}Member" : name;
    }

    /// <summary>Converts the name of a property to that of a parameter.</summary>
    public static string OfParameter(string property)
    {
        string name = char.ToLowerInvariant(property[0]) + property[1..];
        return Keywords.Contains(name) ? $"@{name}" : name;
    }
}
