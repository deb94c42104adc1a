using System.Buffers;
using System.Text;
using System.Text.Unicode;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;
using AgentWire.Shared.Contracts;
using AgentWire.Tests.Conformance;

namespace AgentWire.Tests.Json;

/// <summary>Text is handled in blocks. A special character can be at any position in them, and there can be any amount of room.</summary>
[Trait("Category", "Load")]
public sealed class TextBoundaryTests
{
    private static readonly Utf8Check? IsValidUtf8 = typeof(Utf8Text)
        .Assembly.GetType("AgentWire.Runtime.Text.Utf8Validator")
        ?.GetMethod("IsValid")!
        .CreateDelegate<Utf8Check>();

    private const int LongestText = 70;

    private static readonly byte[] Guard = [.. Enumerable.Repeat((byte)0xEE, 64)];

    // Characters of one, two and three bytes around the special character.
    private static readonly char[] Fillers = ['x', 'é', '世'];

    private static readonly string[] Specials =
    [
        "\"",
        "\\",
        "\b",
        "\t",
        "\n",
        "\f",
        "\r",
        "\v",
        "\u0000",
        "\u001F",
        " ",
        "\x7F",
        "\u0080",
        "é",
        "ÿ",
        "Ā",
        "€",
        "\u0800",
        "\u0FFF",
        "\u4E22",
        "\u5C5C",
        "\uFF22",
        "🚇",
    ];

    [Fact]
    public void Whatever_is_special_is_written_and_read_wherever_it_stands()
    {
        Report report = new();
        foreach (string special in Specials)
        {
            foreach (char filler in Fillers)
            {
                for (int length = 0; length <= LongestText; length += length < 36 ? 1 : 7)
                {
                    for (int at = 0; at <= length; at++)
                    {
                        string text = new string(filler, at) + special + new string(filler, length - at);
                        string written = Write(text, room: 4 * LongestText);
                        string place = $"{special} at {at} of {length} {filler}";
                        report.Same(place, Escaped(text), written);
                        report.Same(place, text, Read(written));
                    }
                }
            }
        }

        report.ShouldBeClean();
    }

    /// <summary>Eight characters are encoded at a time: all combinations of widths, and of characters that end a block.</summary>
    [Fact]
    public void Characters_of_all_widths_are_written_in_any_mix()
    {
        string[] characters = ["x", "é", "世", "🚇", "\n"];
        const int Length = 6;
        Report report = new();
        for (int mix = 0; mix < Math.Pow(characters.Length, Length); mix++)
        {
            StringBuilder text = new("世");
            for (int i = 0, rest = mix; i < Length; i++, rest /= characters.Length)
            {
                text.Append(characters[rest % characters.Length]);
            }

            text.Append("世é").Append(Plain(16));
            report.Same(text.ToString(), Escaped(text.ToString()), Write(text.ToString(), room: 128));
        }

        report.ShouldBeClean();
    }

