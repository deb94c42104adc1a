using AgentWire.Spec.Reading;

namespace AgentWire.Generator.Plan;

/// <summary>The names in generated code that are not in the model, and the C# form of a name.</summary>
internal static class Names
{
    /// <summary>The variant of an open union that keeps values with an unknown tag.</summary>
    public const string Unknown = "Unknown";

    /// <summary>The property for an external union that is beside a tag.</summary>
    public const string Event = "Event";

    /// <summary>The property for an adjacent union that is beside other members.</summary>
    public const string Payload = "Payload";

    /// <summary>The property for the content of a variant whose content is one value.</summary>
    public const string Value = "Value";

    /// <summary>The property for the tag on the base of a union.</summary>
    public const string Tag = "Tag";

    /// <summary>The property for the unknown members.</summary>
    public const string Extra = "Extra";

    /// <summary>The interface through which the base of a union reads what its variants have.</summary>
    public const string Shared = "IShared";

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

    /// <summary>Returns whether a name can be that of a type, a member or a namespace.</summary>
    public static bool IsPossible(string name) => Naming.IsTypeName(name);

    /// <summary>Converts the name of a property to that of a local variable.</summary>
    public static string Local(string property)
    {
        string name = Parameter(property);
        return Taken.Contains(name) ? $"{name}Member" : name;
    }

    /// <summary>Converts the name of a property to that of a parameter.</summary>
    public static string Parameter(string property)
    {
        string name = char.ToLowerInvariant(property[0]) + property[1..];
        return Keywords.Contains(name) ? $"@{name}" : name;
    }
}
