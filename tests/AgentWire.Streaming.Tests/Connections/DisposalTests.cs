using AgentWire.Shared.Streams;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;

namespace AgentWire.Streaming.Tests.Connections;

/// <summary>Readers and writers can be disposed by many at the same time, and when the transport fails.</summary>
public sealed class DisposalTests
{
    private static readonly ServerMessage Pong = new ServerMessage.Pong();

    public static TheoryData<Kind, WireFraming?> Transports => Kinds.WithFramings;

    [Theory]
    [MemberData(nameof(Transports))]
    public Task Many_may_dispose_at_once_and_again(Kind kind, WireFraming? framing)
    {
        return BlockedCall.InEachManner(Ends);

        async Task Ends(Manner manner, bool leaveOpen)
        {
            BlockedCall call = new(manner);
            OddTransport transport = new() { OnRead = call.Wait, OnWrite = call.Wait };
            call.Closed = transport.Closed;
            WireStreamReader<ServerMessage> reader = transport.Reader(kind, framing, new() { LeaveOpen = leaveOpen });
            WireStreamWriter<ServerMessage> writer = transport.Writer(kind, framing, new() { LeaveOpen = leaveOpen });
            Task<(List<ServerMessage>, Exception? End)> read = reader.ReadAllAsync().Outcome();
            Task[] writes = [.. Enumerable.Range(0, 20).Select(_ => Task.Run(() => writer.WriteAsync(Pong).AsTask()))];
            await transport.IsRead.InTime();
            await transport.IsWritten.InTime();
            await Task.WhenAll(
                    Enumerable
                        .Range(0, 16)
                        .Select(i =>
                            Task.Run(async () => await (i % 2 == 0 ? reader.DisposeAsync() : writer.DisposeAsync()))
                        )
                )
                .InTime();
            await reader.DisposeAsync();
            await writer.DisposeAsync();
            Exception? end = (await read.InTime()).End;
            end.ShouldBeOfType<WireStreamException>().Error.ShouldBe(WireStreamError.Disconnected);
            foreach (Task write in writes)
            {
                end = await Should.ThrowAsync<Exception>(() => write.InTime());
                (end is WireStreamException or ObjectDisposedException).ShouldBeTrue(end.ToString());
            }

            call.Release();
        }
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_transport_that_fails_to_close_fails_nobody(Kind kind, WireFraming? framing)
    {
        OddTransport transport = new() { OnComplete = _ => throw new NotSupportedException() };
        await transport.Reader(kind, framing).DisposeAsync();
        await transport.Writer(kind, framing).DisposeAsync();
        if (kind == Kind.Stream)
        {
            await WireConnection
                .Create(new FailsToClose(), framing!, WalrusWire.Server, WalrusWire.Client)
                .DisposeAsync();
        }
    }

    private sealed class FailsToClose : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            throw new NotSupportedException();
        }
    }
}
