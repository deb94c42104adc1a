using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace AgentWire.Shared.Contracts;

/// <summary>JSON documents in every form that a peer can choose, and documents that are almost JSON.</summary>
public static class JsonTexts
{
    private static readonly Gen<string> Space = Gen.Frequency(
        (4, Gen.Constant("")),
        (1, Gen.Elements(" ", "\n", "\t", "\r\n  "))
    );

    private static readonly byte[][] Scraps =
    [
        .. "\" \\ { } [ ] , : - 0 1 . e E + t true null nul / # \\u \\ud800 \\udc00 \\ud83d\\ude00 \\u00 1e999 -1e400 1e-999 01 \"a\": //"
            .Split(' ')
            .Select(Encoding.UTF8.GetBytes),
        [0x00],
        [0x0a],
        [0x1f],
        [0x7f],
        [0x80],
        [0xc0, 0xaf],
        [0xc3],
        [0xed, 0xa0, 0x80],
        [0xef, 0xbb, 0xbf],
        [0xf4, 0x90, 0x80, 0x80],
        [0xff],
    ];

    public static Gen<string> Numbers { get; } =
        Gen.OneOf(
            Gen.Elements(
                "0 -0 0.0 -0.0 1 -1 1.0 1.50 100 1e2 1E+2 10e-1 0.1e1 0e999 5e-324 4e-324 1e-400 1e308 1.7976931348623157e308".Split(
                    ' '
                )
            ),
            Gen.Elements(
                "255 256 65535 65536 4294967295 4294967296 9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775808".Split(
                    ' '
                )
            ),
            Gen.Elements(
                "-9223372036854775809 18446744073709551615 18446744073709551616 99999999999999999999 -99999999999999999999 123456789012345678901234567890".Split(
                    ' '
                )
            ),
            Gen.Choose(int.MinValue, int.MaxValue).Select(i => i.ToString(CultureInfo.InvariantCulture)),
            from digits in Gen.Choose(0, int.MaxValue)
            from exponent in Gen.Choose(-330, 297)
            select $"{digits}.{digits % 1000}e{exponent}"
        );

    /// <summary>Gets string tokens, with each character in one of its forms.</summary>
    public static Gen<string> StringTokens { get; } = Spelled(Strings.Good);

    public static Gen<string> Documents { get; } =
        Gen.Sized(size =>
            Document(
                StringTokens,
                Gen.OneOf(Numbers, StringTokens, Gen.Elements("true", "false", "null")),
                Math.Min(size / 10, 4)
            )
        );

    /// <summary>Gets documents with so few names and values that two are often the same value in different forms.</summary>
    public static Gen<string> SmallDocuments { get; } = Gen.Choose(1, 2).SelectMany(Small);

    /// <summary>Gets documents in which parts were inserted, removed or replaced.</summary>
    public static Gen<byte[]> NearlyDocuments { get; } =
        from document in Documents
        from edits in Edit.ListOf().Resize(3)
        select edits.Aggregate(Encoding.UTF8.GetBytes(document), (bytes, edit) => edit(bytes));

    public static Gen<string> Objects(Gen<string> tokensOfNames, Gen<string> values, int maxMembers) =>
        from count in Gen.Choose(0, maxMembers)
        from members in Gen.Zip(
                tokensOfNames,
                Gen.Zip(Space, values),
                (name, value) => $"{name}{value.Item1}:{value.Item1}{value.Item2}"
            )
            .ListOf(count)
        from space in Space
        select $"{{{space}{string.Join($"{space},{space}", members)}{space}}}";

    public static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static Gen<Func<byte[], byte[]>> Edit =>
        from place in Gen.Choose(0, 1000)
        from removed in Gen.Choose(0, 3)
        from scrap in Gen.Elements(Scraps)
        from keep in Gen.Elements(true, false)
        select (Func<byte[], byte[]>)(
            bytes =>
            {
                int at = place * bytes.Length / 1000;
                return [.. bytes[..at], .. keep ? scrap : [], .. bytes[Math.Min(at + removed, bytes.Length)..]];
            }
        );

    private static Gen<string> Small(int depth) =>
        Document(
            Spelled(Gen.Elements("a", "b", "\n")),
            Gen.Elements(
                "0 -0 0.0 1 1.0 1e0 10e-1 18446744073709551616 1.8446744073709551616e19 null \"1\"".Split(' ')
            ),
            depth
        );

    private static Gen<string> Document(Gen<string> names, Gen<string> scalars, int depth)
    {
        if (depth == 0)
        {
            return scalars;
        }

        Gen<string> values = Document(names, scalars, depth - 1);
        return Gen.Frequency(
            (1, scalars),
            (2, Objects(names, values, 4)),
            (
                1,
                from count in Gen.Choose(0, 4)
                from items in values.ListOf(count)
                from space in Space
                select $"{space}[{space}{string.Join($"{space},", items)}{space}]{space}"
            )
        );
    }

    private static Gen<string> Spelled(Gen<string> texts) =>
        from text in texts
        from seed in Gen.Choose(0, int.MaxValue)
        select Spell(text, new Random(seed));

    private static string Spell(string text, Random random)
    {
        StringBuilder token = new("\"");
        int plainness = random.Next(1, 20);
        foreach (char c in text)
        {
            bool mustEscape = c is < ' ' or '"' or '\\';
            int shortForm = "\"\\/\b\f\n\r\t".IndexOf(c, StringComparison.Ordinal);
            if (!mustEscape && random.Next(plainness) > 0)
            {
                token.Append(c);
            }
            else if (shortForm >= 0 && random.Next(2) == 0)
            {
                token.Append('\\').Append("\"\\/bfnrt"[shortForm]);
            }
            else
            {
                token.Append(random.Next(2) == 0 ? $"\\u{(int)c:x4}" : $"\\u{(int)c:X4}");
            }
        }

        return Repaired(token.Append('"').ToString());
    }

    /// <summary>An unescaped half of a pair whose other half is escaped cannot be encoded, so this half is escaped too.</summary>
    private static string Repaired(string token)
    {
        StringBuilder repaired = new(token.Length);
        for (int i = 0; i < token.Length; i++)
        {
            bool isPair = i + 1 < token.Length && char.IsSurrogatePair(token[i], token[i + 1]);
            if (isPair)
            {
                repaired.Append(token[i]).Append(token[++i]);
            }
            else if (char.IsSurrogate(token[i]))
            {
                repaired.Append(CultureInfo.InvariantCulture, $"\\u{(int)token[i]:x4}");
            }
            else
            {
                repaired.Append(token[i]);
            }
        }

        return repaired.ToString();
    }
}
