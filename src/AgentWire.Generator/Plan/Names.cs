using AgentWire.Spec.Reading;

namespace AgentWire.Generator.Plan;

/// <summary>The names that generated code has beside those of the model, and how C# spells a name elsewhere.</summary>
internal static class Names
{
    /// <summary>The variant of an open union that keeps what the contract does not know.</summary>
    public const string Unknown = "Unknown";

    /// <summary>The external union that stands beside a tag.</summary>
    public const string Event = "Event";

    /// <summary>The adjacent union that stands beside other members.</summary>
    public const string Payload = "Payload";

    /// <summary>What a variant without members of its own carries.</summary>
    public const string Value = "Value";

    // The words that a camel-cased name can meet.
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

    // What the bodies of the codecs call their own.
    private static readonly HashSet<string> Taken = ["reader", "writer", "members", "envelope", "start", "value"];

    /// <summary>Whether a name can be that of a type, a member or a namespace.</summary>
    public static bool IsPossible(string name) => Naming.IsTypeName(name);

    /// <summary>A property's name as a local variable's.</summary>
    public static string Local(string property)
    {
        string name = Parameter(property);
        return Taken.Contains(name) ? $"{name}Member" : name;
    }

    /// <summary>A property's name as a parameter's.</summary>
    public static string Parameter(string property)
    {
        string name = char.ToLowerInvariant(property[0]) + property[1..];
        return Keywords.Contains(name) ? $"@{name}" : name;
    }
}
