using System.Text;
using AgentWire.Runtime.Text;

namespace AgentWire.Streaming.Framing;

internal sealed class ServerSentEventFraming() : PipeFraming("sse", "text/event-stream", hasKeepAlive: true)
{
    internal override void Begin(PooledWriter frame) => frame.Write("data: "u8);

    internal override void Position(PooledWriter frame, WireLogPosition position)
    {
        frame.Write("id: "u8);
        position.TryFormat(frame.GetSpan(WireLogPosition.MaxTextLength), out int length);
        frame.Advance(length);
        frame.Write("\n"u8);
    }

    internal override void End(PooledWriter frame, int start) => frame.Write("\n\n"u8);

    internal override void KeepAlive(PooledWriter frame, WireServerSentEvents events)
    {
        if (events is not { KeepAliveEvent: { } name, KeepAliveData: { } data })
        {
            frame.Write(":\n\n"u8);
            return;
        }

        frame.Write("event: "u8);
        frame.Write(Encoding.UTF8.GetBytes(name));
        frame.Write("\n"u8);
        Begin(frame);
        frame.Write(Encoding.UTF8.GetBytes(data));
        End(frame, 0);
    }

    private protected override FrameCutter Cutter(WireCodec codec) =>
        new ServerSentEventCutter(codec.Options.MaxMessageBytes, codec.ServerSentEvents.EventsWithoutMessage);
}
