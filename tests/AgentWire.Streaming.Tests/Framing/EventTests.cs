using System.Net.ServerSentEvents;
using System.Text;
using System.Text.RegularExpressions;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentWire.Streaming.Tests.Framing;

/// <summary>Server-sent events are interpreted as in the HTML standard, wherever their bytes are cut.</summary>
public sealed class EventTests
{
    private const string Pong = "data: {\"type\":\"pong\"}\n";

    private const string Event =
        "data: {\"type\":\"TEXT_MESSAGE_END\",\"timestamp\":\"2026-01-02T03:04:05Z\",\"messageId\":\"m\"}\n";
    private const string Heartbeat = "event: heartbeat\ndata: {\"type\":\"heartbeat\"}\n\n";

    /// <summary>A codec that refuses unknown tags and members.</summary>
    private static readonly WireCodec<AgUiEvent> Strict = SystemPromptWire.Server.With(
        new WireOptions { UnknownTags = UnknownTagHandling.Reject }
    );

    private static readonly string[] Tokens =
    [
        "\n",
        "\n",
        "\r",
        "\r\n",
        "data: 1",
        "data:2",
        "data:  {",
        "data",
        "data:",
        "data: \t",
        "Data: no",
        "data : no",
        "da",
        "id: 6",
        "id:7",
        "id",
        "id: ",
        "id: é",
        "id: a\0b",
        "retry: 1500",
        "retry:20",
        "retry: 1s",
        "retry",
        "retry: -1",
        "event: heartbeat",
        "event: heartbeat\n",
        "event:heartbeat\n",
        "event: Heartbeat\n",
        "event:  heartbeat\n",
        "event:end",
        "event",
        ": ping",
        ":",
        "x: y",
    ];

    private static readonly Gen<(string Text, int[] Sizes)> Streams =
        from mark in Gen.Elements("", "", "\uFEFF")
        from tokens in Gen.Elements(Tokens).ArrayOf().Resize(60)
        from sizes in Gen.Choose(1, 12).NonEmptyListOf()
        select (mark + string.Concat(tokens), sizes.ToArray());

    [Property(MaxTest = 1_000)]
    public Property Any_stream_is_interpreted_as_the_standard_says() =>
        Prop.ForAll(
            Streams.ToArbitrary(),
            both =>
            {
                Compare(both.Text, both.Sizes, WalrusWire.Server).GetAwaiter().GetResult();
                Compare(both.Text, both.Sizes, Strict).GetAwaiter().GetResult();
            }
        );

    [Property(MaxTest = 300)]
    public Property Any_stream_has_the_events_that_the_framework_finds() =>
        Prop.ForAll(
            Streams.ToArbitrary(),
            both =>
            {
                using MemoryStream bytes = new(Encoding.UTF8.GetBytes(both.Text));
                Interpret(both.Text)
                    .Events.Select(one => one.Data)
                    .ShouldBe(
                        SseParser
                            .Create(bytes)
                            .Enumerate()
                            .Select(item => item.Data)
                            .Where(data => data.Trim().Length > 0)
                    );
            }
        );

