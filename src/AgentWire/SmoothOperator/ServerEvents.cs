namespace AgentWire.SmoothOperator;

/// <summary>
/// Creates the events of the published page with its defaults: the timestamp is always set, and the request identifier only
/// if there is one. Immutable.
/// </summary>
/// <example>
/// <code>
/// ServerEvents events = new();
/// ServerEvent token = events.StreamToken("r1", "Hel");
/// </code>
/// </example>
public sealed class ServerEvents
{
    private readonly Func<DateTimeOffset> _now;

    /// <summary>Creates an instance that uses the system's clock.</summary>
    public ServerEvents()
        : this(() => DateTimeOffset.UtcNow) { }

    /// <summary>Creates an instance that uses the given clock.</summary>
    /// <exception cref="ArgumentNullException">The clock is null.</exception>
    public ServerEvents(Func<DateTimeOffset> now) => _now = now ?? throw new ArgumentNullException(nameof(now));

    /// <summary>Creates an instance that uses the given clock.</summary>
    /// <exception cref="ArgumentNullException">The clock is null.</exception>
    public ServerEvents(TimeProvider clock) =>
        _now = (clock ?? throw new ArgumentNullException(nameof(clock))).GetUtcNow;

    private long Now => _now().ToUnixTimeMilliseconds();

    /// <summary>Creates the answer to ping.</summary>
    public ServerEvent.Pong Pong(string? requestId = null) => new() { RequestId = requestId, Timestamp = Now };

    /// <summary>Creates the answer to an action that completes immediately, or the confirmation that a turn has begun.</summary>
    /// <param name="requestId">The identifier of the request that the event belongs to, or null if the action gave none.</param>
    /// <param name="status">The status, similar to an HTTP status code: 200 if the action is complete, 202 if a turn has begun.</param>
    /// <param name="message">A human-readable description of what happened.</param>
    /// <param name="data">The result of the action: a JSON object.</param>
    public ServerEvent.ImmediateResponse ImmediateResponse(
        string? requestId,
        long status,
        string message,
        RawJson data
    ) =>
        new()
        {
            RequestId = requestId,
            Timestamp = Now,
            Status = status,
            Message = message,
            Data = data,
        };

    /// <summary>Creates an event with the next part of the answer.</summary>
    public ServerEvent.StreamToken StreamToken(string requestId, string token) =>
        new()
        {
            RequestId = requestId,
            Timestamp = Now,
            Token = token,
        };

    /// <summary>Creates the event for a complete step of the agent's workflow, with the <paramref name="state"/> after the step.</summary>
    public ServerEvent.StreamChunk StreamChunk(string requestId, string node, RawJson state) =>
        new()
        {
            RequestId = requestId,
            Timestamp = Now,
            Node = node,
            State = state,
        };

    /// <summary>Creates a source for <see cref="EventualResponse"/>, with its score as the reference server computes it.</summary>
    /// <param name="id">The identifier of the source.</param>
    /// <param name="title">The human-readable title of the source.</param>
    /// <param name="url">The URL of the source, or null if there is none.</param>
    /// <param name="snippet">The passage that was used. It can be shortened.</param>
    /// <param name="score">
    /// The relevance of the source. A higher score is more relevant. The score is widened to 64 bits, so that <c>0.91f</c> is
    /// written as <c>0.9100000262260437</c>. To use a 64-bit score, set <see cref="SmoothOperator.Citation.Score"/>.
    /// </param>
    public static Citation Citation(string id, string title, string? url, string snippet, float score) =>
        new()
        {
            Id = id,
            Title = title,
            Url = url,
            Snippet = snippet,
            Score = score,
        };

    /// <summary>Creates the final answer, which ends the turn.</summary>
    /// <param name="requestId">The identifier of the request that the event belongs to.</param>
    /// <param name="status">The status, similar to an HTTP status code: 200.</param>
    /// <param name="messageId">The identifier of the message in the conversation that contains the answer.</param>
    /// <param name="response">The answer, in the form that the agent was configured with. It is always written; <c>default</c> is written as null.</param>
    /// <param name="needsEscalation">Whether the agent asks for a person to take over.</param>
    /// <param name="citations">The sources, with the most relevant first. They are omitted if there are none.</param>
    public ServerEvent.EventualResponse EventualResponse(
        string requestId,
        long status,
        string messageId,
        RawJson response,
        bool needsEscalation,
        WireList<Citation> citations = default
    ) =>
        new()
        {
            RequestId = requestId,
            Timestamp = Now,
            Status = status,
            MessageId = messageId,
            Response = response,
            NeedsEscalation = needsEscalation,
            Citations = citations,
        };

    /// <summary>Creates the event for an action or a turn that has failed.</summary>
    /// <param name="requestId">The identifier of the request that the event belongs to, or null if there is none.</param>
    /// <param name="code">The kind of failure.</param>
    /// <param name="message">A human-readable description of the problem.</param>
    public ServerEvent.Error Error(string? requestId, ErrorCode code, string message) =>
        new()
        {
            RequestId = requestId,
            Timestamp = Now,
            Info = new ErrorInfo { Code = code, Message = message },
        };
}
