using AgentWire.Shared.Streams;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Logs;

/// <summary>Where readers begin, and what happens to those that cannot continue.</summary>
public sealed class LogReaderTests
{
    private static readonly MemoryLogOptions Five = new() { MaxMessages = 5 };

    [Theory]
    [InlineData(false, null)]
    [InlineData(false, "boom")]
    [InlineData(true, null)]
    public async Task A_reader_that_was_opened_at_the_end_knows_how_the_log_ended(bool isEmpty, string? error)
    {
        await using WireLog<ServerMessage> log = WireLog.Create(WalrusWire.Server);
        WireLogStart last = WireLogStart.Oldest;
        if (!isEmpty)
        {
            WireLogAppended appended = await log.AppendAsync(new ServerMessage.Pong());
            (await log.OpenReaderAsync(WireLogStart.Live)).End.ShouldBeNull();
            last = WireLogStart.After(appended.Position);
        }

        (await log.OpenReaderAsync(last)).End.ShouldBeNull();
        await (error is null ? log.CompleteAsync() : log.FailAsync(error));
        foreach (WireLogStart start in new[] { last, WireLogStart.Live })
        {
            WireLogReader<ServerMessage> reader = await log.OpenReaderAsync(start);
            reader.End.ShouldBe(new WireLogEnd { Error = error });
            if (error is null)
            {
                (await reader.WaitToReadAsync()).ShouldBeFalse();
            }
            else
            {
                await Should.ThrowAsync<WireLogFailedException>(reader.WaitToReadAsync().AsTask());
            }
        }

        WireLogReader<ServerMessage> oldest = await log.OpenReaderAsync();
        (oldest.End is null).ShouldBe(!isEmpty);
    }

    [Fact]
    public async Task A_reader_begins_where_it_wants_to()
    {
        await using WireLog<ServerMessage> log = Said.Log(Five);
        WireLogPosition last = await log.AppendAsync(1, 8);
        (await There(WireLogStart.Oldest)).ShouldBe("4 5 6 7 8");
        (await There(default)).ShouldBe("4 5 6 7 8");
        (await There(WireLogStart.Live)).ShouldBe("");
        (await There(WireLogStart.After(last))).ShouldBe("");
        (await There(WireLogStart.After(new WireLogPosition(last.Epoch, 5)))).ShouldBe("6 7 8");
        (await There(WireLogStart.After($"{last.Epoch}-7"))).ShouldBe("8");
        // Message 3 is not kept, and the reader does not need it.
        (await There(WireLogStart.After($"{last.Epoch}-3"))).ShouldBe("4 5 6 7 8");

        async Task<string> There(WireLogStart start) => await (await log.OpenReaderAsync(start)).ThereAsync();
    }

    [Fact]
    public async Task The_beginning_of_a_log_is_a_position_too()
    {
        await using WireLog<ServerMessage> log = Said.Log();
        WireLogPosition first = await log.AppendAsync(1, 1);
        WireLogReader<ServerMessage> reader = await log.OpenReaderAsync(WireLogStart.After($"{first.Epoch}-0"));
        (await reader.ThereAsync()).ShouldBe("1");
    }

    [Theory]
    [InlineData("", WireLogGoneReason.Malformed)]
    [InlineData("8", WireLogGoneReason.Malformed)]
    [InlineData("{0}-8x", WireLogGoneReason.Malformed)]
    [InlineData("{0}-08", WireLogGoneReason.Malformed)]
    [InlineData("other-8", WireLogGoneReason.OtherEpoch)]
    [InlineData("other-0", WireLogGoneReason.OtherEpoch)]
    [InlineData("{0}-9", WireLogGoneReason.Future)]
    [InlineData("{0}-9223372036854775807", WireLogGoneReason.Future)]
    [InlineData("{0}-2", WireLogGoneReason.NotKept)]
    [InlineData("{0}-0", WireLogGoneReason.NotKept)]
    public async Task A_position_that_is_gone_is_told(string text, WireLogGoneReason reason)
    {
        WireLogPosition newest = default;
        await using WireLog<ServerMessage> log = Said.Log(
            Five,
            _ => new(new WireLogSnapshot<ServerMessage>([Said.Message("state")], newest))
        );
        newest = await log.AppendAsync(1, 8);
        WireLogStart start = WireLogStart.After(text.Replace("{0}", newest.Epoch, StringComparison.Ordinal));

        WireLogGone gone = (await Should.ThrowAsync<WireLogGoneException>(log.OpenReaderAsync(start).AsTask())).Gone;
        gone.ShouldBe(new(reason, new(newest.Epoch, 4), newest));
        await Should.ThrowAsync<WireLogGoneException>(log.ReadAsync(start).ToList());

        WireLogReader<ServerMessage> moved = await log.OpenReaderAsync(start, WireLogGoneHandling.MoveToSnapshot);
        (await moved.ThereAsync()).ShouldBe($"{reason} (state)");
        await log.AppendAsync(9, 9);
        (await moved.ThereAsync()).ShouldBe("9");
    }