    [Theory]
    [InlineData($"id: 6\n{Pong}\nid: 7\n{Pong}", "6", WireStreamError.Truncated)]
    [InlineData($"id: 6\n{Pong}\n{Pong}id: 7\n", "6", WireStreamError.Truncated)]
    [InlineData($"id: 6\n{Pong}\nid: 7\n", "6", null)]
    [InlineData($"id: 6\n{Pong}\nid: 7", "6", null)]
    [InlineData($"id: 6\n{Pong}\nid: 7\n\n", "7", null)]
    [InlineData($"id: 6\n{Pong}\nid: 7\ndata:\n\n", "7", null)]
    [InlineData($"id: 6\n{Pong}\nid\n\n", "", null)]
    [InlineData($"id: 6\n{Pong}\nid: 7\0\n\n", "6", null)]
    [InlineData($"id: 6\nid: 7\n{Pong}\nid: 8\n", "7", null)]
    [InlineData($"id: 6\n{Pong}\n{Pong}\n", "6", null)]
    public async Task An_id_counts_when_its_event_is_complete(string text, string expected, WireStreamError? error)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int cut = 1; cut <= bytes.Length; cut++)
        {
            await using WireServerSentEventReader<ServerMessage> reader = Reader(
                new ChunkedStream(bytes, cut, bytes.Length)
            );
            (_, Exception? end) = await reader.ReadAllAsync().Outcome();
            reader.LastEventId.ShouldBe(expected, $"cut at {cut}");
            (end as WireStreamException)?.Error.ShouldBe(error!.Value);
            (end is null).ShouldBe(error is null);
        }
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_or_is_too_long_counts_as_far_as_it_was_delivered()
    {
        string text = $"id: 1\n{Pong}\nid: 2\ndata: x\n\nid: 3\ndata: {new string('x', 100)}\n\n";
        await using WireServerSentEventReader<ServerMessage> reader = WireStreamReader.CreateServerSentEvents(
            new ChunkedStream(Encoding.UTF8.GetBytes(text)),
            WalrusWire.Server.With(new WireOptions { MaxMessageBytes = 50 })
        );
        List<string> ids = [];
        WireStreamException failure = await Should.ThrowAsync<WireStreamException>(async () =>
        {
            await foreach (WireItem<ServerMessage> _ in reader.ReadItemsAsync())
            {
                ids.Add(reader.LastEventId);
            }
        });
        ids.ShouldBe(["1", "2"]);
        failure.Error.ShouldBe(WireStreamError.TooLarge);
        reader.LastEventId.ShouldBe("2");
    }

    [Theory]
    [InlineData("retry: 1500\n", 1500)]
    [InlineData("retry: 1500\r", 1500)]
    [InlineData("retry: 20\nretry: 30", 20)]
    [InlineData("retry: 20\nretry: 3x\nretry:\nretry: -1\nretry: 1.5\n", 20)]
    [InlineData("retry: 20\nretry: 99999999999999999999999999\n", 20)]
    [InlineData("retry: 0000000000000000000000000020\n", 20)]
    public async Task A_reconnection_interval_counts_when_its_line_is_complete(string text, int expected)
    {
        await using WireServerSentEventReader<ServerMessage> reader = Reader(
            new ChunkedStream(Encoding.UTF8.GetBytes(text), 3)
        );
        (await reader.ReadAllAsync().ToList()).ShouldBeEmpty();
        reader.ReconnectionInterval.ShouldBe(TimeSpan.FromMilliseconds(expected));
    }

    [Fact]
    public async Task An_event_is_given_when_its_last_byte_has_arrived_whatever_ends_its_lines()
    {
        foreach (string end in new[] { "\n", "\r", "\r\n" })
        {
            byte[] bytes = Encoding.UTF8.GetBytes(Pong.Replace("\n", end + end, StringComparison.Ordinal));
            ChunkedStream stream = new(bytes) { AtEnd = token => Task.Delay(Timeout.Infinite, token) };
            await using WireServerSentEventReader<ServerMessage> reader = Reader(stream);
            (await reader.ReadAllAsync().First().InTime()).ShouldBe(new ServerMessage.Pong());
        }
    }

    /// <summary>The next event can be read only if this one was dropped.</summary>
    [Theory]
    [InlineData(Heartbeat)]
    [InlineData("event:heartbeat\r\ndata: {\"type\":\"heartbeat\"}\r\n\r\n")]
    [InlineData("data: {\"type\":\"heartbeat\"}\nevent: heartbeat\n\n")]
    [InlineData("event: other\nevent: heartbeat\ndata: {\n\n")]
    [InlineData("event: heartbeat\ndata: not JSON\ndata: at all\n\n")]
    [InlineData("event: heartbeat\ndata: \n\n")]
    [InlineData("event: heartbeat\n\n")]
    [InlineData("event: heartbeat\n" + Event + "\n")]
    public async Task An_event_whose_name_carries_no_message_is_dropped_whatever_its_data_is(string dropped)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"{dropped}{Event}\nid: 7\n{dropped}");
        for (int cut = 1; cut <= bytes.Length; cut++)
        {
            await using WireServerSentEventReader<AgUiEvent> reader = WireStreamReader.CreateServerSentEvents(
                new ChunkedStream(bytes, cut, bytes.Length),
                Strict
            );
            List<AgUiEvent> events = await reader.ReadAllAsync().ToList();
            events.ShouldHaveSingleItem().ShouldBeOfType<AgUiEvent.TextMessageEnd>();
            // The id of the dropped event counts.
            reader.LastEventId.ShouldBe("7");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("event\n")]
    [InlineData("event:\n")]
    [InlineData("event: Heartbeat\n")]
    [InlineData("event: heartbeat \n")]
    [InlineData("event:  heartbeat\n")]
    [InlineData("event: heartbeats\n")]
    [InlineData("event: message\n")]
    [InlineData("event: heartbeat\nevent: message\n")]
    [InlineData("event: heartbeat\nevent\n")]
    [InlineData("Event: heartbeat\n")]
    public async Task An_event_of_another_name_is_a_message(string name)
    {
        foreach (string text in new[] { $"{name}{Event}\n", $"{Event}{name}\n" })
        {
            await using WireServerSentEventReader<AgUiEvent> reader = WireStreamReader.CreateServerSentEvents(
                new ChunkedStream(Encoding.UTF8.GetBytes(text), 3),
                Strict
            );
            (await reader.ReadAllAsync().ToList()).ShouldHaveSingleItem().ShouldBeOfType<AgUiEvent.TextMessageEnd>();
        }
    }

    [Fact]
    public async Task A_codec_whose_dialect_says_nothing_of_events_reads_them_all()
    {
        await using WireServerSentEventReader<ServerMessage> reader = Reader(
            new ChunkedStream(Encoding.UTF8.GetBytes($"event: heartbeat\n{Pong}\n"))
        );
        (await reader.ReadAllAsync().ToList()).ShouldBe([new ServerMessage.Pong()]);
    }

    [Theory]
    [InlineData("event: heartbeat\n", null)]
    [InlineData("event: heartbeat\ndata: {\"type\":\"heartb", null)]
    [InlineData("event: heartbeat\ndata: {\"type\":\"heartbeat\"}\n", null)]
    [InlineData("data: {\"type\":\"heartbeat\"}\nevent: heartbeat\n", null)]
    [InlineData("event: heartbeat\ndata: {}\nevent: message\n", WireStreamError.Truncated)]
    [InlineData("data: {}\nevent: heartbeat", WireStreamError.Truncated)]
    public async Task No_message_is_cut_with_an_event_whose_name_carries_none(string rest, WireStreamError? error)
    {
        await using WireServerSentEventReader<AgUiEvent> reader = WireStreamReader.CreateServerSentEvents(
            new ChunkedStream(Encoding.UTF8.GetBytes($"{Event}\n{rest}"), 5),
            Strict
        );
        (List<AgUiEvent> events, Exception? end) = await reader.ReadAllAsync().Outcome();
        events.Count.ShouldBe(1);
        (end as WireStreamException)?.Error.ShouldBe(error!.Value);
        (end is null).ShouldBe(error is null);
    }

    private static async Task Compare<T>(string text, int[] sizes, WireCodec<T> codec)
        where T : notnull
    {
        Interpretation expected = Interpret(text, [.. codec.ServerSentEvents.EventsWithoutMessage]);
        await using WireServerSentEventReader<T> reader = WireStreamReader.CreateServerSentEvents(
            new ChunkedStream(Encoding.UTF8.GetBytes(text), sizes),
            codec
        );
        List<(string Data, string Id)> events = [];
        WireStreamException? end = null;
        try
        {
            await foreach (WireItem<T> item in reader.ReadItemsAsync())
            {
                events.Add((Encoding.UTF8.GetString(item.Unreadable!.Utf8.ToArray()), reader.LastEventId));
            }
        }
        catch (WireStreamException exception)
        {
            end = exception;
        }

        events.ShouldBe(expected.Events);
        reader.LastEventId.ShouldBe(expected.LastId);
        reader.ReconnectionInterval.ShouldBe(expected.Retry);
        end?.Error.ShouldBe(WireStreamError.Truncated);
        (end is not null).ShouldBe(expected.IsCut);
    }

    /// <summary>Implements the standard line by line. Events that contain only white space are omitted.</summary>
    private static Interpretation Interpret(string text, params string[] withoutMessage)
    {
        string[] lines = Regex.Split(text.StartsWith('\uFEFF') ? text[1..] : text, "\r\n|\r|\n");
        List<(string Data, string Id)> events = [];
        (string? data, string name, string id, string lastId, TimeSpan? retry) = (null, "", "", "", null);
        foreach (string line in lines[..^1])
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string field = colon < 0 ? line : line[..colon];
            string value = colon < 0 ? "" : line[(colon + 1)..];
            value = value.StartsWith(' ') ? value[1..] : value;
            switch (field)
            {
                case "" when colon < 0:
                    lastId = id;
                    if (!string.IsNullOrWhiteSpace(data) && !withoutMessage.Contains(name))
                    {
                        events.Add((data, lastId));
                    }

                    (data, name) = (null, "");
                    break;
                case "event":
                    name = value;
                    break;
                case "data":
                    data = data is null ? value : $"{data}\n{value}";
                    break;
                case "id" when !value.Contains('\0', StringComparison.Ordinal):
                    id = value;
                    break;
                case "retry" when value.Length > 0 && value.All(char.IsAsciiDigit):
                    retry = TimeSpan.FromMilliseconds(
                        double.Parse(value, System.Globalization.CultureInfo.InvariantCulture)
                    );
                    break;
            }
        }

        string rest = lines[^1];
        bool mayBeData =
            rest.Length > 0
            && (
                "data".StartsWith(rest, StringComparison.Ordinal) || rest.StartsWith("data:", StringComparison.Ordinal)
            );
        bool isCut = !withoutMessage.Contains(name) && (data is not null || mayBeData);
        return new(events, lastId, retry, isCut);
    }

    private static WireServerSentEventReader<ServerMessage> Reader(Stream stream) =>
        WireStreamReader.CreateServerSentEvents(stream, WalrusWire.Server);

    private sealed record Interpretation(
        List<(string Data, string Id)> Events,
        string LastId,
        TimeSpan? Retry,
        bool IsCut
    );
}
