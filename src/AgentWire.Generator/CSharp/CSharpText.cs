namespace AgentWire.Generator.CSharp;

/// <summary>Writes literals and comments in C#.</summary>
internal static class CSharpText
{
    private const int BitsOfWord = 64;

    public static string Literal(string text) => $"\"{string.Concat(text.Select(Escape))}\"";

    public static string Utf8Literal(string text) => $"{Literal(text)}u8";

    /// <summary>
    /// Returns a binary literal with one bit for each item, the first one lowest, in groups of four; <c>0</c> if no bit is set. For more
    /// than 64 items, returns a collection of such literals.
    /// </summary>
    public static string Bits(IEnumerable<bool> bits)
    {
        bool[] all = [.. bits];
        return all.Length > BitsOfWord ? $"[{string.Join(", ", all.Chunk(BitsOfWord).Select(Word))}]" : Word(all);
    }

    private static string Word(bool[] all)
    {
        if (!all.Contains(true))
        {
            return "0";
        }

        string digits = string.Concat(all.AsEnumerable().Reverse().Select(bit => bit ? '1' : '0'));
        for (int place = digits.Length - 4; place > 0; place -= 4)
        {
            digits = digits.Insert(place, "_");
        }

        return $"0b{digits}";
    }

    public static string Xml(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Escape(char character) =>
        character switch
        {
            '\\' or '"' => $"\\{character}",
            // Both end a line in C#, as do some control characters.
            '\u2028' or '\u2029' => Hex(character),
            _ => char.IsControl(character) ? Hex(character) : $"{character}",
        };

    private static string Hex(char character) => $"\\u{(int)character:X4}";
}
