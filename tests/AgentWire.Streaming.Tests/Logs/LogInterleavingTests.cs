using System.Globalization;
using AgentWire.Shared.Streams;
using AgentWire.Walrus;
using FsCheck.Xunit;

namespace AgentWire.Streaming.Tests.Logs;

/// <summary>Whatever happens in whichever order, a reader gets every message once, or is told.</summary>
public sealed class LogInterleavingTests
{
    [Property(MaxTest = 100)]
    public async Task Readers_have_no_silent_gap(int seed)
    {
        Random random = new(seed);
        int max = random.Next(1, 150);
        await using WireLog<ServerMessage> log = Said.Log(new() { MaxMessages = max, MaxBytes = null });
        List<Follower> followers = [];
        int appended = 0;
        for (int step = 0; step < 300; step++)
        {
            switch (random.Next(6))
            {
                case 0 when followers.Count < 10:
                    followers.Add(await Follower.OpenAsync(log, random, appended, max));
                    break;
                case 1:
                case 2:
                    foreach (Follower follower in followers)
                    {
                        await follower.StepAsync(random.Next(100), appended, max);
                    }

                    break;
                default:
                    int count = random.Next(1, 20);
                    await log.AppendAsync(appended + 1, appended + count);
                    appended += count;
                    break;
            }
        }

        await log.CompleteAsync();
        foreach (Follower follower in followers)
        {
            await follower.StepAsync(int.MaxValue, appended, max);
            follower.IsAtEnd(appended).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 16)]
    [InlineData(8, 50)]
    public async Task Many_readers_and_appenders_have_whole_sequences(int appenders, int readers)
    {
        const int Each = 1_000;
        await using WireLog<ServerMessage> log = Said.Log(new() { MaxMessages = null, MaxBytes = null });
        Task<List<string>>[] reading =
        [
            .. Enumerable.Range(0, readers).Select(_ => Task.Run(async () => await WordsAsync(log))),
        ];
        await Task.WhenAll(
                Enumerable
                    .Range(0, appenders)
                    .Select(appender =>
                        Task.Run(async () =>
                        {
                            for (int i = 0; i < Each; i++)
                            {
                                await log.AppendAsync(Said.Message($"{appender}:{i}"));
                                if (i % 100 == 0)
                                {
                                    await Task.Yield();
                                }
                            }
                        })
                    )
            )
            .InTime();
        await log.CompleteAsync();
        List<string> whole = await WordsAsync(log);
        whole.Count.ShouldBe(appenders * Each);
        for (int appender = 0; appender < appenders; appender++)
        {
            string prefix = $"{appender}:";
            whole
                .Where(word => word.StartsWith(prefix, StringComparison.Ordinal))
                .Select(word => int.Parse(word.AsSpan(prefix.Length), CultureInfo.InvariantCulture))
                .ShouldBe(Enumerable.Range(0, Each));
        }

        foreach (Task<List<string>> reader in reading)
        {
            (await reader.InTime()).SequenceEqual(whole).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Waits_that_are_cancelled_while_messages_come_lose_nothing()
    {
        const int Count = 2_000;
        await using WireLog<ServerMessage> log = Said.Log();
        Task<List<string>>[] readers =
        [
            .. Enumerable.Range(0, 8).Select(reader => Task.Run(() => ImpatientAsync(log, new Random(reader)))),
        ];
        for (int i = 1; i <= Count; i++)
        {
            await log.AppendAsync(i, i);
            if (i % 20 == 0)
            {
                await Task.Delay(1);
            }
        }

        await log.CompleteAsync();
        foreach (Task<List<string>> reader in readers)
        {
            (await reader.InTime()).ShouldBe(Enumerable.Range(1, Count).Select(i => $"{i}"));
        }
    }

    private static async Task<List<string>> WordsAsync(WireLog<ServerMessage> log)
    {
        List<string> words = [];
        await foreach (WireLogItem<ServerMessage> item in log.ReadAsync())
        {
            words.Add(Said.Word(item));
            if (item.Position!.Value.Number != words.Count)
            {
                throw new InvalidOperationException($"{item} in place of {words.Count}.");
            }
        }

        return words;
    }

    private static async Task<List<string>> ImpatientAsync(WireLog<ServerMessage> log, Random random)
    {
        WireLogReader<ServerMessage> reader = await log.OpenReaderAsync();
        List<string> words = [];
        while (true)
        {
            try
            {
                using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(random.Next(3)));
                if (!await reader.WaitToReadAsync(source.Token))
                {
                    return words;
                }
            }
            catch (OperationCanceledException)
            {
                continue;
            }

            while (reader.TryRead(out WireLogItem<ServerMessage> item))
            {
                words.Add(Said.Word(item));
            }
        }
    }

    /// <summary>A reader, and the number that it must read next.</summary>
    private sealed class Follower(WireLogReader<ServerMessage> reader, int next)
    {
        private int _next = next;
        private bool _isGone;

        public static async Task<Follower> OpenAsync(WireLog<ServerMessage> log, Random random, int appended, int max)
        {
            int first = Math.Max(1, appended - max + 1);
            return random.Next(2) == 0
                ? new(await log.OpenReaderAsync(), first)
                : new(await log.OpenReaderAsync(WireLogStart.Live), appended + 1);
        }

        public bool IsAtEnd(int appended) => _isGone || _next == appended + 1;

        /// <summary>Reads up to a number of items, as long as none has to be waited for.</summary>
        public async Task StepAsync(int most, int appended, int max)
        {
            for (int i = 0; i < most && !_isGone; i++)
            {
                if (reader.TryRead(out WireLogItem<ServerMessage> item))
                {
                    if (Said.Word(item) != $"{_next}" || item.Position!.Value.Number != _next)
                    {
                        throw new InvalidOperationException($"{item} {Said.Word(item)} in place of {_next}.");
                    }

                    _next++;
                    continue;
                }

                using CancellationTokenSource source = new();
                ValueTask<bool> wait = reader.WaitToReadAsync(source.Token);
                if (!wait.IsCompleted)
                {
                    _next.ShouldBe(appended + 1);
                    source.Cancel();
                    await Should.ThrowAsync<OperationCanceledException>(wait.AsTask());
                    return;
                }

                // It has fallen behind if, and only if, its next message was discarded.
                bool isKept = _next > appended - max;
                try
                {
                    if (!await wait)
                    {
                        _next.ShouldBe(appended + 1);
                        return;
                    }

                    isKept.ShouldBeTrue();
                }
                catch (WireLogGoneException exception)
                {
                    isKept.ShouldBeFalse();
                    exception.Gone.Reason.ShouldBe(WireLogGoneReason.FellBehind);
                    exception.Gone.First.Number.ShouldBe(appended - max + 1);
                    _isGone = true;
                }
            }
        }
    }
}
