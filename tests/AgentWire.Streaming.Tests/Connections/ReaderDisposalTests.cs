using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Connections;

/// <summary>Disposing a reader ends every wait, over every transport.</summary>
public sealed class ReaderDisposalTests
{
    private static readonly ServerMessage Pong = new ServerMessage.Pong();

    public static TheoryData<Kind, WireFraming?> Transports => Kinds.WithFramings;

    [Theory]
    [MemberData(nameof(Transports))]
    public Task Disposing_ends_a_pending_read(Kind kind, WireFraming? framing)
    {
        return BlockedCall.InEachManner(BetweenAndInsideMessages);

        async Task BetweenAndInsideMessages(Manner manner, bool leaveOpen)
        {
            byte[] whole = await Kinds.Frame(framing, Pong);
            await Task.WhenAll(Ends(manner, leaveOpen, [whole]), Ends(manner, leaveOpen, [whole, whole[..^3]]));
        }

        async Task Ends(Manner manner, bool leaveOpen, byte[][] pieces)
        {
            BlockedCall call = new(manner);
            OddTransport transport = new(pieces) { OnRead = call.Wait };
            call.Closed = transport.Closed;
            WireStreamReader<ServerMessage> reader = transport.Reader(kind, framing, new() { LeaveOpen = leaveOpen });
            Task<(List<ServerMessage> Messages, Exception? End)> read = reader.ReadAllAsync().Outcome();
            await transport.IsRead.InTime();
            await reader.DisposeAsync().AsTask().InTime();
            (List<ServerMessage> messages, Exception? end) = await read.InTime();
            messages.ShouldBe([Pong]);
            end.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.Disconnected);
            await Should.ThrowAsync<ObjectDisposedException>(() => reader.ReadAllAsync().ToList());
            await Should.ThrowAsync<ObjectDisposedException>(() => reader.ReadItemsAsync().ToList());
            BlockedCall.NotInThePool(transport.Buffer, when: manner == Manner.Deaf && kind != Kind.Pipe);
            call.Release();
            if (!leaveOpen)
            {
                // A pipe is completed when nobody reads it any more, which can be only now.
                await Should.ThrowAsync<ObjectDisposedException>(() => transport.Closed.InTime());
            }

            (leaveOpen && transport.IsClosed).ShouldBeFalse();
        }
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Disposing_between_two_messages_is_a_lost_connection_to_who_reads_on(
        Kind kind,
        WireFraming? framing
    )
    {
        byte[] whole = await Kinds.Frame(framing, Pong);
        OddTransport transport = new(whole, whole, whole);
        WireStreamReader<ServerMessage> reader = transport.Reader(kind, framing);
        IAsyncEnumerator<ServerMessage> messages = reader.ReadAllAsync().GetAsyncEnumerator();
        (await messages.MoveNextAsync()).ShouldBeTrue();
        await reader.DisposeAsync();
        transport.IsClosed.ShouldBeTrue();
        WireStreamException lost = await Should.ThrowAsync<WireStreamException>(async () =>
            await messages.MoveNextAsync()
        );
        lost.Error.ShouldBe(WireStreamError.Disconnected);
        await messages.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => reader.ReadAllAsync().ToList());
    }
}
