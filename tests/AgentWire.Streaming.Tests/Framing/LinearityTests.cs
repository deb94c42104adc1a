using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Framing;

/// <summary>Bytes that have arrived are not searched again when more bytes arrive.</summary>
public sealed class LinearityTests
{
    private const int Pieces = 3_000;

    // To find an end, to distinguish blanks from a message, and to copy its bytes takes about nine accesses. A reader that starts
    // again each time takes half of the number of parts.
    private const int LooksAPiece = 16;

    public static TheoryData<WireFraming, string, string, string> Contents =>
        new()
        {
            { WireFraming.NewlineDelimited, "", "    ", "\n" },
            { WireFraming.NewlineDelimited, "", "xxxx", "\n" },
            { WireFraming.NewlineDelimited, "[", "    ", "]\n" },
            { WireFraming.NewlineDelimited, "", "\r\r\r\r", "\n" },
            { WireFraming.NewlineDelimited, "", "  \n ", "\n" },
            { WireFraming.ServerSentEvents, ":", "    ", "\n\n" },
            { WireFraming.ServerSentEvents, "data: ", "xxxx", "\n\n" },
            { WireFraming.ServerSentEvents, "data: ", "    ", "\n\n" },
            { WireFraming.ServerSentEvents, "", "data: 1\n", "\n" },
            { WireFraming.ServerSentEvents, "data: 1\n", "data\r\n", "\n" },
            { WireFraming.ServerSentEvents, "data: 1\n", "id: 7\n", "\n" },
            { WireFraming.ServerSentEvents, "", "xxxx", "\n\n" },
            { WireFraming.ServerSentEvents, "id: ", "1111", "\n\n" },
            { WireFraming.LengthPrefixed, "\0\0\x2E\xE0", "    ", "" },
        };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Each_piece_is_looked_at_a_few_times_however_many_follow(
        WireFraming framing,
        string start,
        string piece,
        string end
    )
    {
        CountedPipe pipe = new([
            Encoding.Latin1.GetBytes(start),
            .. Enumerable.Repeat(Encoding.Latin1.GetBytes(piece), Pieces),
            Encoding.Latin1.GetBytes(end),
        ]);
        await using WireStreamReader<ServerMessage> reader = WireStreamReader.Create(pipe, framing, WalrusWire.Server);
        (_, Exception? failure) = await reader.ReadItemsAsync().Outcome();
        failure.ShouldBeNull();
        pipe.Looks.ShouldBeInRange(Pieces, LooksAPiece * Pieces);
    }

    /// <summary>Returns one more part with each read, in memory that counts the accesses.</summary>
    private sealed class CountedPipe(IEnumerable<byte[]> pieces) : PipeReader
    {
        private readonly Queue<byte[]> _pieces = new(pieces.Where(piece => piece.Length > 0));
        private Segment? _first;
        private Segment? _last;
        private int _offset;

        public int Looks { get; private set; }

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            _first = (Segment?)consumed.GetObject() ?? _first;
            _offset = consumed.GetInteger();
        }

        public override bool TryRead(out ReadResult result)
        {
            if (_pieces.TryDequeue(out byte[]? piece))
            {
                _last = new Segment(new Counted(this, piece).Memory, _last);
                _first ??= _last;
                result = new(new(_first, _offset, _last, piece.Length), isCanceled: false, isCompleted: false);
                return true;
            }

            result = new(new(_first!, _offset, _last!, _last!.Memory.Length), isCanceled: false, isCompleted: true);
            return true;
        }

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            TryRead(out ReadResult result);
            return new(result);
        }

        public override void CancelPendingRead() { }

        public override void Complete(Exception? exception = null) { }

        private sealed class Segment : ReadOnlySequenceSegment<byte>
        {
            public Segment(ReadOnlyMemory<byte> memory, Segment? before)
            {
                Memory = memory;
                if (before is not null)
                {
                    RunningIndex = before.RunningIndex + before.Memory.Length;
                    before.Next = this;
                }
            }
        }

        private sealed class Counted(CountedPipe pipe, byte[] bytes) : MemoryManager<byte>
        {
            public override Span<byte> GetSpan()
            {
                pipe.Looks++;
                return bytes;
            }

            public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

            public override void Unpin() { }

            protected override void Dispose(bool disposing) { }
        }
    }
}
