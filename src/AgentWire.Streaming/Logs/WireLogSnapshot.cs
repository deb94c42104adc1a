namespace AgentWire.Streaming;

/// <summary>
/// Messages that stand for the beginning of a log, for readers that have not read it. Immutable. If the same object is given to many
/// readers, its messages are encoded once.
/// </summary>
/// <typeparam name="T">The contract type.</typeparam>
public sealed class WireLogSnapshot<T>
    where T : notnull
{
    private readonly object _gate = new();
    private WireCodec<T>? _codec;
    private ReadOnlyMemory<byte>[] _encoded = [];

    /// <summary>Creates a snapshot.</summary>
    /// <param name="messages">The messages, in order.</param>
    /// <param name="position">
    /// The position of the last message that the snapshot contains the effect of, or null if it contains the effect of none. It must not
    /// be older than the messages before the oldest one that the log keeps.
    /// </param>
    /// <exception cref="ArgumentNullException">The list or one of the messages is null.</exception>
    public WireLogSnapshot(IEnumerable<T> messages, WireLogPosition? position)
    {
        Messages = Array.AsReadOnly(Argument.NotNull(messages, nameof(messages)).ToArray());
        Position = position;
        if (Messages.Any(message => message is null))
        {
            throw new ArgumentNullException(nameof(messages), "A message is null.");
        }
    }

    /// <summary>Gets the messages, in order.</summary>
    public IReadOnlyList<T> Messages { get; }

    /// <summary>Gets the position of the last message that the snapshot contains the effect of, or null.</summary>
    public WireLogPosition? Position { get; }

    /// <summary>Returns the messages as a codec writes them.</summary>
    internal ReadOnlyMemory<byte>[] Encode(WireCodec<T> codec)
    {
        lock (_gate)
        {
            if (_codec != codec)
            {
                _encoded = Array.ConvertAll(
                    Messages.ToArray(),
                    message => (ReadOnlyMemory<byte>)codec.ToUtf8Bytes(message)
                );
                _codec = codec;
            }

            return _encoded;
        }
    }
}