    /// <summary>After an escape, text is handled in blocks of two parts, which are 64 characters.</summary>
    [Fact]
    public void Two_that_are_special_are_written_wherever_they_stand_in_long_text()
    {
        const int Length = 170;
        Report report = new();
        foreach (string first in Specials)
        {
            foreach (string second in Specials)
            {
                // A share of the positions includes each position in a block of 16 characters.
                foreach (int at in Thoroughness.OneOf(3, Enumerable.Range(0, LongestText + 1)))
                {
                    foreach (int between in (int[])[0, 1, 30, 31, 32, 33, 62, 63, 64])
                    {
                        string text = $"\t{Plain(at)}{first}{Plain(between)}{second}{Plain(Length - at - between)}";
                        report.Same($"{first} at {at}, {second} {between} behind", Escaped(text), Write(text, 512));
                    }
                }
            }
        }

        report.ShouldBeClean();
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\n\"")]
    [InlineData("x\"")]
    [InlineData("\u0001\"")]
    [InlineData("a long line, and its end\n")]
    [InlineData("plain text of more than a piece of a block\n")]
    public void Text_of_escapes_is_written_whatever_its_length_and_the_room(string piece)
    {
        Report report = new();
        string longest = string.Concat(Enumerable.Repeat(piece, 300)).Substring(0, 300);
        for (int length = 0; length <= longest.Length; length++)
        {
            string text = longest.Substring(0, length);
            foreach (int room in (int[])[0, 100, 161, 230, 400, 1000, 2000])
            {
                report.Same($"{length} in {room}", Escaped(text), Write(text, room));
            }
        }

        report.ShouldBeClean();
    }

    [Fact]
    public void Text_is_written_whatever_room_is_left()
    {
        Report report = new();
        string[] texts =
        [
            .. Specials.Select(special => $"plain text {special}{special} and more of it, {special}"),
            "世界一二三四五六七八九十世界一二三四五六七八",
            "x世界一二三四五六七八九十世界一二三é四五六七八",
        ];
        foreach (string text in texts)
        {
            for (int room = 0; room <= LongestText; room++)
            {
                report.Same($"{text} in {room}", Escaped(text), Write(text, room));
            }
        }

        report.ShouldBeClean();
    }

    [Fact]
    public void A_lone_surrogate_is_refused_wherever_it_stands()
    {
        Report report = new();
        foreach (string lone in (string[])["\uD83D", "\uDE80", "\uD83Dx", "\uD83D\uD83D", "\uDE80\uD83D"])
        {
            for (int at = 0; at <= LongestText; at++)
            {
                string text = new string('é', at % 3) + new string('x', at) + lone;
                report.That(IsRefused(text), $"{at} before {lone.Length}", "written");
                report.That(IsRefused(text + "yy"), $"{at} before {lone.Length} and more", "written");
            }
        }

        report.ShouldBeClean();
    }

    /// <summary>Altered bytes in texts of all lengths, compared with the check of the platform.</summary>
    [Fact]
    public void What_is_UTF_8_is_found_as_the_platform_finds_it()
    {
        Random random = new(20_261_121);
        string[] pieces = [.. Specials, "plain text", "世界", "\uD7FF\uE000", "\U00010000\U0010FFFF"];
        int valid = 0;
        for (int round = 0; round < 200_000; round++)
        {
            StringBuilder text = new("abc");
            for (int i = random.Next(8); i >= 0; i--)
            {
                text.Append(pieces[random.Next(pieces.Length)]);
            }

            byte[] utf8 = Encoding.UTF8.GetBytes(text.ToString());
            for (int changes = random.Next(3); changes > 0; changes--)
            {
                // Near the edges of all ranges.
                utf8[random.Next(utf8.Length)] = (byte)(random.Next(16) * 16 + random.Next(-1, 2));
            }

            char[] utf16 = new char[utf8.Length];
            bool expected =
                Utf8.ToUtf16(utf8, utf16, out int read, out _, replaceInvalidSequences: false) == OperationStatus.Done;
            string message = Convert.ToHexString(utf8);
            IsValidUtf8?.Invoke(utf8).ShouldBe(expected, message);
            Utf8Text.IndexOfInvalid(utf8, out _).ShouldBe(expected ? -1 : read, message);
            valid += expected ? 1 : 0;
        }

        valid.ShouldBeInRange(10_000, 190_000);
    }

    /// <summary>The check by vectors, which the netstandard2.0 build does not have.</summary>
    [BuildFact(LibraryBuilds.Net10 | LibraryBuilds.Net8)]
    public void There_is_a_check_of_UTF_8_by_vectors() => IsValidUtf8.ShouldNotBeNull();

    /// <summary>Characters that differ from their neighbours.</summary>
    private static string Plain(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(i => (char)('0' + (i % 10))));

    /// <summary>Writes into a given amount of memory. The bytes around it must not change.</summary>
    private static string Write(string text, int room)
    {
        byte[] memory = new byte[Guard.Length + room + Guard.Length];
        Guard.CopyTo(memory, 0);
        Guard.CopyTo(memory, Guard.Length + room);
        WireWriter writer = new(memory.AsSpan(Guard.Length, room), WireOptions.Default, "", "");
        writer.WriteString(text);
        string written = Encoding.UTF8.GetString(writer.Written.ToArray());
        writer.Dispose();
        bool isKept =
            memory.AsSpan(0, Guard.Length).SequenceEqual(Guard)
            && memory.AsSpan(Guard.Length + room).SequenceEqual(Guard);
        return isKept ? written : "something beyond the memory";
    }

    private static bool IsRefused(string text)
    {
        WireWriter writer = new(new byte[64], WireOptions.Default, "", "");
        try
        {
            writer.WriteString(text);
            return false;
        }
        catch (WireException error) when (error.Code == WireErrorCode.NotRepresentable)
        {
            return true;
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static string Read(string json)
    {
        WireReader reader = default;
        reader.Open(Encoding.UTF8.GetBytes(json), WireOptions.Default);
        string text = reader.ReadString();
        reader.EndDocument();
        return reader.Failed ? "refused" : text;
    }

    /// <summary>Escapes like serde_json, one character at a time.</summary>
    private static string Escaped(string text)
    {
        StringBuilder json = new("\"");
        foreach (char c in text)
        {
            json.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\b' => "\\b",
                    '\t' => "\\t",
                    '\n' => "\\n",
                    '\f' => "\\f",
                    '\r' => "\\r",
                    < ' ' => $"\\u{(int)c:x4}",
                    _ => c.ToString(),
                }
            );
        }

        return json.Append('"').ToString();
    }

    private delegate bool Utf8Check(ReadOnlySpan<byte> utf8);
}
