namespace AgentWire.SmoothOperator;

/// <summary>
/// Makes the events of the published page with its defaults: the time is always set, and a request's name only where there
/// is one. Immutable.
/// </summary>
public sealed class ServerEvents
{
    private readonly Func<DateTimeOffset> _now;

    /// <summary>Makes events with the time of the system.</summary>
    public ServerEvents()
        : this(() => DateTimeOffset.UtcNow) { }

    /// <summary>Makes events with the time of a clock.</summary>
    /// <exception cref="ArgumentNullException">The clock is null.</exception>
    public ServerEvents(Func<DateTimeOffset> now) => _now = now ?? throw new ArgumentNullException(nameof(now));

#if NET8_0_OR_GREATER
    /// <summary>Makes events with the time of a clock.</summary>
    /// <exception cref="ArgumentNullException">The clock is null.</exception>
    public ServerEvents(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _now = clock.GetUtcNow;
    }
#endif

    private long Now => _now().ToUnixTimeMilliseconds();

    /// <summary>The answer to ping.</summary>
    public ServerEvent.Pong Pong(string? requestId = null) => new() { RequestId = requestId, Timestamp = Now };

    /// <summary>The answer to an action that is done at once, or the word that a turn has been taken up.</summary>
    /// <param name="requestId">The request that the event belongs to; null where the action gave no name.</param>
    /// <param name="status">After the manner of HTTP: 200 for done, 202 for a turn that goes on.</param>
    /// <param name="message">What has happened, in words for a person to read.</param>
    /// <param name="data">What the action yields: a JSON object.</param>
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

    /// <summary>A further piece of the answer.</summary>
    public ServerEvent.StreamToken StreamToken(string requestId, string token) =>
        new()
        {
            RequestId = requestId,
            Timestamp = Now,
            Token = token,
        };

    /// <summary>A step of the agent's workflow is done; <paramref name="state"/> is what it left behind.</summary>
    public ServerEvent.StreamChunk StreamChunk(string requestId, string node, RawJson state) =>
        new()
        {
            RequestId = requestId,
            Timestamp = Now,
            Node = node,
            State = state,
        };

    /// <summary>A source for <see cref="EventualResponse"/>, with its score as the reference server computes it.</summary>
    /// <param name="id">The source, by its identifier.</param>
    /// <param name="title">Its name for a person to read.</param>
    /// <param name="url">Where it can be read; null where it has no address.</param>
    /// <param name="snippet">The passage that was used, perhaps shortened.</param>
    /// <param name="score">
    /// How relevant it is: the higher, the more. It is widened to 64 bits, so that <c>0.91f</c> goes out as
    /// <c>0.9100000262260437</c>. For a score that is computed in 64 bits, set <see cref="SmoothOperator.Citation.Score"/>.
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

    /// <summary>The answer, which closes the turn.</summary>
    /// <param name="requestId">The request that the event belongs to.</param>
    /// <param name="status">After the manner of HTTP: 200.</param>
    /// <param name="messageId">The message that holds the answer in the conversation.</param>
    /// <param name="response">The answer, in the form that the agent was given; it is always written, <c>default</c> as null.</param>
    /// <param name="needsEscalation">Whether the agent asks for a person to take over.</param>
    /// <param name="citations">The sources, the most relevant first; left out where there are none.</param>
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

    /// <summary>The action or the turn has failed.</summary>
    /// <param name="requestId">The request that the event belongs to; null where there is none.</param>
    /// <param name="code">What kind of failure it is.</param>
    /// <param name="message">What went wrong, in words for a person to read.</param>
    public ServerEvent.Error Error(string? requestId, ErrorCode code, string message) =>
        new()
        {
            RequestId = requestId,
            Timestamp = Now,
            Info = new ErrorInfo { Code = code, Message = message },
        };
}
