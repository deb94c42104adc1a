using System.Net;
using AgentWire.CompilerServices;
using AgentWire.Streaming.Transport;

namespace AgentWire.Streaming.Following;

/// <summary>Follows the body of a response over HTTP.</summary>
internal sealed class HttpSource<T>(
    Func<HttpClient> client,
    Func<HttpClient, string?, HttpRequestMessage> request,
    WireFraming framing,
    WireCodec<T> codec,
    WireStreamOptions options
) : FollowSource<T>
    where T : notnull
{
    private const int MaxShownType = 64;

    // The media type of lines has never been registered.
    private static readonly string[] LineTypes = ["application/ndjson", "application/jsonl"];

    private bool _isSafe = true;

    public override bool IsSafe => _isSafe;

    public override bool SendsToOpen => true;

    public override TimeSpan SilenceTimeout { get; } = TimeSpan.FromMinutes(1);

    public override async Task<FollowAnswer<T>> OpenAsync(string? cursor, CancellationToken cancellationToken)
    {
        HttpClient http = client() ?? throw new InvalidOperationException("The delegate returned no HTTP client.");
        using HttpRequestMessage sent =
            request(http, cursor) ?? throw new InvalidOperationException("The delegate returned no request.");
        _isSafe =
            sent.Method == HttpMethod.Get
            || sent.Method == HttpMethod.Head
            || sent.Method == HttpMethod.Options
            || sent.Method == HttpMethod.Trace;
        HttpResponseMessage response;
        try
        {
            response = await InTimeAsync(
                    http.SendAsync(sent, HttpCompletionOption.ResponseHeadersRead, cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception) && !cancellationToken.IsCancellationRequested)
        {
            bool isUnsent = exception is HttpRequestException unsent && Http.IsBeforeRequest(unsent);
            return new()
            {
                Failure = new()
                {
                    Message = isUnsent
                        ? "The server cannot be reached."
                        : "The connection was lost before the server answered.",
                    Exception = exception,
                },
                IsUnsent = isUnsent,
            };
        }

        FollowAnswer<T> answer = default;
        try
        {
            answer = await ReadAsync(response, cursor, cancellationToken).ConfigureAwait(false);
            return answer;
        }
        finally
        {
            if (answer.Connection is null)
            {
                response.Dispose();
            }
        }
    }

    private async Task<FollowAnswer<T>> ReadAsync(
        HttpResponseMessage response,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        string? type = response.Content?.Headers.ContentType?.MediaType;
        if (response.StatusCode == HttpStatusCode.OK && response.Content is { } content && IsStream(type))
        {
            Stream stream;
            try
            {
                stream = await Http.OpenAsync(content, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsFailure(exception) && !cancellationToken.IsCancellationRequested)
            {
                return new()
                {
                    Failure = new() { Message = "The response cannot be read.", Exception = exception },
                };
            }

            return new() { Connection = new Connection(response, Reader(stream, cursor), framing) };
        }

        WireFollowEnd? end = ServerAnswer.EndOf(response.StatusCode, cursor is not null);
        if (end == WireFollowEnd.CompletedByServer)
        {
            return new() { End = end };
        }

        string found =
            response.StatusCode == HttpStatusCode.OK
                ? $" and {(type is null ? "no content type" : $"the content type {SafeText.OneLine(type, MaxShownType)}")}, and not with {framing.ContentType}."
            : (int)response.StatusCode is >= 300 and <= 399 && response.Headers.Location is { } location
                ? $" and redirects to {ServerAnswer.Show(location.OriginalString)}"
            : response.Content is not null
            && await ServerAnswer
                .ReadProblemAsync(response.Content, options.TimeProvider, cancellationToken)
                .ConfigureAwait(false)
                is { } problem
                ? $": {ServerAnswer.Show(problem)}"
            : ".";
        return new()
        {
            Failure = new()
            {
                Message = ServerAnswer.Describe(response.StatusCode, found),
                StatusCode = response.StatusCode,
                RetryAfter = HttpAnswer.RetryAfter(response.Headers.RetryAfter, options.TimeProvider),
            },
            End = end,
        };
    }

    private bool IsStream(string? type) =>
        string.Equals(type, framing.ContentType, StringComparison.OrdinalIgnoreCase)
        || (
            framing == WireFraming.NewlineDelimited
            && type is not null
            && LineTypes.Contains(type, StringComparer.OrdinalIgnoreCase)
        );

    private WireStreamReader<T> Reader(Stream stream, string? cursor)
    {
        WireStreamReader<T> reader = WireStreamReader.Create(stream, framing, codec, options);
        if (reader is WireServerSentEventReader<T> events)
        {
            events.Resume(cursor ?? "");
        }

        return reader;
    }

    private sealed class Connection(HttpResponseMessage response, WireStreamReader<T> reader, WireFraming framing)
        : FollowConnection<T>(reader)
    {
        // A server ends a stream of events whenever it likes, and says 204 if there is no more.
        public override bool IsComplete(bool? option) => option ?? framing != WireFraming.ServerSentEvents;

        private protected override async ValueTask CloseOnceAsync()
        {
            await Reader.DisposeAsync().ConfigureAwait(false);
            response.Dispose();
        }
    }
}
