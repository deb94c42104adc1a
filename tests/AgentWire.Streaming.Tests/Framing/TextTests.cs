using System.Globalization;
using System.Text;
using AgentWire.Shared.Streams;
using AgentWire.SmoothOperator;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Framing;

/// <summary>The text of what was read, for people. It never shows a peer's text as it is.</summary>
public sealed class TextTests
{
    // Escape sequences of a terminal, a line break, a character that turns the direction of text, and one that separates lines.
    private const string Hostile = "\u001b[31m\r\nfake: ok\u202e\u2028";
    private const string Escaped = "\\u001b[31m\\u000d\\u000afake: ok\\u202e\\u2028";

    // The same in JSON that is kept, which has short escapes.
    private const string Compact = "\\u001b[31m\\r\\nfake: ok\\u202e\\u2028";

    private static readonly string Long = new('x', 1_000_000);

    [Fact]
    public async Task A_message_is_shown_as_it_is_in_a_record()
    {
        WireItem<ServerMessage> item = await Item(WalrusWire.Server, "{\"type\":\"pong\"}");
        item.ToString().ShouldBe("Pong { }");
        item.ToString().ShouldBe(item.Value!.ToString());
        (await Item(SmoothOperatorWire.AgentId, "\"agent-1\"")).ToString().ShouldBe("\"agent-1\"");
        (await Item(SmoothOperatorWire.ErrorCode, "\"MINE\"")).ToString().ShouldBe("MINE");
    }

    [Fact]
    public void An_item_without_anything_has_no_text()
    {
        default(WireItem<ServerMessage>).ToString().ShouldBe("");
        default(WireItem<string>).ToString().ShouldBe("");
    }

    [Fact]
    public async Task A_message_that_is_not_valid_shows_its_error()
    {
        UnreadableMessage unreadable = await Unreadable("{\"type\":\"error\",\"code\":70000,\"message\":\"m\"}");
        unreadable
            .ToString()
            .ShouldBe("out_of_range at /code (byte 23): expected an integer from 0 to 65535, found the number 70000");
        unreadable.ToString().ShouldBe(unreadable.Error.ToString());
        (await Item(WalrusWire.Server, "{\"type\":\"error\",\"code\":70000,\"message\":\"m\"}"))
            .ToString()
            .ShouldBe(unreadable.ToString());
    }

    [Fact]
    public async Task Text_of_a_peer_is_escaped()
    {
        string json = Quoted(Hostile);
        (await Item(WalrusWire.Server, $$"""{"type":"error","code":1,"message":{{json}}}"""))
            .ToString()
            .ShouldBe($"Error {{ Code = 1, Message = \"{Escaped}\" }}");
        (await Item(WalrusWire.Server, $$"""{"type":{{json}}}"""))
            .ToString()
            .ShouldBe($"Unknown {{ Tag = \"{Escaped}\", Json = {{\"type\":\"{Compact}\"}} }}");
        (await Item(SmoothOperatorWire.AgentId, json)).ToString().ShouldBe($"\"{Escaped}\"");
        (await Item(SmoothOperatorWire.ErrorCode, json)).ToString().ShouldBe(Escaped);
    }

    [Fact]
    public async Task Text_of_a_peer_is_escaped_in_an_error()
    {
        // JSON allows U+202E without an escape, but no control characters.
        string[] errors =
        [
            (await Unreadable("{\"type\":\"error\",\"code\":\"\u202e\\u001b\",\"message\":\"m\"}")).ToString(),
            (await Unreadable("{\"type\":\"pong\",\"\u202e\\n\":{\"\u202e\\u001b\":1,}}")).ToString(),
            (await Unreadable("{\"type\":\"pong\"\u001b[31m\u202e}")).ToString(),
            (await Unreadable("{\"type\":\"pong\",\"\r\n\":1}")).ToString(),
        ];
        foreach (string error in errors)
        {
            error.ShouldAllBe(character => IsSafe(character), error);
        }

        errors[0].ShouldContain("\\u202e");
        errors[1].ShouldContain(" at /\\u202e\\u000a");
    }

    [Fact]
    public async Task Long_text_of_a_peer_is_cut()
    {
        (await Item(WalrusWire.Server, $$"""{"type":"error","code":1,"message":"{{Long}}"}"""))
            .ToString()
            .ShouldBe($"Error {{ Code = 1, Message = \"{new string('x', 100)}…\" (1000000 characters) }}");
        (await Item(SmoothOperatorWire.AgentId, $"\"{Long}\""))
            .ToString()
            .ShouldBe($"\"{new string('x', 100)}…\" (1000000 characters)");
        (await Item(SmoothOperatorWire.ErrorCode, $"\"{Long}\"")).ToString().Length.ShouldBeLessThan(2000);
        (await Item(WalrusWire.Server, $$"""{"type":"{{Long}}"}""")).ToString().Length.ShouldBeLessThan(2000);
        (await Unreadable($$"""{"type":"error","code":"{{Long}}","message":"m"}"""))
            .ToString()
            .Length.ShouldBeLessThan(1000);
        (await Unreadable($$"""{"type":"pong","{{Long}}":{"{{Long}}":x} }""")).ToString().Length.ShouldBeLessThan(1000);
    }

    private static bool IsSafe(char character) =>
        char.GetUnicodeCategory(character)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );

    private static string Quoted(string text) =>
        $"\"{string.Concat(text.Select(character => char.IsControl(character) ? $"\\u{(int)character:x4}" : $"{character}"))}\"";

    private static async Task<UnreadableMessage> Unreadable(string json) =>
        (await Item(WalrusWire.Server, json)).Unreadable!;

    /// <summary>Reads an item from a frame, which can contain line breaks.</summary>
    private static async Task<WireItem<T>> Item<T>(WireCodec<T> codec, string json)
        where T : notnull
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        byte[] length = BitConverter.GetBytes(utf8.Length);
        Array.Reverse(length);
        await using WireStreamReader<T> reader = WireStreamReader.Create(
            new ChunkedStream([.. length, .. utf8]),
            WireFraming.LengthPrefixed,
            codec
        );
        return (await reader.ReadItemsAsync().ToList()).ShouldHaveSingleItem();
    }
}
