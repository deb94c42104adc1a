using System.Text;
using System.Threading.Channels;
using AgentWire.Streaming;
using AgentWire.SystemPrompt;
using Microsoft.Extensions.Time.Testing;

namespace AgentWire.AspNetCore.Tests;

/// <summary>A silent systemprompt stream: the server sends heartbeats, and the client receives only the messages.</summary>
public sealed class HeartbeatTests
{
    private const string Heartbeat = "event: heartbeat\ndata: {\"type\":\"heartbeat\"}\n\n";

    [Fact]
    public async Task A_stream_is_followed_through_three_heartbeats_to_its_clean_end_where_unknown_tags_are_refused()
    {
        FakeTimeProvider clock = new();
        Channel<AgUiEvent> messages = Channel.CreateUnbounded<AgUiEvent>();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.ServerSentEvents(
                SystemPromptWire.Server,
                messages.Reader.ReadAllAsync(),
                new WireServerOptions { TimeProvider = clock }
            )
        );
        RecordingStream wire = new(await server.Http.GetStreamAsync("/"));
        await using WireStreamReader<AgUiEvent> reader = WireStreamReader.Create(
            wire,
            WireFraming.ServerSentEvents,
            SystemPromptWire.Server.With(new WireOptions { UnknownTags = UnknownTagHandling.Reject }),
            new WireStreamOptions { TimeProvider = clock }
        );
        await using IAsyncEnumerator<AgUiEvent> reading = reader.ReadAllAsync(Limits.Token).GetAsyncEnumerator();
        string sent = "";
        for (int number = 1; number <= 3; number++)
        {
            Task<bool> next = reading.MoveNextAsync().AsTask();
            CancellationToken limit = Limits.Token;
            while (wire.Heartbeats < number)
            {
                // The server may be setting its timer only now.
                clock.Advance(new WireServerOptions().KeepAliveInterval);
                await Task.Delay(20, limit);
            }

            next.IsCompleted.ShouldBeFalse();
            AgUiEvent message = SystemPromptWire.Server.Read(
                $$"""{"type":"TEXT_MESSAGE_END","timestamp":"2026-01-02T03:04:05Z","messageId":"m{{number}}"}"""
            );
            messages.Writer.TryWrite(message).ShouldBeTrue();
            (await next.Soon()).ShouldBeTrue();
            reading.Current.ShouldBe(message);
            sent += $"data: {SystemPromptWire.Server.ToJson(message)}\n\n";
        }

        messages.Writer.Complete();
        (await reading.MoveNextAsync().AsTask().Soon()).ShouldBeFalse();
        wire.Heartbeats.ShouldBeGreaterThanOrEqualTo(3);
        wire.Text.Replace(Heartbeat, "", StringComparison.Ordinal).ShouldBe(sent);
    }

    /// <summary>Records the bytes that were read.</summary>
    private sealed class RecordingStream(Stream inner) : Stream
    {
        private readonly MemoryStream _read = new();

        public int Heartbeats => Text.Split(Heartbeat).Length - 1;

        public string Text
        {
            get
            {
                lock (_read)
                {
                    return Encoding.UTF8.GetString(_read.ToArray());
                }
            }
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            int count = await inner.ReadAsync(buffer, cancellationToken);
            lock (_read)
            {
                _read.Write(buffer.Span[..count]);
            }

            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Flush() { }

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
