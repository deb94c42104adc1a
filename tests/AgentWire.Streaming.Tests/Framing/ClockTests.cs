using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;
using Microsoft.Extensions.Time.Testing;

namespace AgentWire.Streaming.Tests.Framing;

/// <summary>The time of a message counts from its first byte to its last while a caller waits for it, and at no other time.</summary>
public sealed class ClockTests
{
    private static readonly ServerMessage Pong = new ServerMessage.Pong();
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(40);

    public static TheoryData<WireFraming> Framings => RoundTripTests.Framings;

    /// <summary>Gets data that can come between two messages without belonging to one. No line in it can become a data line.</summary>
    public static TheoryData<WireFraming, string> Silences =>
        new()
        {
            { WireFraming.NewlineDelimited, "\n" },
            { WireFraming.NewlineDelimited, "\r\n" },
            { WireFraming.NewlineDelimited, " \t \n\n \r\n" },
            { WireFraming.NewlineDelimited, "   " },
            { WireFraming.ServerSentEvents, ":\n\n" },
            { WireFraming.ServerSentEvents, ": ping\r\n" },
            { WireFraming.ServerSentEvents, "retry: 3000\n" },
            { WireFraming.ServerSentEvents, "id: 7\r" },
            { WireFraming.ServerSentEvents, "id\r\n\r\n" },
            { WireFraming.ServerSentEvents, "event: end\n\n" },
            { WireFraming.ServerSentEvents, "x-unknown: 1\nnothing\n" },
            { WireFraming.ServerSentEvents, "\r\r\n\n" },
        };

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Silence_between_messages_has_no_limit_wherever_it_is_cut(WireFraming framing, string silence)
    {
        byte[] pong = await Frame(framing);
        byte[] between = Encoding.UTF8.GetBytes(silence);
        for (int cut = 0; cut <= between.Length; cut++)
        {
            foreach (
                byte[][] pieces in (byte[][][])
                    [
                        [pong, between[..cut], between[cut..], pong],
                        [pong, [.. pong, .. between[..cut]], [.. between[cut..], .. pong]],
                    ]
            )
            {
                FakeTimeProvider clock = new();
                SteppedStream stream = new([.. pieces.Where(piece => piece.Length > 0)])
                {
                    Before = _ => clock.Advance(Long),
                };
                (List<ServerMessage> messages, Exception? end) = await Read(stream, framing, clock);
                end.ShouldBeNull($"cut at {cut}");
                messages.Count.ShouldBe(pieces.Length == 4 ? 2 : 3);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Silence_between_two_reads_has_a_limit_wherever_a_message_is_cut(WireFraming framing)
    {
        byte[] pong = await Frame(framing);
        // A data line, and a line, are complete before their last byte.
        for (int cut = 1; cut < pong.Length; cut++)
        {
            FakeTimeProvider clock = new();
            SteppedStream stream = new(pong, [.. pong, .. pong[..cut]], pong[cut..])
            {
                Before = at => clock.Advance(at == 2 ? Limit : Long),
            };
            (List<ServerMessage> messages, Exception? end) = await Read(stream, framing, clock);
            messages.ShouldBe([Pong, Pong], $"cut at {cut}");
            end.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.TimedOut);
        }
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_message_that_trickles_in_is_given_up(WireFraming framing)
    {
        byte[] pong = await Frame(framing);
        FakeTimeProvider clock = new();
        SteppedStream stream = new([pong, .. pong.Select(one => (byte[])[one])])
        {
            Before = _ => clock.Advance(TimeSpan.FromSeconds(5)),
        };
        (List<ServerMessage> messages, Exception? end) = await Read(stream, framing, clock);
        messages.ShouldBe([Pong]);
        end.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.TimedOut);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Each_message_has_the_whole_time(WireFraming framing)
    {
        byte[] pong = await Frame(framing);
        int half = pong.Length / 2;
        FakeTimeProvider clock = new();
        SteppedStream stream = new(
            pong[..half],
            [.. pong[half..], .. pong[..half]],
            [.. pong[half..], .. pong[..half]],
            pong[half..]
        )
        {
            Before = _ => clock.Advance(Most),
        };
        (List<ServerMessage> messages, Exception? end) = await Read(stream, framing, clock);
        end.ShouldBeNull();
        messages.ShouldBe([Pong, Pong, Pong]);
    }

    [Fact]
    public async Task An_event_whose_data_is_blank_takes_no_time_from_the_next()
    {
        FakeTimeProvider clock = new();
        SteppedStream stream = new("data:"u8.ToArray(), "\n\ndata: {"u8.ToArray(), "\"type\":\"pong\"}\n\n"u8.ToArray())
        {
            Before = _ => clock.Advance(Most),
        };
        (List<ServerMessage> messages, Exception? end) = await Read(stream, WireFraming.ServerSentEvents, clock);
        end.ShouldBeNull();
        messages.ShouldBe([Pong]);
    }

    [Theory]
    [InlineData("d", true)]
    [InlineData("dat", true)]
    [InlineData("id: 1\ndata", true)]
    [InlineData("data\n", true)]
    [InlineData("data\nid: 1\n", true)]
    [InlineData("date", false)]
    [InlineData("data-x", false)]
    [InlineData(" data", false)]
    [InlineData(":data", false)]
    public async Task A_line_that_may_still_become_one_of_data_counts_as_one(string start, bool isMessage)
    {
        FakeTimeProvider clock = new();
        SteppedStream stream = new(Encoding.UTF8.GetBytes(start), "\n\n"u8.ToArray())
        {
            Before = _ => clock.Advance(Long),
        };
        (_, Exception? end) = await Read(stream, WireFraming.ServerSentEvents, clock);
        (end as WireStreamException)?.Error.ShouldBe(WireStreamError.TimedOut);
        (end is not null).ShouldBe(isMessage);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Time_in_which_nobody_reads_does_not_count(WireFraming framing)
    {
        byte[] pong = await Frame(framing);
        FakeTimeProvider clock = new();
        // A byte of the second message has arrived when the first is taken.
        SteppedStream stream = new([.. pong, pong[0]], [.. pong[1..], .. pong]);
        await using WireStreamReader<ServerMessage> reader = Reader(stream, framing, clock);
        int count = 0;
        await foreach (ServerMessage message in reader.ReadAllAsync())
        {
            message.ShouldBe(Pong);
            count++;
            clock.Advance(Long);
        }

        count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_message_is_read_though_its_time_runs_out_with_its_last_byte_and_so_is_what_follows(
        WireFraming framing
    )
    {
        byte[] pong = await Frame(framing);
        FakeTimeProvider clock = new();
        SteppedStream stream = new(pong[..1], pong[1..], pong[..1], pong[1..], pong)
        {
            // The token is cancelled, and the bytes are there.
            After = at => clock.Advance(at % 2 == 1 ? Limit : TimeSpan.Zero),
            Before = at => clock.Advance(at is 2 or 4 ? Long : TimeSpan.Zero),
        };
        (List<ServerMessage> messages, Exception? end) = await Read(stream, framing, clock);
        end.ShouldBeNull();
        messages.ShouldBe([Pong, Pong, Pong]);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_message_whose_last_byte_is_in_the_pipe_when_its_time_runs_out_is_read(WireFraming framing)
    {
        byte[] pong = await Frame(framing);
        FakeTimeProvider clock = new();
        LatePipeScheduler scheduler = new();
        Pipe pipe = new(new(readerScheduler: scheduler, useSynchronizationContext: false));
        await using WireStreamReader<ServerMessage> reader = WireStreamReader.Create(
            pipe.Reader,
            framing,
            WalrusWire.Server,
            Options(clock)
        );
        Task<(List<ServerMessage> Messages, Exception? End)> reading = reader.ReadAllAsync().Outcome();
        await pipe.Writer.WriteAsync(pong.AsMemory(0, 1));
        await scheduler.RunAsync();
        await pipe.Writer.WriteAsync(pong.AsMemory(1));
        // The reader should continue with the data that has arrived, but has not done so yet.
        clock.Advance(Limit);
        await scheduler.RunAsync();
        clock.Advance(Long);
        await pipe.Writer.WriteAsync(pong);
        await scheduler.RunAsync();
        await pipe.Writer.CompleteAsync();
        await scheduler.RunAsync();
        (List<ServerMessage> messages, Exception? end) = await reading.InTime();
        end.ShouldBeNull();
        messages.ShouldBe([Pong, Pong]);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_message_that_is_not_complete_when_its_time_runs_out_is_given_up_though_bytes_arrived(
        WireFraming framing
    )
    {
        byte[] pong = await Frame(framing);
        FakeTimeProvider clock = new();
        LatePipeScheduler scheduler = new();
        Pipe pipe = new(new(readerScheduler: scheduler, useSynchronizationContext: false));
        await using WireStreamReader<ServerMessage> reader = WireStreamReader.Create(
            pipe.Reader,
            framing,
            WalrusWire.Server,
            Options(clock)
        );
        Task<(List<ServerMessage> Messages, Exception? End)> reading = reader.ReadAllAsync().Outcome();
        await pipe.Writer.WriteAsync(pong.AsMemory(0, 1));
        await scheduler.RunAsync();
        await pipe.Writer.WriteAsync(pong.AsMemory(1, 2));
        clock.Advance(Limit);
        await scheduler.RunAsync();
        (await reading.InTime()).End.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.TimedOut);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task A_pending_read_that_is_cancelled_ends_reading_whatever_the_clock_says(WireFraming framing)
    {
        byte[] pong = await Frame(framing);
        FakeTimeProvider clock = new();
        LatePipeScheduler scheduler = new();
        Pipe pipe = new(new(readerScheduler: scheduler, useSynchronizationContext: false));
        await using WireStreamReader<ServerMessage> reader = WireStreamReader.Create(
            pipe.Reader,
            framing,
            WalrusWire.Server,
            Options(clock)
        );
        Task<(List<ServerMessage> Messages, Exception? End)> reading = reader.ReadAllAsync().Outcome();
        await pipe.Writer.WriteAsync(pong);
        await scheduler.RunAsync();
        clock.Advance(Long);
        pipe.Reader.CancelPendingRead();
        await scheduler.RunAsync();
        (List<ServerMessage> messages, Exception? end) = await reading.InTime();
        messages.ShouldBe([Pong]);
        end.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.Disconnected);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task The_caller_s_token_ends_a_wait_after_a_time_that_ran_out_late(WireFraming framing)
    {
        byte[] pong = await Frame(framing);
        FakeTimeProvider clock = new();
        using CancellationTokenSource source = new();
        SteppedStream stream = new(pong[..1], pong[1..], pong)
        {
            After = at => clock.Advance(at == 1 ? Limit : TimeSpan.Zero),
            Before = at =>
            {
                if (at == 2)
                {
                    source.Cancel();
                }
            },
        };
        await using WireStreamReader<ServerMessage> reader = Reader(stream, framing, clock);
        (List<ServerMessage> messages, Exception? end) = await reader.ReadAllAsync(source.Token).Outcome();
        messages.ShouldBe([Pong]);
        end.ShouldBeAssignableTo<OperationCanceledException>()!.CancellationToken.ShouldBe(source.Token);
    }

    [Fact]
    public async Task A_timer_that_is_early_does_not_end_the_time()
    {
        byte[] pong = await Frame(WireFraming.NewlineDelimited);
        EarlyClock clock = new();
        SteppedStream stream = new(pong[..1], pong[1..2], pong[2..3], pong[3..])
        {
            Before = at => clock.Advance(at < 3 ? TimeSpan.FromSeconds(1) : Limit),
        };
        (_, Exception? end) = await Read(stream, WireFraming.NewlineDelimited, clock);
        end.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.TimedOut);
        clock.Fired.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_WebSocket_message_has_a_limit_and_the_silence_before_it_has_none()
    {
        string pong = WalrusWire.Server.ToJson(Pong);
        foreach (
            (TimeSpan wait, WireStreamError? expected) in new[]
            {
                (Most, default(WireStreamError?)),
                (Limit, WireStreamError.TimedOut),
            }
        )
        {
            FakeTimeProvider clock = new();
            using SteppedWebSocket socket = new(pong[..5], pong[5..], pong[..5], pong[5..])
            {
                // The last byte of the first message arrives when its time is over.
                After = at => clock.Advance(at == 1 ? Limit : TimeSpan.Zero),
                Before = at =>
                    clock.Advance(
                        at == 3 ? wait
                        : at % 2 == 0 ? Long
                        : TimeSpan.Zero
                    ),
            };
            await using WireStreamReader<ServerMessage> reader = WireStreamReader.Create(
                socket,
                WalrusWire.Server,
                Options(clock)
            );
            (List<ServerMessage> messages, Exception? end) = await reader.ReadAllAsync().Outcome();
            messages.Count.ShouldBe(expected is null ? 2 : 1);
            (end as WireStreamException)?.Error.ShouldBe(expected!.Value);
            (end is null).ShouldBe(expected is null);
        }
    }

    private static WireStreamOptions Options(TimeProvider clock) =>
        new() { FrameTimeout = Limit, TimeProvider = clock };

    private static WireStreamReader<ServerMessage> Reader(Stream stream, WireFraming framing, TimeProvider clock) =>
        WireStreamReader.Create(stream, framing, WalrusWire.Server, Options(clock));

    private static async Task<(List<ServerMessage> Messages, Exception? End)> Read(
        Stream stream,
        WireFraming framing,
        TimeProvider clock
    )
    {
        await using WireStreamReader<ServerMessage> reader = Reader(stream, framing, clock);
        return await reader.ReadAllAsync().Outcome().InTime();
    }

    private static Task<byte[]> Frame(WireFraming framing) =>
        new Root<ServerMessage>(WalrusWire.Server).Write(framing, [Pong]);

    /// <summary>Messages in two parts each, and then the close frame.</summary>
    private sealed class SteppedWebSocket(params string[] parts) : WebSocket
    {
        private int _next;

        public Action<int>? Before { get; init; }

        public Action<int>? After { get; init; }

        public override WebSocketCloseStatus? CloseStatus => null;
        public override string? CloseStatusDescription => null;
        public override WebSocketState State => WebSocketState.Open;
        public override string? SubProtocol => null;

        public override void Abort() { }

        public override Task CloseAsync(WebSocketCloseStatus status, string? description, CancellationToken token) =>
            Task.CompletedTask;

        public override Task CloseOutputAsync(
            WebSocketCloseStatus status,
            string? description,
            CancellationToken token
        ) => Task.CompletedTask;

        public override void Dispose() { }

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken token)
        {
            Before?.Invoke(_next);
            token.ThrowIfCancellationRequested();
            if (_next == parts.Length)
            {
                return Task.FromResult(new WebSocketReceiveResult(0, WebSocketMessageType.Close, true));
            }

            byte[] part = Encoding.UTF8.GetBytes(parts[_next]);
            part.CopyTo(buffer.Array!, buffer.Offset);
            After?.Invoke(_next);
            return Task.FromResult(
                new WebSocketReceiveResult(part.Length, WebSocketMessageType.Text, _next++ % 2 == 1)
            );
        }

        public override Task SendAsync(
            ArraySegment<byte> buffer,
            WebSocketMessageType type,
            bool isLast,
            CancellationToken token
        ) => throw new NotSupportedException();
    }

    /// <summary>Runs its actions when the test says so.</summary>
    private sealed class LatePipeScheduler : PipeScheduler
    {
        private readonly Queue<Action> _actions = [];

        public override void Schedule(Action<object?> action, object? state) => _actions.Enqueue(() => action(state));

        /// <summary>Runs on a thread without a context, where continuations run immediately, and wait again when this ends.</summary>
        public Task RunAsync() =>
            Task.Run(() =>
            {
                while (_actions.TryDequeue(out Action? action))
                {
                    action();
                }
            });
    }

    /// <summary>A clock whose timers fire with every advance, as a timer for an earlier message can.</summary>
    private sealed class EarlyClock : TimeProvider
    {
        private readonly List<Action> _timers = [];
        private long _now;

        public int Fired { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Add(() => callback(state));
            return new Timer();
        }

        public void Advance(TimeSpan time)
        {
            _now += time.Ticks;
            foreach (Action timer in _timers)
            {
                Fired++;
                timer();
            }
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() { }

            public ValueTask DisposeAsync() => default;
        }
    }
}
