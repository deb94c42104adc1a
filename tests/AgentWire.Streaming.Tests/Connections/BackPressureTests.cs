using System.IO.Pipelines;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Connections;

/// <summary>A peer that does not read makes the writer wait, and every message is flushed separately.</summary>
public sealed class BackPressureTests
{
    private static readonly ServerMessage Chunk = new StreamEvent.Chunk { Content = new string('x', 1000) };

    [Fact]
    public async Task A_reader_that_stops_makes_the_writer_wait()
    {
        Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 4096, resumeWriterThreshold: 2048));
        WireStreamWriter<ServerMessage> writer = WireStreamWriter.Create(
            pipe.Writer,
            WireFraming.NewlineDelimited,
            WalrusWire.Server
        );
        ValueTask write = default;
        int written = 0;
        while (write.IsCompletedSuccessfully)
        {
            written++.ShouldBeLessThan(10);
            write = writer.WriteAsync(Chunk);
        }

        Task waiting = write.AsTask();
        (await Task.WhenAny(waiting, Task.Delay(100))).ShouldNotBe(waiting);

        await using WireStreamReader<ServerMessage> reader = WireStreamReader.Create(
            pipe.Reader,
            WireFraming.NewlineDelimited,
            WalrusWire.Server
        );
        Task<List<ServerMessage>> read = reader.ReadAllAsync().ToList();
        await waiting.InTime();
        await writer.CompleteAsync();
        (await read.InTime()).Count.ShouldBe(written);
    }

    [Fact]
    public async Task A_peer_on_a_socket_that_does_not_read_makes_the_sender_wait_and_can_be_given_up()
    {
        using Duplex duplex = await Duplex.OpenAsync();
        WireStreamWriter<ServerMessage> writer = WireStreamWriter.Create(
            duplex.Server,
            WireFraming.LengthPrefixed,
            WalrusWire.Server
        );
        ServerMessage large = new StreamEvent.Chunk { Content = new string('x', 1 << 20) };
        using CancellationTokenSource source = new(TimeSpan.FromSeconds(1));
        int written = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            while (true)
            {
                await writer.WriteAsync(large, source.Token);
                written++;
            }
        });
        written.ShouldBeLessThan(64);

        // A part of a message is being sent. Nothing can follow it.
        WireStreamException refused = await Should.ThrowAsync<WireStreamException>(async () =>
            await writer.WriteAsync(Chunk)
        );
        refused.Error.ShouldBe(WireStreamError.Truncated);
    }

    [Fact]
    public async Task A_pipe_that_nobody_reads_any_more_is_reported()
    {
        Pipe pipe = new();
        await pipe.Reader.CompleteAsync();
        WireStreamWriter<ServerMessage> writer = WireStreamWriter.Create(
            pipe.Writer,
            WireFraming.NewlineDelimited,
            WalrusWire.Server
        );
        WireStreamException lost = await Should.ThrowAsync<WireStreamException>(async () =>
            await writer.WriteAsync(Chunk)
        );
        lost.Error.ShouldBe(WireStreamError.Disconnected);
    }

    [Fact]
    public async Task Each_message_is_written_once_and_flushed_once()
    {
        using Counting stream = new();
        WireStreamWriter<ServerMessage> writer = WireStreamWriter.Create(
            stream,
            WireFraming.ServerSentEvents,
            WalrusWire.Server
        );
        for (int i = 1; i <= 3; i++)
        {
            await writer.WriteAsync(Chunk);
            (stream.Writes, stream.Flushes).ShouldBe((i, i));
        }
    }

    [Fact]
    public async Task Messages_of_several_writers_follow_one_another_whole()
    {
        Pipe pipe = new();
        WireStreamWriter<ServerMessage> writer = WireStreamWriter.Create(
            pipe.Writer,
            WireFraming.NewlineDelimited,
            WalrusWire.Server
        );
        await using WireStreamReader<ServerMessage> reader = WireStreamReader.Create(
            pipe.Reader,
            WireFraming.NewlineDelimited,
            WalrusWire.Server
        );
        Task<List<ServerMessage>> read = reader.ReadAllAsync().ToList();
        await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(_ =>
                        Task.Run(async () =>
                        {
                            for (int i = 0; i < 200; i++)
                            {
                                await writer.WriteAsync(Chunk);
                            }
                        })
                    )
            )
            .InTime();
        await writer.CompleteAsync();
        (await read.InTime()).ShouldBe(Enumerable.Repeat(Chunk, 1600));
    }

    [Fact]
    public async Task A_message_that_the_wire_cannot_carry_leaves_nothing_behind()
    {
        using MemoryStream output = new();
        WireStreamWriter<ServerMessage> writer = WireStreamWriter.Create(
            output,
            WireFraming.LengthPrefixed,
            WalrusWire.Server
        );
        await Should.ThrowAsync<WireException>(async () =>
            await writer.WriteAsync(new ServerMessage.Error { Code = 1, Message = "\ud800" })
        );
        output.Length.ShouldBe(0);
        await writer.WriteAsync(new ServerMessage.Pong());
        output.ToArray().ShouldBe([0, 0, 0, 15, .. "{\"type\":\"pong\"}"u8]);
        await writer.CompleteAsync();
        await Should.ThrowAsync<InvalidOperationException>(async () => await writer.WriteAsync(Chunk));
        await writer.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(async () => await writer.WriteAsync(Chunk));
    }

    private sealed class Counting : MemoryStream
    {
        public int Writes { get; private set; }

        public int Flushes { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes++;
            return default;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Writes++;
            return Task.CompletedTask;
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Flushes++;
            return Task.CompletedTask;
        }
    }
}
