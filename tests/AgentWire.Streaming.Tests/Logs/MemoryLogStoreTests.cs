using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;

namespace AgentWire.Streaming.Tests.Logs;

/// <summary>What a log in memory keeps, and what it discards. AgentWire.Testing.Tests checks that the store conforms.</summary>
public sealed class MemoryLogStoreTests
{
    private static readonly MemoryLogOptions Unlimited = new() { MaxMessages = null, MaxBytes = null };

    [Fact]
    public async Task By_default_count_and_bytes_are_limited()
    {
        MemoryLogOptions options = new MemoryLogStore().Options;
        (options.MaxMessages, options.MaxBytes, options.MaxAge).ShouldBe((10_000, 16 * 1024 * 1024, null));
        await using MemoryLogStore store = new();
        await Append(store, 10_001, 1);
        (await Kept(store)).ShouldBe((2, 10_001));
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 5, 5, 5)]
    [InlineData(3, 3, 1, 3)]
    [InlineData(3, 4, 2, 4)]
    [InlineData(100, 1_000, 901, 1_000)]
    public async Task The_newest_messages_are_kept(int max, int appended, int first, int last)
    {
        await using MemoryLogStore store = new(Unlimited with { MaxMessages = max });
        await Append(store, appended, 10);
        (await Kept(store)).ShouldBe((first, last));
    }

    [Theory]
    [InlineData(100, 10, 10, 1)]
    [InlineData(100, 11, 10, 2)]
    [InlineData(100, 50, 33, 48)]
    [InlineData(5, 20, 1, 16)]
    public async Task Bytes_are_limited(int max, int appended, int size, int first)
    {
        await using MemoryLogStore store = new(Unlimited with { MaxBytes = max });
        await Append(store, appended, size);
        (await Kept(store)).ShouldBe((first, appended));
    }

    [Fact]
    public async Task A_message_that_is_larger_than_the_limit_is_kept_alone()
    {
        await using MemoryLogStore store = new(Unlimited with { MaxBytes = 100 });
        await Append(store, 3, 30);
        await Append(store, 1, 101);
        (await Kept(store)).ShouldBe((4, 4));
        await Append(store, 1, 1);
        (await Kept(store)).ShouldBe((5, 5));
        await Append(store, 1, 99);
        (await Kept(store)).ShouldBe((5, 6));
    }

    [Fact]
    public async Task Messages_are_kept_for_a_time()
    {
        FakeTimeProvider clock = new();
        await using MemoryLogStore store = new(
            Unlimited with
            {
                MaxAge = TimeSpan.FromMinutes(1),
                TimeProvider = clock,
            }
        );
        await Append(store, 2, 10);
        clock.Advance(TimeSpan.FromSeconds(40));
        await Append(store, 1, 10);
        clock.Advance(TimeSpan.FromSeconds(20));
        (await Kept(store)).ShouldBe((1, 3));
        clock.Advance(TimeSpan.FromTicks(1));
        (await Kept(store)).ShouldBe((3, 3));
        clock.Advance(TimeSpan.FromSeconds(40));
        (await Kept(store)).ShouldBe((4, 3));
        await Append(store, 1, 10);
        (await Kept(store)).ShouldBe((4, 4));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_memory_of_what_is_discarded_is_released(bool isDiscarded)
    {
        await using MemoryLogStore store = new(Unlimited with { MaxBytes = 80_000 });
        List<WeakReference> messages = [];
        for (int i = 1; i <= 100; i++)
        {
            await Append(store, 1, 10_000);
            messages.Add(await Memory(store, i));
        }

        // Segments are an eighth of the limit, which is one of these messages.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        messages.GetRange(isDiscarded ? 0 : 92, isDiscarded ? 92 : 8).ShouldAllBe(each => each.IsAlive != isDiscarded);
    }

    [Fact]
    public void Limits_are_positive_or_absent()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new MemoryLogOptions { MaxMessages = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new MemoryLogOptions { MaxBytes = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new MemoryLogOptions { MaxAge = TimeSpan.Zero });
        Should.Throw<ArgumentNullException>(() => new MemoryLogOptions { TimeProvider = null! });
    }

    [Fact]
    public async Task Arguments_are_checked()
    {
        await using MemoryLogStore store = new();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(store.ReadAsync(0, 1, default).AsTask());
        await Should.ThrowAsync<ArgumentOutOfRangeException>(store.ReadAsync(1, -1, default).AsTask());
        await Should.ThrowAsync<ArgumentOutOfRangeException>(store.AppendAsync(default, -1, default).AsTask());
        CancellationToken cancelled = new(canceled: true);
        await Should.ThrowAsync<OperationCanceledException>(store.ReadAsync(1, 1, cancelled).AsTask());
        await Should.ThrowAsync<OperationCanceledException>(store.AppendAsync(default, null, cancelled).AsTask());
        await Should.ThrowAsync<OperationCanceledException>(store.EndAsync(new(), cancelled).AsTask());
        await Should.ThrowAsync<OperationCanceledException>(store.WaitAsync(1, cancelled).AsTask());
        WireLogPage page = await store.ReadAsync(1, 1, default);
        (page.First, page.Last, page.End).ShouldBe((1, 0, null));
    }

    [Property(MaxTest = 300)]
    public async Task A_log_is_what_a_list_with_the_same_limits_is(int seed)
    {
        Random random = new(seed);
        FakeTimeProvider clock = new();
        MemoryLogOptions options = new()
        {
            MaxMessages = random.Next(3) == 0 ? null : random.Next(1, 200),
            MaxBytes = random.Next(3) == 0 ? null : random.Next(1, 3_000),
            MaxAge = random.Next(3) == 0 ? TimeSpan.FromSeconds(random.Next(1, 100)) : null,
            TimeProvider = clock,
        };
        MemoryLogStore store = new(options);
        ListModel model = new(options, clock);
        for (int step = 0; step < 400; step++)
        {
            switch (random.Next(4))
            {
                case 0:
                    clock.Advance(TimeSpan.FromSeconds(random.Next(4)));
                    break;
                case 1:
                    long from = Math.Max(1, model.Last + random.Next(-250, 3));
                    model.Check(await store.ReadAsync(from, random.Next(100), default), from);
                    break;
                default:
                    byte[] message = new byte[random.Next(1, random.Next(1, 500))];
                    random.NextBytes(message);
                    model.Append(message);
                    (await store.AppendAsync(message, null, default)).Position.Number.ShouldBe(model.Last);
                    break;
            }
        }
    }

    /// <summary>Control: the model finds a store that keeps one message too many.</summary>
    [Fact]
    public async Task A_log_with_other_limits_differs_from_the_list()
    {
        FakeTimeProvider clock = new();
        ListModel model = new(Unlimited with { MaxMessages = 9 }, clock);
        MemoryLogStore store = new(Unlimited with { MaxMessages = 10 });
        for (int i = 0; i < 10; i++)
        {
            model.Append([1]);
            await Append(store, 1, 1);
        }

        WireLogPage page = await store.ReadAsync(1, 10, default);
        Should.Throw<ShouldAssertException>(() => model.Check(page, 1));
    }

    private static async Task Append(MemoryLogStore store, int count, int size)
    {
        for (int i = 0; i < count; i++)
        {
            await store.AppendAsync(Encoding.UTF8.GetBytes(new string('1', size)), null, default);
        }
    }

    private static async Task<(long First, long Last)> Kept(MemoryLogStore store)
    {
        WireLogPage page = await store.ReadAsync(1, 0, default);
        return (page.First, page.Last);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> Memory(MemoryLogStore store, int number)
    {
        WireLogPage page = await store.ReadAsync(number, 1, default);
        MemoryMarshal.TryGetArray(page.Entries.Span[0].Message, out ArraySegment<byte> array).ShouldBeTrue();
        return new(array.Array);
    }

    /// <summary>The messages as a list, of which the oldest are removed while it exceeds a limit.</summary>
    private sealed class ListModel(MemoryLogOptions options, TimeProvider clock)
    {
        private readonly List<(byte[] Message, DateTimeOffset Time)> _kept = [];

        public long Last { get; private set; }

        public void Append(byte[] message)
        {
            Last++;
            _kept.Add((message, clock.GetUtcNow()));
            Discard();
        }

        public void Check(WireLogPage page, long from)
        {
            Discard();
            long first = Last - _kept.Count + 1;
            (page.First, page.Last).ShouldBe((first, Last));
            for (int i = 0; i < page.Entries.Length; i++)
            {
                WireLogEntry entry = page.Entries.Span[i];
                byte[] expected = _kept[(int)(entry.Number - first)].Message;
                (entry.Number == from + i && entry.Message.Span.SequenceEqual(expected)).ShouldBeTrue();
            }
        }

        private void Discard()
        {
            while (_kept.Count > options.MaxMessages)
            {
                _kept.RemoveAt(0);
            }

            while (_kept.Count > 1 && _kept.Sum(each => (long)each.Message.Length) > options.MaxBytes)
            {
                _kept.RemoveAt(0);
            }

            while (_kept.Count > 0 && clock.GetUtcNow() - _kept[0].Time > options.MaxAge)
            {
                _kept.RemoveAt(0);
            }
        }
    }
}
