using System.Text;
using AgentWire.CompilerServices;
using AgentWire.Streaming;

namespace AgentWire.Runs;

/// <summary>Options for calling an agent. Immutable.</summary>
public sealed record AgUiClientOptions
{
    private const string DefaultVersion = "1.0";

    /// <summary>Gets the default options.</summary>
    public static AgUiClientOptions Default { get; } = new();

    /// <summary>
    /// Gets the options for writing requests, with the version of AG-UI that is written (<see cref="WireOptions.PeerVersion"/>)
    /// and declared. Default: version 1.0.
    /// </summary>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    public WireOptions Requests
    {
        get;
        init => field = Argument.NotNull(value, nameof(Requests));
    } = new() { PeerVersion = DefaultVersion };

    /// <summary>Gets the options for reading events: the limits of one event, and what happens to what is unknown.</summary>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    public WireOptions Events
    {
        get;
        init => field = Argument.NotNull(value, nameof(Events));
    } = WireOptions.Default;

    /// <summary>
    /// Gets the options for reading the stream: how long an event can take to arrive, and what happens to a damaged one. By
    /// default, a damaged event fails the run with an <see cref="AgUiStreamException"/>.
    /// </summary>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    public WireStreamOptions Stream
    {
        get;
        init => field = Argument.NotNull(value, nameof(Stream));
    } = WireStreamOptions.Default;

    /// <summary>
    /// Gets what is called for each event that breaks a rule. The run then continues, and the event is applied, unless it
    /// is a chunk that cannot be expanded. Default: null, which means that the run fails with an <see cref="AgUiRunException"/>.
    /// </summary>
    public Action<RunViolation>? OnViolation { get; init; }

    /// <summary>
    /// Gets how often a request is sent again if the server could not be reached. Default: 0. A request is never sent again
    /// after the first byte of a response.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxRetries
    {
        get;
        init =>
            field =
                value >= 0
                    ? value
                    : throw new ArgumentOutOfRangeException(
                        nameof(MaxRetries),
                        value,
                        "The value must not be negative."
                    );
    }

    /// <summary>
    /// Gets whether a request is also sent again if the server can have received it, but has not answered. Default: false,
    /// because the run can have begun, and would run twice. Set it only if the server runs a <c>runId</c> at most once.
    /// </summary>
    public bool RetriesUnanswered { get; init; }

    /// <summary>Gets the time to wait before the first retry. It doubles with each of them until it is a minute or longer. Default: one second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or longer than an hour.</exception>
    public TimeSpan RetryDelay
    {
        get;
        init =>
            field =
                value >= TimeSpan.Zero && value <= TimeSpan.FromHours(1)
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(RetryDelay), value, "From 0 to one hour.");
    } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the clock of the retries, and of the time at which interrupts expire. Default: the system's clock.</summary>
    /// <exception cref="ArgumentNullException">The clock is null.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = Argument.NotNull(value, nameof(TimeProvider));
    } = TimeProvider.System;

    internal string DeclaredVersion => Requests.PeerVersion ?? DefaultVersion;

    private bool PrintMembers(StringBuilder builder) =>
        builder.AppendMembers(
            $"Requests = {Requests}, Events = {Events}, Stream = {Stream}, OnViolation = {OnViolation}, MaxRetries = {MaxRetries}, RetriesUnanswered = {RetriesUnanswered}, RetryDelay = {RetryDelay}, TimeProvider = {TimeProvider}"
        );
}
