using AgentWire.Shared.Contracts;
using AgentWire.Shared.Streams;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Logs;

/// <summary>Nothing is allocated for a message and a reader. The tests measure the whole process, and run alone.</summary>
[CollectionDefinition(nameof(LogAllocationTests), DisableParallelization = true)]
[Collection(nameof(LogAllocationTests))]
public sealed class LogAllocationTests
{
    private const int Readers = 100;
    private const int Messages = 500;
    private const int Runs = 10;

    // The smallest object has 24 bytes. For each message, its bytes and a few objects are allocated, but not for each reader.
    private const double MaxBytesOfReader = 8;

    private static readonly ServerMessage Pong = new ServerMessage.Pong();

    [BuildFact(LibraryBuilds.Net10 | LibraryBuilds.Net8, isOptimized: true)]
    public async Task Reading_what_is_there_allocates_nothing()
    {
        const int Count = 10_000;
        await using WireLog<ServerMessage> log = Said.Log();
        for (int i = 0; i < Count; i++)
        {
            await log.AppendAsync(Pong);
        }

        await log.CompleteAsync();
        byte[] id = new byte[WireLogPosition.MaxTextLength];
        long bytes = Allocations.Least(
            runs: Runs,
            action: () =>
            {
                WireLogReader<ServerMessage> reader = log.OpenReaderAsync().AsTask().GetAwaiter().GetResult();
                int read = 0;
                while (Now(reader.WaitToReadAsync()))
                {
                    while (reader.TryRead(out WireLogItem<ServerMessage> item))
                    {
                        read += item.Utf8.Length > 0 && item.Position!.Value.TryFormat(id, out _) ? 1 : 0;
                    }
                }

                read.ShouldBe(Count);
            }
        );
        bytes.ShouldBeLessThan(2_000);
    }

    [BuildFact(LibraryBuilds.Net10 | LibraryBuilds.Net8, isOptimized: true)]
    public async Task A_message_wakes_readers_without_allocating_for_each() =>
        (await BytesOfReaderAsync(static (reader, read) => FollowAsync(reader, read))).ShouldBeLessThan(
            MaxBytesOfReader
        );

    [BuildFact(LibraryBuilds.Net10 | LibraryBuilds.Net8, isOptimized: true)]
    public async Task A_sequence_of_items_does_not_allocate_for_each() =>
        (await BytesOfReaderAsync(static (log, read) => EnumerateAsync(log, read), Messages)).ShouldBeLessThan(
            MaxBytesOfReader
        );

    /// <summary>Control for the measurement: a task for each wait is seen.</summary>
    [BuildFact(LibraryBuilds.Net10 | LibraryBuilds.Net8, isOptimized: true)]
    public async Task A_task_for_each_wait_is_seen() =>
        (await BytesOfReaderAsync(static (reader, read) => WithTasksAsync(reader, read))).ShouldBeGreaterThan(
            MaxBytesOfReader
        );

    private static async Task<double> BytesOfReaderAsync(Func<WireLogReader<ServerMessage>, Counter, Task> follow) =>
        await BytesOfReaderAsync(
            async (log, read) =>
                await follow(await log.OpenReaderAsync(WireLogStart.Live).ConfigureAwait(false), read)
                    .ConfigureAwait(false),
            Messages
        );

    /// <summary>Returns what is allocated for a message and a reader, of many that wait.</summary>
    private static async Task<double> BytesOfReaderAsync(
        Func<WireLog<ServerMessage>, Counter, Task> follow,
        int messages
    )
    {
        await using WireLog<ServerMessage> log = Said.Log();
        Counter read = new();
        Task[] readers = [.. Enumerable.Range(0, Readers).Select(_ => follow(log, read))];
        long end = Environment.TickCount64 + (long)Limited.Time.TotalMilliseconds;
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < messages; i++)
            {
                long expected = read.Count + Readers;
                Append(log);
                SpinWait spin = new();
                while (read.Count < expected)
                {
                    spin.SpinOnce();
                    if (Environment.TickCount64 > end)
                    {
                        throw new TimeoutException("A reader was not woken.");
                    }
                }
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        await log.CompleteAsync();
        await Task.WhenAll(readers).InTime();
        return (double)least / (messages * Readers);
    }

    private static void Append(WireLog<ServerMessage> log)
    {
        ValueTask<WireLogAppended> append = log.AppendAsync(Pong);
        if (!append.IsCompleted)
        {
            throw new InvalidOperationException("It waits.");
        }

        append.GetAwaiter().GetResult();
    }

    private static async Task FollowAsync(WireLogReader<ServerMessage> reader, Counter read)
    {
        while (await reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (reader.TryRead(out _))
            {
                read.Add();
            }
        }
    }

    private static async Task WithTasksAsync(WireLogReader<ServerMessage> reader, Counter read)
    {
        while (await reader.WaitToReadAsync().AsTask().ConfigureAwait(false))
        {
            while (reader.TryRead(out _))
            {
                read.Add();
            }
        }
    }

    private static async Task EnumerateAsync(WireLog<ServerMessage> log, Counter read)
    {
        await foreach (WireLogItem<ServerMessage> _ in log.ReadAsync(WireLogStart.Live).ConfigureAwait(false))
        {
            read.Add();
        }
    }

    private static bool Now(ValueTask<bool> wait)
    {
        if (!wait.IsCompleted)
        {
            throw new InvalidOperationException("It waits.");
        }

        return wait.GetAwaiter().GetResult();
    }

    private sealed class Counter
    {
        private long _count;

        public long Count => Interlocked.Read(ref _count);

        public void Add() => Interlocked.Increment(ref _count);
    }
}
