using System.Runtime.InteropServices;

namespace AgentWire.Streaming;

/// <summary>What a reader of a log has read: a message, or the beginning of a snapshot.</summary>
/// <typeparam name="T">The contract type.</typeparam>
[StructLayout(LayoutKind.Auto)]
public readonly struct WireLogItem<T>
    where T : notnull
{
    private readonly WireCodec<T>? _codec;
    private readonly string? _epoch;
    private readonly long _number;

    internal WireLogItem(WireLogItemKind kind, WireCodec<T>? codec, ReadOnlyMemory<byte> utf8, WireLogGone? gone)
    {
        Kind = kind;
        _codec = codec;
        Utf8 = utf8;
        Gone = gone;
    }

    internal WireLogItem(
        WireLogItemKind kind,
        WireCodec<T>? codec,
        ReadOnlyMemory<byte> utf8,
        WireLogGone? gone,
        string epoch,
        long number
    )
        : this(kind, codec, utf8, gone)
    {
        _epoch = epoch;
        _number = number;
    }

    /// <summary>Gets what this is.</summary>
    public WireLogItemKind Kind { get; }

    /// <summary>
    /// Gets the position after which a reader continues that has got all items up to this one. Within a snapshot only the last item has
    /// it, and all others have null: a client that has got a part of a snapshot cannot continue.
    /// </summary>
    public WireLogPosition? Position => _epoch is null ? null : new WireLogPosition(_epoch, _number);

    /// <summary>Gets the JSON of the message as UTF-8, as it was encoded once. Empty at the beginning of a snapshot.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>
    /// Gets why the reader was moved to a snapshot, for an item of the kind <see cref="WireLogItemKind.SnapshotStart"/>, or null if it
    /// asked for the snapshot.
    /// </summary>
    public WireLogGone? Gone { get; }

    /// <summary>Reads the message with the codec of the log.</summary>
    /// <exception cref="InvalidOperationException">The item has no message.</exception>
    /// <exception cref="WireException">
    /// The codec refuses the message. It can be one of another version of the program, if the store is shared or outlives the program.
    /// </exception>
    public T Read() =>
        _codec is null
            ? throw new InvalidOperationException("The beginning of a snapshot has no message.")
            : _codec.Read(Utf8.Span);

    /// <summary>Returns the kind and the position.</summary>
    public override string ToString() => Position is { } position ? $"{Kind} {position}" : $"{Kind}";
}
