using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Framing;

/// <summary>A message that arrived completely but is not valid: it is thrown, skipped or returned, and the stream continues.</summary>
public sealed class UnreadableTests
{
    private static readonly ServerMessage Pong = new ServerMessage.Pong();

    private static readonly byte[][] Bad =
    [
        "{\"type\":\"pong\",}"u8.ToArray(),
        "{\"type\":\"error\",\"code\":70000,\"message\":\"m\"}"u8.ToArray(),
        [.. "{\"type\":\"hub\",\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8],
        "null"u8.ToArray(),
    ];

    public static TheoryData<WireFraming> Framings => RoundTripTests.Framings;

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task It_is_thrown_and_reading_again_goes_on_after_it(WireFraming framing)
    {
        await using WireStreamReader<ServerMessage> reader = Reader(framing, WireStreamOptions.Default);
        int refused = 0;
        List<ServerMessage> messages = [];
        while (true)
        {
            (List<ServerMessage> some, Exception? end) = await reader.ReadAllAsync().Outcome();
            messages.AddRange(some);
            if (end is null)
            {
                break;
            }

            end.ShouldBeOfType<WireException>().Error.ShouldBe(ErrorOf(Bad[refused++]));
        }

        refused.ShouldBe(Bad.Length);
        messages.ShouldBe(Enumerable.Repeat(Pong, Bad.Length + 1));
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task It_is_skipped_and_reported(WireFraming framing)
    {
        List<UnreadableMessage> reported = [];
        await using WireStreamReader<ServerMessage> reader = Reader(
            framing,
            new WireStreamOptions { OnUnreadable = reported.Add }
        );
        (await reader.ReadAllAsync().ToList()).ShouldBe(Enumerable.Repeat(Pong, Bad.Length + 1));
        AreBad(reported);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task It_is_handed_over_in_its_place(WireFraming framing)
    {
        await using WireStreamReader<ServerMessage> reader = Reader(framing, WireStreamOptions.Default);
        List<WireItem<ServerMessage>> items = await reader.ReadItemsAsync().ToList();
        items
            .Select(item => item.TryGetValue(out _))
            .ShouldBe(Enumerable.Range(0, items.Count).Select(i => i % 2 == 0));
        items.Select(item => item.Value).OfType<ServerMessage>().ShouldBe(Enumerable.Repeat(Pong, Bad.Length + 1));
        AreBad([.. items.Select(item => item.Unreadable).OfType<UnreadableMessage>()]);
    }

    [Fact]
    public async Task An_empty_frame_is_no_message()
    {
        await using WireStreamReader<ServerMessage> reader = WireStreamReader.Create(
            new ChunkedStream([0, 0, 0, 0]),
            WireFraming.LengthPrefixed,
            WalrusWire.Server
        );
        WireItem<ServerMessage> item = (await reader.ReadItemsAsync().ToList()).ShouldHaveSingleItem();
        item.Unreadable!.Error.Code.ShouldBe(WireErrorCode.Truncated);
    }

    private static void AreBad(List<UnreadableMessage> unreadable)
    {
        unreadable.Select(one => one.Utf8.ToArray()).ShouldBe(Bad);
        unreadable.Select(one => one.Error).ShouldBe(Bad.Select(ErrorOf));
    }

    private static WireError ErrorOf(byte[] message)
    {
        WalrusWire.Server.TryRead(message, out _, out WireError error).ShouldBeFalse();
        return error;
    }

    private static WireStreamReader<ServerMessage> Reader(WireFraming framing, WireStreamOptions options)
    {
        byte[] pong = WalrusWire.Server.ToUtf8Bytes(Pong);
        byte[] input =
        [
            .. Bad.SelectMany(bad => (byte[])[.. Frame(framing, pong), .. Frame(framing, bad)]),
            .. Frame(framing, pong),
        ];
        return WireStreamReader.Create(new ChunkedStream(input, 11), framing, WalrusWire.Server, options);
    }

    private static byte[] Frame(WireFraming framing, byte[] message) =>
        framing.Name switch
        {
            "ndjson" => [.. message, (byte)'\n'],
            "sse" => [.. "data: "u8, .. message, .. "\n\n"u8],
            _ => [0, 0, 0, (byte)message.Length, .. message],
        };
}
