using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;
using AgentWire.Tests.Conformance;

namespace AgentWire.Tests.Json;

/// <summary>
/// The library parses UTF-8 itself. It accepts and refuses the same documents as Utf8JsonReader, and reads the same values. Each
/// exception has a test with an example.
/// </summary>
[Trait("Category", "Load")]
public sealed class TokenAgreementTests
{
    private const int MaxDepth = 127;

    // All alignments that can matter for blocks of 16 and 32 bytes.
    private const int Alignments = 36;

    private static readonly WireOptions Keeping = new() { UnknownMembers = UnknownMemberHandling.Preserve };

    private static readonly byte[][] StringPieces =
    [
        .. ((string[])["a", "~", "\x7F", "é", "ÿ", "€", "\uFFFD", "\uFFFF", "🚇", "\U0010FFFF"]).Select(
            Encoding.UTF8.GetBytes
        ),
        .. (
            (string[])
                [
                    """\" """,
                    """\\""",
                    """\/""",
                    """\b""",
                    """\f""",
                    """\n""",
                    """\r""",
                    """\t""",
                    """\u0041""",
                    """\u00e9""",
                    """\u001F""",
                    """\u0000""",
                    """\uFFFF""",
                    """\ud83d\ude80""",
                    """\uDBFF\uDFFF""",
                    """\ud83d""",
                    """\ude80""",
                    """\ud83d\ud83d""",
                    """\ud83dx""",
                    """\ud83d\n""",
                    """\ud83d\u0041""",
                    """\x""",
                    """\u12""",
                    """\u12G4""",
                    """\U0041""",
                    "\\",
                ]
        ).Select(text => Encoding.UTF8.GetBytes(text.TrimEnd(' '))),
        .. (
            (byte[])[0x00, 0x01, 0x08, 0x09, 0x0A, 0x0D, 0x1F, (byte)'"', 0x80, 0xBF, 0xC0, 0xC1, 0xF5, 0xFE, 0xFF]
        ).Select(value => (byte[])[value]),
        [0xC2],
        [0xC3, 0x28],
        [0xC0, 0x80],
        [0xE0, 0x80, 0x80],
        [0xE2, 0x82],
        [0xED, 0xA0, 0x80],
        [0xED, 0x9F, 0xBF],
        [0xEF, 0xBB, 0xBF],
        [0xF0, 0x80, 0x80, 0x80],
        [0xF0, 0x9F, 0x9A],
        [0xF4, 0x90, 0x80, 0x80],
    ];

    [Fact]
    public void Strings_at_every_alignment()
    {
        Report report = new();
        foreach (byte[] piece in StringPieces)
        {
            for (int before = 0; before < Alignments; before++)
            {
                Compare(report, [.. Quoted([.. Filler(before), .. piece])]);
                Compare(report, [.. Quoted([.. Filler(before), .. piece, .. Filler(Alignments - before)])]);
                Compare(report, [.. "{"u8, .. Quoted([.. Filler(before), .. piece]), .. ":1}"u8]);
            }
        }

        report.ShouldBeClean();
    }

    [Fact]
    public void Strings_of_two_pieces()
    {
        Report report = new();
        foreach (byte[] first in StringPieces)
        {
            foreach (byte[] second in StringPieces)
            {
                Compare(report, [.. Quoted([.. first, .. second])]);
                Compare(report, [.. "["u8, .. Quoted([.. first, .. Filler(15), .. second, .. Filler(20)]), .. "]"u8]);
            }
        }

        report.ShouldBeClean();
    }

    [Fact]
    public void Random_strings()
    {
        Random random = new(20_261_121);
        Report report = new();
        for (int i = 0; i < 20_000; i++)
        {
            List<byte> text = [];
            for (int pieces = random.Next(8); pieces > 0; pieces--)
            {
                // Most parts are valid, because otherwise almost no text would be.
                text.AddRange(Filler(random.Next(20)));
                text.AddRange(StringPieces[random.Next(random.Next(4) == 0 ? StringPieces.Length : 25)]);
            }

            Compare(report, [.. Quoted([.. text])]);
        }

        report.ShouldBeClean();
    }

