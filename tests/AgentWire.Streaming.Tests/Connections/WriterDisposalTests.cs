using System.Runtime.InteropServices;
using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Connections;

/// <summary>Disposing a writer ends every wait, over every transport.</summary>
public sealed class WriterDisposalTests
{
    private static readonly ServerMessage Pong = new ServerMessage.Pong();

    public static TheoryData<Kind, WireFraming?> Transports => Kinds.WithFramings;

    [Theory]
    [MemberData(nameof(Transports))]
    public Task Disposing_ends_a_blocked_write_and_all_that_wait_for_their_turn(Kind kind, WireFraming? framing)
    {
        return BlockedCall.InEachManner(Ends);

        async Task Ends(Manner manner, bool leaveOpen)
        {
            BlockedCall call = new(manner);
            OddTransport transport = new() { OnWrite = call.Wait };
            call.Closed = transport.Closed;
            WireStreamWriter<ServerMessage> writer = transport.Writer(kind, framing, new() { LeaveOpen = leaveOpen });
            using CancellationTokenSource mine = new();
            Task blocked = writer.WriteAsync(Pong, mine.Token).AsTask();
            await transport.IsWritten.InTime();
            Task[] waiting =
            [
                .. Enumerable.Range(0, 50).Select(_ => writer.WriteAsync(Pong).AsTask()),
                writer.CompleteAsync().AsTask(),
                .. framing is { HasKeepAlive: true } ? new[] { writer.WriteKeepAliveAsync().AsTask() } : [],
                writer.CompleteAsync(mine.Token).AsTask(),
            ];
            await writer.DisposeAsync().AsTask().InTime();
            WireStreamException lost = await Should.ThrowAsync<WireStreamException>(() => blocked.InTime());
            lost.Error.ShouldBe(WireStreamError.Disconnected);
            foreach (Task one in waiting)
            {
                await Should.ThrowAsync<ObjectDisposedException>(() => one.InTime());
            }

            await RefusesAsync(writer, framing);
            BlockedCall.NotInThePool(
                MemoryMarshal.AsMemory(transport.Frame),
                when: manner == Manner.Deaf && kind is Kind.WebSocket or Kind.Stream
            );
            call.Release();
            if (!leaveOpen)
            {
                await Should.ThrowAsync<ObjectDisposedException>(() => transport.Closed.InTime());
            }

            (leaveOpen && transport.IsClosed).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(Kind.Pipe, Manner.Deaf)]
    [InlineData(Kind.WebSocket, Manner.Heeds)]
    [InlineData(Kind.WebSocket, Manner.EndsWhenClosed)]
    [InlineData(Kind.WebSocket, Manner.Deaf)]
    public async Task Disposing_ends_a_completion_that_is_in_the_transport(Kind kind, Manner manner)
    {
        BlockedCall call = new(manner);
        TaskCompletionSource isCalled = new();
        OddTransport transport = new()
        {
            OnComplete = token =>
            {
                isCalled.TrySetResult();
                return call.Wait(token);
            },
        };
        call.Closed = transport.Closed;
        WireStreamWriter<ServerMessage> writer = transport.Writer(
            kind,
            kind == Kind.WebSocket ? null : WireFraming.NewlineDelimited
        );
        Task completing = writer.CompleteAsync().AsTask();
        await isCalled.Task.InTime();
        Task disposing = writer.DisposeAsync().AsTask();
        WireStreamException lost = await Should.ThrowAsync<WireStreamException>(() => completing.InTime());
        lost.Error.ShouldBe(WireStreamError.Disconnected);
        await disposing.InTime();
        await Should.ThrowAsync<ObjectDisposedException>(async () => await writer.CompleteAsync());
        call.Release();
    }

    private static async Task RefusesAsync(WireStreamWriter<ServerMessage> writer, WireFraming? framing)
    {
        await Should.ThrowAsync<ObjectDisposedException>(async () => await writer.WriteAsync(Pong));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await writer.CompleteAsync());
        if (framing is { HasKeepAlive: true })
        {
            await Should.ThrowAsync<ObjectDisposedException>(async () => await writer.WriteKeepAliveAsync());
        }
    }
}
