using System.Runtime.InteropServices;

namespace AgentWire.Streaming;

/// <summary>Where a reader of a log begins. The default is <see cref="Oldest"/>.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WireLogStart
{
    private WireLogStart(StartKind kind, WireLogPosition position = default)
    {
        Kind = kind;
        Position = position;
    }

    /// <summary>Gets the start at the oldest message that is kept.</summary>
    public static WireLogStart Oldest => default;

    /// <summary>Gets the start at the next message: the reader gets only what is appended after it was opened.</summary>
    public static WireLogStart Live { get; } = new(StartKind.Live);

    /// <summary>Gets the start with a snapshot of the owner of the log, <see cref="WireLogOptions{T}.Snapshot"/>.</summary>
    public static WireLogStart Snapshot { get; } = new(StartKind.Snapshot);

    internal StartKind Kind { get; }

    internal WireLogPosition Position { get; }

    /// <summary>Returns the start after a message.</summary>
    /// <param name="position">The position of the message; with the number 0, that of the beginning of the log.</param>
    public static WireLogStart After(WireLogPosition position) => new(StartKind.After, position);

    /// <summary>Returns the start after a message whose position a client names, such as the header <c>Last-Event-ID</c>.</summary>
    /// <param name="position">The text. If it is not a position, it counts as one that is gone: <see cref="WireLogGoneReason.Malformed"/>.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static WireLogStart After(string position) =>
        WireLogPosition.TryParse(Argument.NotNull(position, nameof(position)), out WireLogPosition parsed)
            ? After(parsed)
            : new(StartKind.Malformed);

    /// <summary>Returns the name of the start, or its position.</summary>
    public override string ToString() => Kind == StartKind.After ? $"After {Position}" : $"{Kind}";

    internal enum StartKind
    {
        Oldest,
        Live,
        Snapshot,
        After,
        Malformed,
    }
}