    [Fact]
    public void Numbers_of_all_spellings()
    {
        Report report = new();
        foreach (byte[] number in Words("-+01.eE9"u8.ToArray().Select(c => (byte[])[c]).ToArray(), 5))
        {
            Compare(report, number);
        }

        foreach (
            string number in (string[])
                [
                    "18446744073709551615",
                    "18446744073709551616",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775808",
                    "-9223372036854775809",
                    "123456789012345",
                    "1234567890123456",
                    "0.123456789012345",
                    "123456789.123456",
                    "1.7976931348623157e308",
                    "4.9e-324",
                    "2.2250738585072011e-308",
                    "0.1e1",
                    "100000000000000000000000000000000000000000",
                ]
        )
        {
            Compare(report, Encoding.UTF8.GetBytes(number));
            Compare(report, Encoding.UTF8.GetBytes($"[{number} ]"));
        }

        report.ShouldBeClean();
    }

    /// <summary>All documents of up to five tokens; of up to six, which are half a million, in <c>./build.sh Ci</c>.</summary>
    [Fact]
    public void Documents_of_few_tokens()
    {
        byte[][] tokens =
        [
            "{"u8.ToArray(),
            "}"u8.ToArray(),
            "["u8.ToArray(),
            "]"u8.ToArray(),
            ","u8.ToArray(),
            ":"u8.ToArray(),
            "\"a\""u8.ToArray(),
            "1"u8.ToArray(),
            " "u8.ToArray(),
        ];
        Report report = new();
        foreach (byte[] document in Words(tokens, Thoroughness.IsFull ? 6 : 5))
        {
            Compare(report, document);
        }

        report.ShouldBeClean();
    }

    [Fact]
    public void Literals_and_stray_bytes()
    {
        Report report = new();
        for (int value = 0; value <= byte.MaxValue; value++)
        {
            byte stray = (byte)value;
            Compare(report, [stray]);
            Compare(report, [.. "[1"u8, stray, .. "]"u8]);
            Compare(report, [.. "["u8, stray, .. "1]"u8]);
            Compare(report, [.. "{\"a\""u8, stray, .. "1}"u8]);
            foreach (string literal in (string[])["true", "false", "null"])
            {
                for (int at = 0; at <= literal.Length; at++)
                {
                    byte[] changed = Encoding.UTF8.GetBytes(literal.Insert(at, "?"));
                    changed[at] = stray;
                    Compare(report, changed);
                    Compare(report, Encoding.UTF8.GetBytes(literal[..at]));
                }
            }
        }

        report.ShouldBeClean();
    }

    [Theory]
    [InlineData(MaxDepth, true)]
    [InlineData(MaxDepth + 1, false)]
    public void Depth(int levels, bool accepts)
    {
        byte[] document = Encoding.UTF8.GetBytes(new string('[', levels) + new string(']', levels));
        (Ours(document) is not null).ShouldBe(accepts);
        (Theirs(document) is not null).ShouldBe(accepts);
    }

    /// <summary>Utf8JsonReader returns infinity, which JSON cannot represent.</summary>
    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e309")]
    [InlineData("[1.8e308]")]
    public void Exception_numbers_beyond_64_bit_floats_are_refused(string json)
    {
        byte[] document = Encoding.UTF8.GetBytes(json);
        Theirs(document).ShouldNotBeNull();
        Ours(document).ShouldBeNull();
        IsBeyondFloats(document).ShouldBeTrue();
    }

    /// <summary>Utf8JsonReader reads the integer -0 as 0. In the contract, it is a float.</summary>
    [Fact]
    public void Exception_minus_zero_is_no_integer()
    {
        Utf8JsonReader theirs = new("-0"u8);
        theirs.Read();
        theirs.TryGetInt64(out long zero).ShouldBeTrue();
        zero.ShouldBe(0);
        WireReader ours = default;
        ours.Open("-0"u8, WireOptions.Default);
        ours.ReadInt64();
        ours.Failed.ShouldBeTrue();
    }

