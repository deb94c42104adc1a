using System.Buffers;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using AgentWire.Shared.Contracts;
using AgentWire.Tests.Conformance;
using AgentWire.Walrus;
using ContractTypes = AgentWire.Tests.Conformance.ContractTypes;

namespace AgentWire.Tests.Robustness;

/// <summary>Reading allocates only the result. Writing into reused memory allocates nothing.</summary>
public sealed class AllocationTests
{
    private const int Reference = 8;
    private const int ObjectHeader = 2 * Reference;

    private static readonly ConcurrentDictionary<Type, long> Sizes = new();

    public static TheoryData<string> Dialects => [.. Repository.Dialects];

    [BuildTheory(LibraryBuilds.Net10, isOptimized: true)]
    [MemberData(nameof(Dialects))]
    public void Reading_allocates_the_result_alone(string dialect)
    {
        Report report = new();
        foreach (Sample sample in Objects(dialect))
        {
            sample.Codec.TryReadObject(sample.Message, out object? value, out _).ShouldBeTrue();
            if (ObjectGraph.TypesIn(value).Any(type => TakesAttempts(dialect, type)))
            {
                continue;
            }

            // Objects that two results share, such as the known values of an open set, are not created again.
            sample.Codec.TryReadObject(sample.Message, out object? another, out _).ShouldBeTrue();
            long expected = SizeOf(value, except: ObjectGraph.Of(another));
            long allocated = AllocatedBy(() => sample.Codec.TryReadObject(sample.Message, out _, out _));
            report.Same(sample.Place, expected, allocated);
        }

        report.ShouldBeClean();
    }

    [BuildTheory(LibraryBuilds.Net10, isOptimized: true)]
    [MemberData(nameof(Dialects))]
    public void Writing_into_memory_that_is_used_again_allocates_nothing(string dialect)
    {
        Report report = new();
        ArrayBufferWriter<byte> output = new(1024 * 1024);
        foreach (Sample sample in Objects(dialect))
        {
            sample.Codec.TryReadObject(sample.Message, out object? value, out _).ShouldBeTrue();
            long allocated = AllocatedBy(() =>
            {
                output.ResetWrittenCount();
                sample.Codec.WriteObject(output, value);
            });
            report.Same(sample.Place, 0L, allocated);
        }

        report.ShouldBeClean();
    }

    [BuildFact(LibraryBuilds.Net10, isOptimized: true)]
    public void A_message_through_pooled_memory_allocates_nothing()
    {
        StreamEvent chunk = new StreamEvent.Chunk { Content = new string('é', 20_000) };
        Tiny output = new();
        AllocatedBy(() => WalrusWire.StreamEvent.Write(output, chunk)).ShouldBe(0);
    }

    /// <summary>The sizes that the other tests use, calculated by hand for one message.</summary>
    [BuildFact(LibraryBuilds.Net10, isOptimized: true)]
    public void A_chunk_is_three_objects()
    {
        byte[] message = """{"type":"stream","Chunk":{"content":"hello"}}"""u8.ToArray();
        // The message contains its event; the event contains its text and unknown members; the text contains a length, five characters and a zero.
        const long Message = ObjectHeader + Reference;
        const long Event = ObjectHeader + (2 * Reference);
        const long Text = ObjectHeader + sizeof(int) + (6 * sizeof(char));
        SizeOf(WalrusWire.Server.Read(message)).ShouldBe(Message + Event + Text);
        AllocatedBy(() => WalrusWire.Server.Read(message)).ShouldBe(Message + Event + Text);
    }

    [BuildFact(LibraryBuilds.Net10, isOptimized: true)]
    public void A_refused_message_allocates_no_exception()
    {
        byte[] message = """{"type":"pong" """u8.ToArray();
        long refusal = AllocatedBy(() => WalrusWire.Server.TryRead(message, out _, out _));
        refusal.ShouldBeLessThan(2000);
    }

    /// <summary>Returns messages whose type is a class, because values of other types are boxed as objects.</summary>
    private static IEnumerable<Sample> Objects(string dialect) =>
        Sample.Canonical(dialect).Where(sample => TypedCodec.Of(sample.Codec).ValueType.IsClass);

    /// <summary>Returns whether other variants can be tried first. Their parts are lost if they do not fit.</summary>
    private static bool TakesAttempts(string dialect, Type type) =>
        ContractTypes.IsUntagged(dialect, type) || ContractTypes.IsFallback(dialect, type);

    /// <summary>Returns the smallest result of several runs, after some runs that fill the pools and compile the code.</summary>
    private static long AllocatedBy(Action action)
    {
        long least = long.MaxValue;
        for (int run = 0; run < 10 && least > 0; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static long SizeOf(object value, IReadOnlyCollection<object>? except = null) =>
        ObjectGraph
            .Of(value)
            .Where(part => except?.Contains(part, ReferenceEqualityComparer.Instance) != true)
            .Sum(SizeOfObject);

    private static long SizeOfObject(object value) =>
        value switch
        {
            // There is only one empty string.
            "" => 0,
            string text => Aligned(ObjectHeader + sizeof(int) + (2 * (text.Length + 1))),
            Array array => Aligned(
                ObjectHeader + Reference + (array.Length * SizeInMemory(array.GetType().GetElementType()!))
            ),
            // The runtime decides how much space is between fields of different sizes.
            _ => Sizes.GetOrAdd(
                value.GetType(),
                type => AllocatedBy(() => RuntimeHelpers.GetUninitializedObject(type))
            ),
        };

    private static long SizeInMemory(Type type) =>
        type.IsValueType
            ? (int)
                typeof(Unsafe)
                    .GetMethod(nameof(Unsafe.SizeOf), BindingFlags.Public | BindingFlags.Static)!
                    .MakeGenericMethod(type)
                    .Invoke(null, null)!
            : Reference;

    private static long Aligned(long size) => (size + Reference - 1) / Reference * Reference;

    private sealed class Tiny : IBufferWriter<byte>
    {
        private readonly byte[] _memory = new byte[64];

        public void Advance(int count) { }

        public Memory<byte> GetMemory(int sizeHint = 0) => _memory;

        public Span<byte> GetSpan(int sizeHint = 0) => _memory;
    }
}
