using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentWire.Shared.Streams;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Logs;

/// <summary>Appending to a log, ending it, and reading it from its beginning.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task A_log_is_read_by_several_readers_as_it_was_appended()
    {
        await using WireLog<ServerMessage> log = WireLog.Create(WalrusWire.Server);
        Task<List<WireLogItem<ServerMessage>>> live = log.ReadAsync().ToList();
        WireLogAppended first = await log.AppendAsync(Said.Message("one"));
        WireLogAppended second = await log.AppendAsync(Said.Message("two"));
        first.IsRepetition.ShouldBeFalse();
        second.Position.ShouldBe(new(first.Position.Epoch, 2));
        await log.CompleteAsync();
        foreach (
            List<WireLogItem<ServerMessage>> items in new[] { await live.InTime(), await log.ReadAsync().ToList() }
        )
        {
            items.Select(item => item.Position).ShouldBe([first.Position, second.Position]);
            items.Select(item => item.Read()).ShouldBe([Said.Message("one"), Said.Message("two")]);
            items.ShouldAllBe(item => item.Kind == WireLogItemKind.Message && item.Gone == null);
            items[1].Utf8.ToArray().ShouldBe(WalrusWire.Server.ToUtf8Bytes(Said.Message("two")));
            items[1].ToString().ShouldBe($"Message {second.Position}");
        }
    }

    [Fact]
    public async Task A_message_is_encoded_once_for_all_readers()
    {
        JsonSerializerOptions options = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        WireCodec<Counted> codec = WireCodec.FromJsonTypeInfo(
            (JsonTypeInfo<Counted>)options.GetTypeInfo(typeof(Counted))
        );
        await using WireLog<Counted> log = WireLog.Create(codec);
        Counted message = new();
        Task<List<WireLogItem<Counted>>>[] readers = [.. Enumerable.Range(0, 10).Select(_ => log.ReadAsync().ToList())];
        await log.AppendAsync(message);
        await log.CompleteAsync();
        foreach (Task<List<WireLogItem<Counted>>> reader in readers)
        {
            Encoding
                .UTF8.GetString((await reader.InTime()).ShouldHaveSingleItem().Utf8.ToArray())
                .ShouldBe("""{"Times":1}""");
        }

        message.Written.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_cannot_be_written_uses_no_position()
    {
        await using WireLog<ServerMessage> log = WireLog.Create(WalrusWire.Server);
        await log.AppendAsync(Said.Message("one"), sequence: 1);
        await Should.ThrowAsync<WireException>(log.AppendAsync(Said.Message("\ud800"), sequence: 2).AsTask());
        await Should.ThrowAsync<ArgumentNullException>(log.AppendAsync(null!).AsTask());
        WireLogAppended next = await log.AppendAsync(Said.Message("two"), sequence: 2);
        (next.Position.Number, next.IsRepetition).ShouldBe((2, false));
    }

    [Fact]
    public async Task A_repeated_append_is_harmless()
    {
        await using WireLog<ServerMessage> log = WireLog.Create(WalrusWire.Server);
        for (int sequence = 0; sequence < 3; sequence++)
        {
            for (int time = 0; time < 3; time++)
            {
                WireLogAppended appended = await log.AppendAsync(Said.Message(sequence), sequence);
                (appended.Position.Number, appended.IsRepetition).ShouldBe((sequence + 1, time > 0));
            }
        }

        await log.CompleteAsync();
        (await log.ReadAsync().ToList()).Select(Said.Word).ShouldBe(["0", "1", "2"]);
        (await log.AppendAsync(Said.Message(2), sequence: 2)).IsRepetition.ShouldBeTrue();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(log.AppendAsync(Said.Message(3), sequence: -1).AsTask());
    }

    [Fact]
    public async Task The_error_of_a_log_comes_after_its_last_message()
    {
        await using WireLog<ServerMessage> log = WireLog.Create(WalrusWire.Server);
        Task<(List<WireLogItem<ServerMessage>> Messages, Exception? End)> live = log.ReadAsync().Outcome();
        await log.AppendAsync(1, 100);
        await log.FailAsync("The model did not answer.");
        foreach (
            (List<WireLogItem<ServerMessage>> items, Exception? end) in new[]
            {
                await live.InTime(),
                await log.ReadAsync().Outcome(),
            }
        )
        {
            items.Count.ShouldBe(100);
            end.ShouldBeOfType<WireLogFailedException>().Message.ShouldBe("The model did not answer.");
        }

        WireLogReader<ServerMessage> late = await log.OpenReaderAsync(WireLogStart.Live);
        for (int time = 0; time < 2; time++)
        {
            await Should.ThrowAsync<WireLogFailedException>(late.WaitToReadAsync().AsTask());
        }
    }

    [Fact]
    public async Task The_first_end_counts_and_nothing_follows_it()
    {
        await using WireLog<ServerMessage> log = WireLog.Create(WalrusWire.Server);
        await log.CompleteAsync();
        await log.FailAsync("Too late.");
        await log.CompleteAsync();
        await Should.ThrowAsync<InvalidOperationException>(log.AppendAsync(Said.Message("late")).AsTask());
        (await log.ReadAsync().ToList()).ShouldBeEmpty();
        Should.Throw<ArgumentNullException>(() => log.FailAsync(null!).AsTask());
    }

    [Fact]
    public async Task Readers_that_wait_learn_that_the_log_is_disposed()
    {
        WireLog<ServerMessage> log = WireLog.Create(WalrusWire.Server);
        Task<List<WireLogItem<ServerMessage>>> live = log.ReadAsync().ToList();
        await log.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(live.InTime());
        await Should.ThrowAsync<ObjectDisposedException>(log.AppendAsync(Said.Message("late")).AsTask());
        await Should.ThrowAsync<ObjectDisposedException>(log.CompleteAsync().AsTask());
        await Should.ThrowAsync<ObjectDisposedException>(log.OpenReaderAsync().AsTask());
    }

    [Fact]
    public async Task A_log_disposes_the_store_that_it_was_given()
    {
        MemoryLogStore store = new();
        await using (WireLog<ServerMessage> log = WireLog.Create(WalrusWire.Server, store))
        {
            await log.AppendAsync(Said.Message("one"));
            (await store.ReadAsync(1, 1, default)).Entries.Length.ShouldBe(1);
        }

        await Should.ThrowAsync<ObjectDisposedException>(store.ReadAsync(1, 1, default).AsTask());
    }

    [Fact]
    public async Task A_message_that_the_codec_refuses_is_the_problem_of_who_reads_it()
    {
        MemoryLogStore store = new();
        await store.AppendAsync("{\"type\":1}"u8.ToArray(), null, default);
        await using WireLog<ServerMessage> log = WireLog.Create(WalrusWire.Server, store);
        await log.CompleteAsync();
        WireLogItem<ServerMessage> item = (await log.ReadAsync().ToList()).ShouldHaveSingleItem();
        Should.Throw<WireException>(() => item.Read());
        Should.Throw<InvalidOperationException>(() => default(WireLogItem<ServerMessage>).Read());
    }

    public sealed class Counted
    {
        internal int Written { get; private set; }

        public int Times => ++Written;
    }
}
