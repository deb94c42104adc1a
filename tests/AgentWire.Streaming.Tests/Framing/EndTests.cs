using System.Buffers.Binary;
using System.Text;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Framing;

/// <summary>A clean end, a cut, a frame that is too large, a lost connection and cancellation are five different things.</summary>
public sealed class EndTests
{
    private const int MaxBytes = 64;

    private static readonly ServerMessage Pong = new ServerMessage.Pong();

    private static readonly WireCodec<ServerMessage> Small = WalrusWire.Server.With(
        new WireOptions { MaxMessageBytes = MaxBytes }
    );

    public static TheoryData<WireFraming> Framings => RoundTripTests.Framings;

    /// <summary>Gets what follows a complete message, and how reading then ends; null for a clean end.</summary>
    public static TheoryData<WireFraming, string, WireStreamError?> Rests =>
        new()
        {
            { WireFraming.NewlineDelimited, "", null },
            { WireFraming.NewlineDelimited, "\r\n \n", null },
            { WireFraming.NewlineDelimited, "  ", null },
            { WireFraming.NewlineDelimited, "{\"type\":\"po", WireStreamError.Truncated },
            { WireFraming.NewlineDelimited, "{", WireStreamError.Truncated },
            { WireFraming.ServerSentEvents, "", null },
            { WireFraming.ServerSentEvents, ": ping\n", null },
            { WireFraming.ServerSentEvents, ": pi", null },
            { WireFraming.ServerSentEvents, "id: 1\n", null },
            { WireFraming.ServerSentEvents, "id: 1\r", null },
            { WireFraming.ServerSentEvents, "retry: 100\n", null },
            { WireFraming.ServerSentEvents, "retry: 10", null },
            { WireFraming.ServerSentEvents, "event: end\nid", null },
            { WireFraming.ServerSentEvents, "e", null },
            { WireFraming.ServerSentEvents, "nothing\n", null },
            { WireFraming.ServerSentEvents, "date", null },
            { WireFraming.ServerSentEvents, "database: x", null },
            { WireFraming.ServerSentEvents, "data : x\n", null },
            { WireFraming.ServerSentEvents, "data:\n\n", null },
            { WireFraming.ServerSentEvents, "d", WireStreamError.Truncated },
            { WireFraming.ServerSentEvents, "id: 1\nda", WireStreamError.Truncated },
            { WireFraming.ServerSentEvents, "data", WireStreamError.Truncated },
            { WireFraming.ServerSentEvents, "data\n", WireStreamError.Truncated },
            { WireFraming.ServerSentEvents, "data:\nid: 1\n", WireStreamError.Truncated },
            { WireFraming.ServerSentEvents, "data: {\"type\":\"pong\"}", WireStreamError.Truncated },
            { WireFraming.ServerSentEvents, "data: {\"type\":\"pong\"}\n", WireStreamError.Truncated },
            { WireFraming.ServerSentEvents, "data: {\"type\":\"pong\"}\r\n", WireStreamError.Truncated },
            { WireFraming.LengthPrefixed, "", null },
            { WireFraming.LengthPrefixed, "\0\0\0", null },
            { WireFraming.LengthPrefixed, "\0\0\0\u000f", WireStreamError.Truncated },
            { WireFraming.LengthPrefixed, "\0\0\0\u000f{\"type\":", WireStreamError.Truncated },
        };

    [Theory]
    [MemberData(nameof(Rests))]
    public async Task A_stream_that_ends_between_messages_ends_cleanly_and_another_was_cut(
        WireFraming framing,
        string rest,
        WireStreamError? expected
    )
    {
        byte[] input = [.. await Frames(framing, Pong), .. Encoding.UTF8.GetBytes(rest)];
        // In parts of one size, and cut in two at every position.
        IEnumerable<int[]> cuts = Enumerable.Range(1, input.Length).Select(first => new[] { first, input.Length });
        foreach (int[] sizes in cuts.Prepend([3]).Prepend([1]))
        {
            await using WireStreamReader<ServerMessage> reader = Reader(new ChunkedStream(input, sizes), framing);
            (List<ServerMessage> messages, Exception? end) = await reader.ReadAllAsync().Outcome();
            messages.ShouldBe([Pong]);
            (end as WireStreamException)?.Error.ShouldBe(expected!.Value);
            (end is null).ShouldBe(expected is null);
        }
    }

