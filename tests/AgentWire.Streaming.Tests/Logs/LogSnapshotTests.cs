using System.Globalization;
using AgentWire.Shared.Streams;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Logs;

/// <summary>A snapshot of the owner stands for messages that a reader has not got.</summary>
public sealed class LogSnapshotTests
{
    private static readonly MemoryLogOptions Five = new() { MaxMessages = 5 };

    [Fact]
    public async Task A_newcomer_gets_the_snapshot_and_what_follows_it()
    {
        await using Total total = new(Five);
        await total.AddAsync(1, 2, 3);
        WireLogReader<ServerMessage> reader = await total.Log.OpenReaderAsync(WireLogStart.Snapshot);
        await total.AddAsync(4);
        (await reader.ThereAsync()).ShouldBe("snapshot (total) (6) 4");
    }

    [Fact]
    public async Task Only_the_last_item_of_a_snapshot_has_a_position_and_a_client_resumes_after_it()
    {
        await using Total total = new(Five);
        WireLogPosition position = await total.AddAsync(1, 2, 3);
        await total.Log.CompleteAsync();
        List<WireLogItem<ServerMessage>> items = await total.Log.ReadAsync(WireLogStart.Snapshot).ToList();
        items.Select(item => item.Position).ShouldBe([null, null, position]);
        items
            .Select(item => item.Kind)
            .ShouldBe([
                WireLogItemKind.SnapshotStart,
                WireLogItemKind.SnapshotMessage,
                WireLogItemKind.SnapshotMessage,
            ]);
        items[0].Utf8.IsEmpty.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => items[0].Read());
        (await total.Log.ReadAsync(WireLogStart.After($"{items[2].Position}")).ToList()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_snapshot_can_be_empty_and_of_an_empty_log()
    {
        WireLogSnapshot<ServerMessage> nothing = new([], position: null);
        await using WireLog<ServerMessage> log = Said.Log(snapshot: _ => new(nothing));
        WireLogReader<ServerMessage> reader = await log.OpenReaderAsync(WireLogStart.Snapshot);
        reader.TryRead(out WireLogItem<ServerMessage> start).ShouldBeTrue();
        (start.Kind, start.Position?.Number).ShouldBe((WireLogItemKind.SnapshotStart, 0));
        await log.AppendAsync(1, 2);
        (await reader.ThereAsync()).ShouldBe("1 2");
        (await (await log.OpenReaderAsync(WireLogStart.After($"{start.Position}"))).ThereAsync()).ShouldBe("1 2");
    }

    [Fact]
    public async Task A_reader_that_falls_behind_is_told_and_moved_each_time()
    {
        await using Total total = new(Five);
        WireLogReader<ServerMessage> reader = await total.Log.OpenReaderAsync(
            WireLogStart.Live,
            WireLogGoneHandling.MoveToSnapshot
        );
        await total.AddAsync(1, 2);
        (await reader.ThereAsync()).ShouldBe("1 2");
        await total.AddAsync(1, 1, 1, 1, 1, 1);
        (await reader.ThereAsync()).ShouldBe("FellBehind (total) (9)");
        await total.AddAsync(1);
        (await reader.ThereAsync()).ShouldBe("1");

        // It falls behind while it reads the snapshot.
        await total.AddAsync(1, 1, 1, 1, 1, 1);
        (await reader.WaitToReadAsync()).ShouldBeTrue();
        await total.AddAsync(1, 1, 1, 1, 1, 1);
        (await reader.ThereAsync()).ShouldBe("FellBehind (total) (16) FellBehind (total) (22)");
    }

    [Fact]
    public async Task Messages_that_are_appended_while_the_snapshot_is_taken_are_not_lost()
    {
        Total? total = null;
        await using Total owner = new(Five, beforeReturning: () => total!.AddAsync(10));
        total = owner;
        await owner.AddAsync(1, 2);
        WireLogReader<ServerMessage> reader = await owner.Log.OpenReaderAsync(WireLogStart.Snapshot);
        (await reader.ThereAsync()).ShouldBe("snapshot (total) (3) 10");
    }

    [Fact]
    public async Task A_snapshot_that_is_given_to_many_is_encoded_once()
    {
        WireLogSnapshot<ServerMessage> snapshot = new([Said.Message("state")], position: null);
        await using WireLog<ServerMessage> log = Said.Log(snapshot: _ => new(snapshot));
        await log.CompleteAsync();
        List<WireLogItem<ServerMessage>> one = await log.ReadAsync(WireLogStart.Snapshot).ToList();
        List<WireLogItem<ServerMessage>> other = await log.ReadAsync(WireLogStart.Snapshot).ToList();
        one[1].Utf8.Equals(other[1].Utf8).ShouldBeTrue();
        snapshot.Messages.ShouldBe([Said.Message("state")]);
        (await (await log.OpenReaderAsync(WireLogStart.Snapshot)).ThereAsync()).ShouldBe("snapshot (state) end");
    }

    [Fact]
    public async Task A_snapshot_that_is_too_old_or_of_another_log_is_refused()
    {
        WireLogPosition? position = null;
        await using WireLog<ServerMessage> log = Said.Log(
            Five,
            _ => new(new WireLogSnapshot<ServerMessage>([], position))
        );
        WireLogPosition last = await log.AppendAsync(1, 8);
        await Refused("too old");
        position = new(last.Epoch, 2);
        await Refused("too old");
        position = new(last.Epoch, 9);
        await Refused("not one of this log");
        position = new(last.Epoch, long.MaxValue);
        await Refused("not one of this log");
        position = new("other", 8);
        await Refused("not one of this log");
        position = new(last.Epoch, 3);
        WireLogReader<ServerMessage> reader = await log.OpenReaderAsync(WireLogStart.Snapshot);
        (await reader.ThereAsync()).ShouldBe("snapshot 4 5 6 7 8");

        async Task Refused(string why) =>
            (
                await Should.ThrowAsync<InvalidOperationException>(log.OpenReaderAsync(WireLogStart.Snapshot).AsTask())
            ).Message.ShouldContain(why);
    }

    [Fact]
    public async Task A_log_without_a_snapshot_refuses_who_may_need_one()
    {
        await using WireLog<ServerMessage> log = Said.Log();
        await Should.ThrowAsync<InvalidOperationException>(log.OpenReaderAsync(WireLogStart.Snapshot).AsTask());
        await Should.ThrowAsync<InvalidOperationException>(
            log.OpenReaderAsync(whenGone: WireLogGoneHandling.MoveToSnapshot).AsTask()
        );
        await using WireLog<ServerMessage> careless = Said.Log(snapshot: _ => default);
        await Should.ThrowAsync<InvalidOperationException>(careless.OpenReaderAsync(WireLogStart.Snapshot).AsTask());
    }

    [Fact]
    public async Task What_goes_wrong_with_a_snapshot_is_thrown_to_its_reader()
    {
        await using WireLog<ServerMessage> failing = Said.Log(snapshot: _ => throw new TimeoutException());
        await Should.ThrowAsync<TimeoutException>(failing.OpenReaderAsync(WireLogStart.Snapshot).AsTask());
        await using WireLog<ServerMessage> unwritable = Said.Log(snapshot: _ =>
            new(new WireLogSnapshot<ServerMessage>([Said.Message("\ud800")], position: null))
        );
        await Should.ThrowAsync<WireException>(unwritable.OpenReaderAsync(WireLogStart.Snapshot).AsTask());
        Should.Throw<ArgumentNullException>(() => new WireLogSnapshot<ServerMessage>(null!, position: null));
        Should.Throw<ArgumentNullException>(() => new WireLogSnapshot<ServerMessage>([null!], position: null));
    }

    [Fact]
    public async Task Sums_are_right_for_every_reader_however_slow_it_is()
    {
        await using Total total = new(Five);
        Task<(int Sum, int Moves)>[] readers =
        [
            .. Enumerable.Range(0, 8).Select(i => Task.Run(() => SumAsync(total, i * 3))),
        ];
        for (int i = 0; i < 2_000; i++)
        {
            await total.AddAsync(1);
            if (i % 50 == 0)
            {
                await Task.Yield();
            }
        }

        await total.Log.CompleteAsync();
        (int Sum, int Moves)[] read = await Task.WhenAll(readers).InTime();
        read.ShouldAllBe(each => each.Sum == 2_000);
        read.Max(each => each.Moves).ShouldBeGreaterThan(1);
    }

    private static async Task<(int Sum, int Moves)> SumAsync(Total total, int slowness)
    {
        int sum = 0;
        int moves = 0;
        await foreach (
            WireLogItem<ServerMessage> item in total.Log.ReadAsync(
                WireLogStart.Snapshot,
                WireLogGoneHandling.MoveToSnapshot
            )
        )
        {
            if (item.Kind == WireLogItemKind.SnapshotStart)
            {
                sum = 0;
                moves++;
            }
            else if (int.TryParse(Said.Text(item.Read()), CultureInfo.InvariantCulture, out int number))
            {
                sum += number;
            }

            Thread.SpinWait(slowness * 1_000);
        }

        return (sum, moves);
    }

    /// <summary>An owner that adds numbers, and whose snapshot is a title and their sum.</summary>
    private sealed class Total : IAsyncDisposable
    {
        private readonly SemaphoreSlim _turn = new(1, 1);
        private readonly Func<Task>? _beforeReturning;
        private int _sum;
        private WireLogPosition? _position;

        public Total(MemoryLogOptions limits, Func<Task>? beforeReturning = null)
        {
            _beforeReturning = beforeReturning;
            Log = Said.Log(limits, TakeAsync);
        }

        public WireLog<ServerMessage> Log { get; }

        public async Task<WireLogPosition> AddAsync(params int[] numbers)
        {
            await _turn.WaitAsync();
            foreach (int number in numbers)
            {
                _position = (await Log.AppendAsync(Said.Message(number))).Position;
                _sum += number;
            }

            _turn.Release();
            return _position!.Value;
        }

        public async ValueTask DisposeAsync()
        {
            await Log.DisposeAsync();
            _turn.Dispose();
        }

        private async ValueTask<WireLogSnapshot<ServerMessage>> TakeAsync(CancellationToken token)
        {
            await _turn.WaitAsync(token);
            WireLogSnapshot<ServerMessage> snapshot = new([Said.Message("total"), Said.Message(_sum)], _position);
            _turn.Release();
            if (_beforeReturning is not null)
            {
                await _beforeReturning();
            }

            return snapshot;
        }
    }
}
