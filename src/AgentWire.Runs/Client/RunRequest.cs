using System.Net;
using System.Net.Http.Headers;
using AgentWire.AgUi;
using AgentWire.CompilerServices;

namespace AgentWire.Runs.Client;

/// <summary>Sends a request until the server answers, as far as the options allow it.</summary>
internal sealed class RunRequest(HttpClient http, Uri endpoint, AgUiClientOptions options)
{
    private const string Events = "text/event-stream";
    private const int MaxProblemBytes = 64 * 1024;

    // The timeout of the HTTP client ends with the headers.
    private static readonly TimeSpan ProblemPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(1);
    private const int MaxShown = 64;

    private readonly WireCodec<RunAgentInput> _codec = AgUiWire.Client.With(options.Requests);

    /// <summary>Sends the request. The response is a stream of events.</summary>
    /// <exception cref="AgUiServerException">The server was not reached, or refused the request.</exception>
    public async Task<HttpResponseMessage> SendAsync(RunAgentInput input, CancellationToken cancellationToken)
    {
        byte[] body = _codec.ToUtf8Bytes(input);
        TimeSpan delay = options.RetryDelay;
        for (int retry = 0; ; retry++)
        {
            try
            {
                return await SendAsync(body, cancellationToken).ConfigureAwait(false);
            }
            catch (AgUiServerException exception) when (retry < options.MaxRetries && IsSafe(exception))
            {
                await Http.DelayAsync(options.TimeProvider, delay, cancellationToken).ConfigureAwait(false);
                delay = delay < MaxDelay ? delay + delay : delay;
            }
        }
    }

    private bool IsSafe(AgUiServerException exception) =>
        exception.StatusCode is null && (!exception.CanHaveRun || options.RetriesUnanswered);

    private async Task<HttpResponseMessage> SendAsync(byte[] body, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Events));
        HttpResponseMessage response = await AnswerAsync(request, cancellationToken).ConfigureAwait(false);
        string? type = response.Content.Headers.ContentType?.MediaType;
        if (response.StatusCode == HttpStatusCode.OK && string.Equals(type, Events, StringComparison.OrdinalIgnoreCase))
        {
            return response;
        }

        using (response)
        {
            string found = response.IsSuccessStatusCode
                ? $" and {(type is null ? "no content type" : $"the content type {SafeText.OneLine(type, MaxShown)}")}, and not with {Events}"
                : "";
            // A success without events has no problem to tell of, and can go on for as long as a run.
            ReadOnlyMemory<byte> said = response.IsSuccessStatusCode
                ? default
                : await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            throw new AgUiServerException(
                response.StatusCode,
                found,
                AgUiProblem.Read(said.Span),
                HttpAnswer.RetryAfter(response.Headers.RetryAfter, options.TimeProvider)
            );
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            bool canHaveRun = !Http.IsBeforeRequest(exception);
            throw new AgUiServerException(
                canHaveRun ? "The connection was lost before the server answered." : "The server cannot be reached.",
                exception,
                canHaveRun
            );
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AgUiServerException("The server has not answered in time.", exception, canHaveRun: true);
        }
    }

    /// <summary>Reads the beginning of a body that is only an explanation.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ProblemPatience);
        ReadOnlyMemory<byte> body = await HttpAnswer
            .ReadBeginningAsync(content, MaxProblemBytes, patience.Token)
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return body;
    }
}
