namespace AgentWire.Streaming;

/// <summary>Creates logs of messages.</summary>
public static class WireLog
{
    /// <summary>Creates a log.</summary>
    /// <param name="codec">The codec of the messages.</param>
    /// <param name="store">
    /// The store that keeps the messages, or null for a new <see cref="MemoryLogStore"/> with the default limits. The log disposes it.
    /// </param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <exception cref="ArgumentNullException">The codec is null.</exception>
    public static WireLog<T> Create<T>(
        WireCodec<T> codec,
        WireLogStore? store = null,
        WireLogOptions<T>? options = null
    )
        where T : notnull =>
        new(Argument.NotNull(codec, nameof(codec)), store ?? new MemoryLogStore(), options ?? new());
}