    [Fact]
    public async Task A_last_line_without_its_end_is_a_message_if_it_is_whole()
    {
        byte[] input = "{\"type\":\"pong\"}\n{\"type\":\"pong\"}"u8.ToArray();
        (List<ServerMessage> messages, Exception? end) = await Read(
            new ChunkedStream(input, 7),
            WireFraming.NewlineDelimited
        );
        messages.ShouldBe([Pong, Pong]);
        end.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_message_of_the_longest_length_passes_and_one_byte_more_does_not(WireFraming framing)
    {
        foreach (int size in new[] { 1, 10, 1000 })
        {
            ServerMessage longest = OfLength(MaxBytes);
            byte[] input =
            [
                .. await Frames(framing, Pong, longest),
                .. await Frames(framing, OfLength(MaxBytes + 1), Pong),
            ];
            await using WireStreamReader<ServerMessage> reader = Reader(new ChunkedStream(input, size), framing);
            (List<ServerMessage> messages, Exception? end) = await reader.ReadAllAsync().Outcome();
            messages.ShouldBe([Pong, longest]);
            end.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.TooLarge);
            await Should.ThrowAsync<InvalidOperationException>(() => reader.ReadAllAsync().ToList());
        }
    }

    [Theory]
    [InlineData(MaxBytes + 1u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0x80000000u)]
    [InlineData(uint.MaxValue)]
    public async Task A_length_prefix_beyond_the_limit_is_refused_before_anything_is_read(uint length)
    {
        byte[] input = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(input, length);
        // Nothing follows the prefix. A reader that waited for more would wait for ever.
        ChunkedStream stream = new(input) { AtEnd = token => Task.Delay(Timeout.Infinite, token) };
        (_, Exception? end) = await Read(stream, WireFraming.LengthPrefixed).InTime();
        end.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.TooLarge);
    }

    [Fact]
    public async Task An_endless_line_event_or_comment_is_refused_at_the_limit()
    {
        foreach (
            (WireFraming framing, string start, string endless) in new[]
            {
                (WireFraming.NewlineDelimited, "", "x"),
                (WireFraming.NewlineDelimited, "", " "),
                (WireFraming.ServerSentEvents, "data: ", "x"),
                (WireFraming.ServerSentEvents, ":", "x"),
                (WireFraming.ServerSentEvents, "id: ", "1"),
                (WireFraming.ServerSentEvents, "", "data: x\n"),
                (WireFraming.ServerSentEvents, "", "data\r"),
                (WireFraming.ServerSentEvents, "", "id:\r\n"),
                (WireFraming.ServerSentEvents, "", "x"),
            }
        )
        {
            Endless stream = new(start, endless);
            await using WireStreamReader<ServerMessage> reader = Reader(stream, framing);
            (List<ServerMessage> messages, Exception? end) = await reader.ReadAllAsync().Outcome().InTime();
            messages.ShouldBeEmpty();
            end.ShouldBeOfType<WireStreamException>()
                .Error.ShouldBe(WireStreamError.TooLarge, $"{framing} {start}{endless}");
            stream.BytesRead.ShouldBeLessThan(100_000);
        }
    }

    [Fact]
    public async Task Comments_without_end_are_no_message_and_no_fault()
    {
        byte[] input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(": ping\n\n", 10_000)));
        byte[] pong = await Frames(WireFraming.ServerSentEvents, Pong);
        (List<ServerMessage> messages, Exception? end) = await Read(
            new ChunkedStream([.. input, .. pong]),
            WireFraming.ServerSentEvents
        );
        messages.ShouldBe([Pong]);
        end.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Cancellation_ends_the_wait_with_the_callers_token(WireFraming framing)
    {
        using CancellationTokenSource source = new();
        ChunkedStream stream = new([.. await Frames(framing, Pong), (byte)'{'])
        {
            AtEnd = token =>
            {
                source.CancelAfter(20);
                return Task.Delay(Timeout.Infinite, token);
            },
        };
        await using WireStreamReader<ServerMessage> reader = Reader(stream, framing);
        (List<ServerMessage> messages, Exception? end) = await reader.ReadAllAsync(source.Token).Outcome().InTime();
        messages.ShouldBe([Pong]);
        end.ShouldBeAssignableTo<OperationCanceledException>()!.CancellationToken.ShouldBe(source.Token);
        await Should.ThrowAsync<InvalidOperationException>(() => reader.ReadAllAsync().ToList());
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_token_that_is_cancelled_already_reads_nothing(WireFraming framing)
    {
        await using WireStreamReader<ServerMessage> reader = Reader(
            new ChunkedStream(await Frames(framing, Pong)),
            framing
        );
        (List<ServerMessage> messages, Exception? end) = await reader.ReadAllAsync(new(true)).Outcome();
        messages.ShouldBeEmpty();
        end.ShouldBeAssignableTo<OperationCanceledException>();
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_failing_transport_is_a_cut_within_a_message_and_a_lost_connection_between_two(
        WireFraming framing
    )
    {
        byte[] frames = await Frames(framing, Pong, Pong);
        byte[] whole = await Frames(framing, Pong);
        foreach (
            (int length, WireStreamError expected) in new[]
            {
                (whole.Length, WireStreamError.Disconnected),
                (frames.Length - 3, WireStreamError.Truncated),
            }
        )
        {
            ChunkedStream stream = new(frames[..length]) { AtEnd = _ => throw new IOException("reset") };
            (List<ServerMessage> messages, Exception? end) = await Read(stream, framing);
            messages.ShouldBe([Pong]);
            WireStreamException failure = end.ShouldBeOfType<WireStreamException>();
            failure.Error.ShouldBe(expected);
            failure.InnerException!.Message.ShouldBe("reset");
        }
    }

    [Fact]
    public void A_time_limit_is_positive_or_infinite()
    {
        new WireStreamOptions { FrameTimeout = Timeout.InfiniteTimeSpan }.FrameTimeout.ShouldBe(
            Timeout.InfiniteTimeSpan
        );
        foreach (TimeSpan wrong in new[] { TimeSpan.Zero, TimeSpan.FromSeconds(-5), TimeSpan.FromDays(25) })
        {
            Should.Throw<ArgumentOutOfRangeException>(() => new WireStreamOptions { FrameTimeout = wrong });
        }
    }

    private static WireStreamReader<ServerMessage> Reader(Stream stream, WireFraming framing) =>
        WireStreamReader.Create(stream, framing, Small);

    private static async Task<(List<ServerMessage> Messages, Exception? End)> Read(Stream stream, WireFraming framing)
    {
        await using WireStreamReader<ServerMessage> reader = Reader(stream, framing);
        return await reader.ReadAllAsync().Outcome();
    }

    private static Task<byte[]> Frames(WireFraming framing, params object[] messages) =>
        new Root<ServerMessage>(WalrusWire.Server).Write(framing, messages);

    private static ServerMessage.Error OfLength(int bytes)
    {
        int empty = WalrusWire.Server.ToUtf8Bytes(new ServerMessage.Error { Code = 1, Message = "" }).Length;
        return new() { Code = 1, Message = new string('x', bytes - empty) };
    }

    /// <summary>A start, followed by the same bytes for ever.</summary>
    private sealed class Endless(string start, string rest) : MemoryStream
    {
        private readonly byte[] _start = Encoding.UTF8.GetBytes(start);
        private readonly byte[] _rest = Encoding.UTF8.GetBytes(rest);

        public long BytesRead { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Span<byte> span = buffer.Span;
            for (int i = 0; i < span.Length; i++, BytesRead++)
            {
                span[i] =
                    BytesRead < _start.Length ? _start[BytesRead] : _rest[(BytesRead - _start.Length) % _rest.Length];
            }

            return new(span.Length);
        }

        public override async Task<int> ReadAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken
        ) => await ReadAsync(buffer.AsMemory(offset, count), cancellationToken);
    }
}