    [Fact]
    public void A_disagreement_is_told()
    {
        Report report = new();
        report.Same("control", "1", Ours("2"u8.ToArray())!);
        report.Lines.Count.ShouldBe(1);
        Ours("""["a\u0062é",-1.50,null]"""u8.ToArray()).ShouldBe("[ s:abé -1.5 null ] ");
        Ours("""["\ud83d"]"""u8.ToArray()).ShouldBeNull();
        Theirs("""["\ud83d"]"""u8.ToArray()).ShouldBeNull();
    }

    private static void Compare(Report report, byte[] document)
    {
        string? theirs = IsBeyondFloats(document) ? null : Theirs(document);
        report.Same(
            Convert.ToHexString(document) + " " + Encoding.UTF8.GetString(document),
            theirs ?? "-",
            Ours(document) ?? "-"
        );
    }

    /// <summary>
    /// Returns the tokens that this library reads from a document, or null if it refuses the document. Reading and skipping a value are
    /// two code paths, which must agree.
    /// </summary>
    private static string? Ours(byte[] document)
    {
        WireReader passed = default;
        passed.Open(document, WireOptions.Default);
        RawJson json = passed.ReadRaw();
        passed.EndDocument();
        WireReader read = default;
        read.Open(document, Keeping);
        string? value = ReadValue(ref read, document);
        read.EndDocument();
        read.Failed.ShouldBe(passed.Failed);
        if (passed.Failed)
        {
            return null;
        }

        string? tokens = Theirs(json.Utf8.ToArray());
        return value is null || tokens == value ? tokens : $"{tokens} but {value}";
    }

    /// <summary>Reads the document by its type: a string, a number or the names of an object. Returns null for anything else.</summary>
    private static string? ReadValue(ref WireReader reader, byte[] document)
    {
        switch (document.SkipWhile(c => c is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r').FirstOrDefault())
        {
            case (byte)'"':
                return $"s:{reader.ReadString()} ";
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return $"{Text(reader.ReadDouble())} ";
            case (byte)'{':
                MemberCursor cursor = reader.BeginObject(WireNames.None);
                reader.SkipMembers(ref cursor);
                reader.EndObject(ref cursor, required: 0);
                RawMembers members = cursor.Extra;
                return members is { Count: 1 } && members.Values.Single() == RawJson.Parse("1")
                    ? $"{{ n:{members.Keys.Single()} 1 }} "
                    : null;
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>Returns the tokens and values that Utf8JsonReader reads, or null if it refuses the document.</summary>
    private static string? Theirs(byte[] document)
    {
        StringBuilder tokens = new();
        Utf8JsonReader reader = new(document, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                tokens
                    .Append(
                        reader.TokenType switch
                        {
                            JsonTokenType.StartObject => "{",
                            JsonTokenType.EndObject => "}",
                            JsonTokenType.StartArray => "[",
                            JsonTokenType.EndArray => "]",
                            JsonTokenType.PropertyName => "n:" + reader.GetString(),
                            JsonTokenType.String => "s:" + reader.GetString(),
                            JsonTokenType.Number => Text(reader.GetDouble()),
                            JsonTokenType.True => "true",
                            JsonTokenType.False => "false",
                            _ => "null",
                        }
                    )
                    .Append(' ');
            }
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate or invalid UTF-8, which it finds only when the text is requested.
            return null;
        }

        return tokens.ToString();
    }

    private static bool IsBeyondFloats(byte[] document)
    {
        Utf8JsonReader reader = new(document, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.Number && double.IsInfinity(reader.GetDouble()))
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }

    private static IEnumerable<byte[]> Words(byte[][] letters, int longest)
    {
        IReadOnlyList<byte[]> words =
        [
            [],
        ];
        for (int length = 1; length <= longest; length++)
        {
            words = [.. words.SelectMany(word => letters.Select(letter => (byte[])[.. word, .. letter]))];
            foreach (byte[] word in words)
            {
                yield return word;
            }
        }
    }

    private static byte[] Filler(int length) => [.. Enumerable.Repeat((byte)'x', length)];

    private static byte[] Quoted(byte[] text) => [(byte)'"', .. text, (byte)'"'];

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
