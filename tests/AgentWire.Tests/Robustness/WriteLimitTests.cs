using System.Buffers;
using System.Text;
using AgentWire.Shared.Contracts;
using AgentWire.Walrus;

namespace AgentWire.Tests.Robustness;

/// <summary>Messages over the size limit are refused before they use memory.</summary>
[Trait("Category", "Load")]
public sealed class WriteLimitTests
{
    private const int Limit = 1024;

    private static readonly int Length = Thoroughness.IsFull ? 20_000_000 : 5_000_000;

    private static readonly WireCodec<ServerMessage> Limited = WalrusWire.Server.With(
        new() { MaxMessageBytes = Limit }
    );

    public static TheoryData<string> Kinds =>
        ["plain", "escapes", "accents", "asian", "emoji", "mixed", "opaque", "numbers", "names", "members", "items"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_beyond_the_limit_is_touched(string kind)
    {
        ServerMessage message = Large(kind);
        Memory output = new(8 * Limit);
        WireException refusal = Should.Throw<WireException>(() => Limited.Write(output, message));
        (refusal.Code, refusal.ByteOffset, refusal.Pointer).ShouldBe((WireErrorCode.TooLarge, (long)Limit, ""));
        output.Advanced.ShouldBe(0);
        output.IndexOfLastTouched.ShouldBeLessThan(Limit + 128);
    }

    [BuildTheory(LibraryBuilds.Net10, isOptimized: true)]
    [MemberData(nameof(Kinds))]
    public void No_memory_is_taken_for_what_is_refused(string kind)
    {
        ServerMessage message = Large(kind);
        ArrayBufferWriter<byte> output = new(1);
        Action[] writes =
        [
            () => Limited.Write(output, message),
            () => Limited.ToUtf8Bytes(message),
            () => Limited.ToJson(message),
        ];
        foreach (Action write in writes)
        {
            // Memory that was pooled before would not count.
            Should.Throw<WireException>(write);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Should.Throw<WireException>(write).Code.ShouldBe(WireErrorCode.TooLarge);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024);
        }

        MostRented(() => Should.Throw<WireException>(() => Limited.Write(output, message)))
            .ShouldBeLessThanOrEqualTo(4 * Limit);
    }

    /// <summary>Returns the size of the largest array that was rented from the shared pool, from the events of the pool.</summary>
    private static int MostRented(Action action)
    {
        using PoolListener listener = new();
        action();
        listener.HasHeard.ShouldBeTrue();
        return listener.Most;
    }

    private sealed class PoolListener : System.Diagnostics.Tracing.EventListener
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;

        public int Most { get; private set; }

        public bool HasHeard { get; private set; }

        protected override void OnEventSourceCreated(System.Diagnostics.Tracing.EventSource eventSource)
        {
            if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
            {
                EnableEvents(eventSource, System.Diagnostics.Tracing.EventLevel.Verbose);
            }
        }

