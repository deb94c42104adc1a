namespace AgentWire.Generator.CSharp;

/// <summary>Literals, identifiers and comments as C# spells them.</summary>
internal static class CSharpText
{
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

    public static string Literal(string text) => $"\"{string.Concat(text.Select(Escape))}\"";

    public static string Utf8Literal(string text) => $"{Literal(text)}u8";

    /// <summary>A binary literal of one bit each, the first one lowest, in groups of four; <c>0</c> where none is set.</summary>
    public static string Bits(IEnumerable<bool> bits)
    {
        bool[] all = [.. bits];
        if (!all.Contains(true))
        {
            return "0";
        }

        string digits = string.Concat(all.Reverse().Select(bit => bit ? '1' : '0'));
        for (int place = digits.Length - 4; place > 0; place -= 4)
        {
            digits = digits.Insert(place, "_");
        }

        return $"0b{digits}";
    }

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

    public static string Xml(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Escape(char character) =>
        character switch
        {
            '\\' or '"' => $"\\{character}",
            // Both end a line of C#, as some control characters do.
            '\u2028' or '\u2029' => Hex(character),
            _ => char.IsControl(character) ? Hex(character) : $"{character}",
        };

    private static string Hex(char character) => $"\\u{(int)character:X4}";
}