    [Fact]
    public async Task Each_reason_is_a_sentence_of_its_own()
    {
        string[] sentences =
        [
            .. Enum.GetValues<WireLogGoneReason>()
                .Select(reason => new WireLogGoneException(new(reason, new("a", 4), new("a", 8))).Message),
        ];
        sentences.Distinct().Count().ShouldBe(5);
        sentences.ShouldAllBe(sentence => sentence.EndsWith('.'));
        new WireLogGone(WireLogGoneReason.Future, new("a", 9), new("a", 8)).ToString().ShouldContain("none is kept");
        Should.Throw<ArgumentNullException>(() => new WireLogGoneException(null!));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_reader_that_falls_behind_is_told_and_cut()
    {
        await using WireLog<ServerMessage> log = Said.Log(Five);
        WireLogReader<ServerMessage> reader = await log.OpenReaderAsync(WireLogStart.Live);
        WireLogPosition last = await log.AppendAsync(1, 3);
        (await reader.WaitToReadAsync()).ShouldBeTrue();
        last = await log.AppendAsync(4, 20);

        // It has got what was there when it looked, and nothing after the gap.
        List<string> read = [];
        while (reader.TryRead(out WireLogItem<ServerMessage> item))
        {
            read.Add(Said.Word(item));
        }

        read.ShouldBe(["1", "2", "3"]);
        for (int time = 0; time < 2; time++)
        {
            WireLogGone gone = (await Should.ThrowAsync<WireLogGoneException>(reader.WaitToReadAsync().AsTask())).Gone;
            gone.ShouldBe(new(WireLogGoneReason.FellBehind, new(last.Epoch, 16), last));
            reader.TryRead(out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_reader_that_does_not_fall_behind_is_not_cut()
    {
        await using WireLog<ServerMessage> log = Said.Log(Five);
        WireLogReader<ServerMessage> reader = await log.OpenReaderAsync(WireLogStart.Live);
        for (int i = 0; i < 10; i++)
        {
            await log.AppendAsync(1, 5);
            (await reader.ThereAsync()).ShouldBe("1 2 3 4 5");
        }
    }

    [Fact]
    public async Task A_log_that_ends_while_a_reader_is_behind_has_not_ended_for_it()
    {
        await using WireLog<ServerMessage> log = Said.Log(Five);
        WireLogReader<ServerMessage> reader = await log.OpenReaderAsync(WireLogStart.Live);
        await log.AppendAsync(1, 6);
        await log.CompleteAsync();
        await Should.ThrowAsync<WireLogGoneException>(reader.WaitToReadAsync().AsTask());
    }

    [Fact]
    public async Task A_wait_can_be_cancelled_and_nothing_is_lost()
    {
        await using WireLog<ServerMessage> log = Said.Log();
        WireLogReader<ServerMessage> reader = await log.OpenReaderAsync();
        for (int i = 1; i <= 3; i++)
        {
            using CancellationTokenSource source = new();
            Task<bool> wait = reader.WaitToReadAsync(source.Token).AsTask();
            source.Cancel();
            OperationCanceledException cancelled = await Should.ThrowAsync<OperationCanceledException>(wait.InTime());
            cancelled.CancellationToken.ShouldBe(source.Token);
            await log.AppendAsync(i, i);
            (await reader.ThereAsync()).ShouldBe($"{i}");
        }

        await log.CompleteAsync();
        (await reader.ThereAsync()).ShouldBe("end");
        (await reader.WaitToReadAsync()).ShouldBeFalse();
        reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_sequence_can_be_cancelled()
    {
        await using WireLog<ServerMessage> log = Said.Log();
        await log.AppendAsync(1, 1);
        using CancellationTokenSource source = new();
        Task<List<WireLogItem<ServerMessage>>> live = log.ReadAsync(cancellationToken: source.Token).ToList();
        source.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(live.InTime());
    }

    [Fact]
    public async Task The_place_of_a_reader_is_taken_when_it_is_opened()
    {
        await using WireLog<ServerMessage> log = Said.Log();
        WireLogReader<ServerMessage> reader = await log.OpenReaderAsync(WireLogStart.Live);
        await log.AppendAsync(1, 1);
        (await reader.ThereAsync()).ShouldBe("1");
    }

    [Fact]
    public async Task What_is_there_is_read_without_waiting()
    {
        await using WireLog<ServerMessage> log = Said.Log();
        await log.AppendAsync(1, 3);
        WireLogReader<ServerMessage> reader = await log.OpenReaderAsync();
        reader.TryRead(out _).ShouldBeTrue();
        reader.TryRead(out _).ShouldBeTrue();
        reader.TryRead(out _).ShouldBeTrue();
        reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_reader_whose_code_blocks_holds_up_nobody()
    {
        await using WireLog<ServerMessage> log = Said.Log();
        using ManualResetEventSlim isBlocked = new();
        using ManualResetEventSlim goesOn = new();
        Task blocked = BlockAsync();
        await log.AppendAsync(1, 1);
        isBlocked.Wait(Limited.Time).ShouldBeTrue();
        WireLogReader<ServerMessage> other = await log.OpenReaderAsync();
        Task<bool> waiting = (await log.OpenReaderAsync(WireLogStart.Live)).WaitToReadAsync().AsTask();
        await log.AppendAsync(2, 3);
        (await waiting.InTime()).ShouldBeTrue();
        (await other.ThereAsync()).ShouldBe("1 2 3");
        goesOn.Set();
        await blocked.InTime();

        async Task BlockAsync()
        {
            await foreach (WireLogItem<ServerMessage> _ in log.ReadAsync())
            {
                isBlocked.Set();
                goesOn.Wait(Limited.Time).ShouldBeTrue();
                return;
            }
        }
    }

    [Fact]
    public void A_start_says_where()
    {
        $"{WireLogStart.Oldest} {WireLogStart.Live} {WireLogStart.Snapshot}".ShouldBe("Oldest Live Snapshot");
        $"{WireLogStart.After("a-1")}, {WireLogStart.After("a")}".ShouldBe("After a-1, Malformed");
        WireLogStart.After("a-1").ShouldBe(WireLogStart.After(new WireLogPosition("a", 1)));
        Should.Throw<ArgumentNullException>(() => WireLogStart.After(null!));
    }
}