        protected override void OnEventWritten(System.Diagnostics.Tracing.EventWrittenEventArgs eventData)
        {
            // The tests of other threads also rent arrays.
            if (Environment.CurrentManagedThreadId == _thread && eventData.EventName == "BufferRented")
            {
                HasHeard = true;
                Most = Math.Max(Most, (int)eventData.Payload![1]!);
            }
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\n")]
    [InlineData("\u0001")]
    [InlineData("é")]
    [InlineData("漢")]
    [InlineData("😀")]
    [InlineData("x\n漢")]
    public void A_message_may_have_as_many_bytes_as_the_limit_allows(string piece)
    {
        for (int count = 1; count < 400; count++)
        {
            ServerMessage message = new ServerMessage.Error
            {
                Code = 1,
                Message = string.Concat(Enumerable.Repeat(piece, count)),
            };
            byte[] written = WalrusWire.Server.ToUtf8Bytes(message);
            WireCodec<ServerMessage> exact = WalrusWire.Server.With(new() { MaxMessageBytes = written.Length });
            exact.ToUtf8Bytes(message).ShouldBe(written);
            ArrayBufferWriter<byte> output = new(1);
            exact.Write(output, message);
            output.WrittenSpan.SequenceEqual(written).ShouldBeTrue();
            WireCodec<ServerMessage> tight = WalrusWire.Server.With(new() { MaxMessageBytes = written.Length - 1 });
            Should.Throw<WireException>(() => tight.ToUtf8Bytes(message)).Code.ShouldBe(WireErrorCode.TooLarge);
            output.ResetWrittenCount();
            Should.Throw<WireException>(() => tight.Write(output, message));
            output.WrittenCount.ShouldBe(0);
        }
    }

    [Fact]
    public void A_tag_is_not_looked_for_in_a_message_over_the_limit()
    {
        byte[] message = Encoding.UTF8.GetBytes("""{"type":"pong"}""");
        WireCodec<ServerMessage> exact = WalrusWire.Server.With(new() { MaxMessageBytes = message.Length });
        exact.TryPeekTag(message, out string? tag).ShouldBeTrue();
        tag.ShouldBe("pong");
        exact.TryPeekTag([.. message, (byte)' '], out tag).ShouldBeFalse();
        tag.ShouldBeNull();

        // The same if the tag is late, unknown, or the name of a member.
        string late = "{" + string.Concat(Enumerable.Repeat("\"a\":0,", 1000)) + "\"type\":\"pong\"}";
        Limited.TryPeekTag(Encoding.UTF8.GetBytes(late), out _).ShouldBeFalse();
        WalrusWire
            .StreamEvent.With(new() { MaxMessageBytes = 8 })
            .TryPeekTag("""{"Chunk":{}}"""u8, out _)
            .ShouldBeFalse();
    }

    [Fact]
    public void A_message_that_grows_when_it_is_written_can_be_over_the_limit_then()
    {
        // The canonical form of an opaque number is that of a float.
        byte[] message = Encoding.UTF8.GetBytes("""{"type":"snapshot","data":[1e15,1e15]}""");
        WireCodec<AgentWire.Cinch.ServerMessage> codec = AgentWire.Cinch.CinchWire.Server.With(
            new() { MaxMessageBytes = message.Length }
        );
        AgentWire.Cinch.ServerMessage value = codec.Read(message);
        Should.Throw<WireException>(() => codec.ToUtf8Bytes(value)).Code.ShouldBe(WireErrorCode.TooLarge);
        AgentWire
            .Cinch.CinchWire.Server.ToJson(value)
            .ShouldBe("""{"type":"snapshot","data":[1000000000000000.0,1000000000000000.0]}""");
    }

    private static ServerMessage Large(string kind)
    {
        return kind switch
        {
            "plain" => Text("x"),
            "escapes" => Text("\n\u0001"),
            "accents" => Text("é"),
            "asian" => Text("漢"),
            "emoji" => Text("😀"),
            "mixed" => Text("x\n漢"),
            "opaque" => Unknown($"\"{new string('x', Length)}\""),
            "numbers" => Unknown("[" + string.Join(',', Enumerable.Repeat("1.50", 1_000_000)) + "]"),
            "names" => new ServerMessage.Error
            {
                Code = 1,
                Message = "",
                Extra = RawMembers.Create([new(new string('x', Length), default)]),
            },
            "members" => new ServerMessage.Error
            {
                Code = 1,
                Message = "",
                Extra = RawMembers.Create(
                    Enumerable.Range(0, 256).Select(i => KeyValuePair.Create($"{i}", RawJson.Parse("\"x\"")))
                ),
            },
            _ => new ServerMessage.Stream
            {
                Event = new StreamEvent.ToolStart
                {
                    Calls = Enumerable.Repeat(new ToolCallInfo { Name = "n", Arguments = "a" }, 1_000_000).ToWireList(),
                },
            },
        };

        static ServerMessage Text(string piece) =>
            new ServerMessage.Error
            {
                Code = 1,
                Message = string.Concat(Enumerable.Repeat(piece, Length / piece.Length)),
            };

        static ServerMessage Unknown(string json) =>
            ServerMessage.Unknown.Create(RawJson.Parse($$"""{"type":"new","data":{{json}}}"""));
    }

    /// <summary>Memory that records how far anything was written into it.</summary>
    private sealed class Memory(int length) : IBufferWriter<byte>
    {
        private readonly byte[] _memory = [.. Enumerable.Repeat((byte)0xFF, length)];

        public int Advanced { get; private set; }

        public int IndexOfLastTouched => _memory.AsSpan().LastIndexOfAnyExcept((byte)0xFF);

        public void Advance(int count) => Advanced += count;

        public Memory<byte> GetMemory(int sizeHint = 0) => _memory;

        public Span<byte> GetSpan(int sizeHint = 0) => _memory;
    }
}
