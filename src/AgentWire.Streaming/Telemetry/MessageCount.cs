using System.Runtime.CompilerServices;

namespace AgentWire.Streaming.Telemetry;

/// <summary>Counts messages by dialect, framing and direction. If nobody listens, a message costs a few reads of fields.</summary>
internal static class MessageCount
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sent(
        WireStreamTelemetry stream,
        WireCodec codec,
        WireFraming? framing,
        int bytes,
        int messages = 1
    )
    {
        if (stream.IsOn || Instruments.Messages.Enabled || Instruments.Bytes.Enabled)
        {
            Add(codec, framing, Attributes.Transmit, bytes, messages);
            stream.OnSent(messages);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Received<T>(
        WireStreamTelemetry stream,
        WireCodec<T> codec,
        WireFraming? framing,
        in WireItem<T> item,
        in ReceivedFrame frame
    )
        where T : notnull
    {
        if (
            stream.IsOn
            || Instruments.Messages.Enabled
            || Instruments.Bytes.Enabled
            || Instruments.UnreadableMessages.Enabled
            || frame.UnknownTag is not null
        )
        {
            Add(stream, codec, framing, item.Unreadable, frame);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Add(
        WireStreamTelemetry stream,
        WireCodec codec,
        WireFraming? framing,
        UnreadableMessage? unreadable,
        in ReceivedFrame frame
    )
    {
        if (unreadable is null)
        {
            Add(codec, framing, Attributes.Receive, frame.Bytes, messages: 1);
            stream.OnReceived();
        }
        else
        {
            Instruments.UnreadableMessages.Add(
                1,
                Attributes.Dialect(codec),
                Attributes.Framing(framing),
                new(Attributes.ErrorType, unreadable.Error.Code.ToWireName())
            );
        }

        if (frame.UnknownTag is { } tag)
        {
            Instruments.UnknownMessages.Add(
                1,
                Attributes.Dialect(codec),
                Attributes.Framing(framing),
                new(Attributes.MessageTag, UnknownTags.Shown(codec.Dialect, tag))
            );
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Add(WireCodec codec, WireFraming? framing, string direction, int bytes, int messages)
    {
        Instruments.Messages.Add(
            messages,
            Attributes.Dialect(codec),
            Attributes.Framing(framing),
            Attributes.Direction(direction)
        );
        Instruments.Bytes.Add(
            bytes,
            Attributes.Dialect(codec),
            Attributes.Framing(framing),
            Attributes.Direction(direction)
        );
    }
}
