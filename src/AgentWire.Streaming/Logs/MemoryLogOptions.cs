namespace AgentWire.Streaming;

/// <summary>
/// The limits of a log in memory. Immutable. If a limit is exceeded, the oldest messages are discarded. Without any limit, a log keeps
/// all messages.
/// </summary>
public sealed record MemoryLogOptions
{
    /// <summary>Gets the maximum number of messages to keep, or null for no limit. Default: 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int? MaxMessages
    {
        get;
        init => field = value is null or > 0 ? value : throw NotPositive(value, nameof(MaxMessages));
    } = 10_000;

    /// <summary>
    /// Gets the maximum size of all messages together, in bytes of their JSON, or null for no limit. Default: 16 MiB (16,777,216). The
    /// newest message is kept even if it is larger: <see cref="WireOptions.MaxMessageBytes"/> of the codec limits it.
    /// </summary>
    /// <remarks>
    /// The memory of messages is released in groups: a log can use an eighth more than this limit, or than <see cref="MaxMessages"/> if
    /// this limit is null. It also uses about 50 bytes for each message.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long? MaxBytes
    {
        get;
        init => field = value is null or > 0 ? value : throw NotPositive(value, nameof(MaxBytes));
    } = 16 * 1024 * 1024;

    /// <summary>
    /// Gets the maximum time to keep a message after it was appended, or null for no limit. Default: null. Older messages cannot be read
    /// any more. Their memory is released by the next call of the store, and not by a timer.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan? MaxAge
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value : throw NotPositive(value, nameof(MaxAge));
    }

    /// <summary>Gets the clock of <see cref="MaxAge"/>. Default: the system's clock.</summary>
    /// <exception cref="ArgumentNullException">The clock is null.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(TimeProvider));
    } = TimeProvider.System;

    private static ArgumentOutOfRangeException NotPositive(object? value, string name) =>
        new(name, value, "The value must be positive, or null.");
}
