using System.Net;
using System.Text;
using AgentWire.Streaming.Tests.Support;
using AgentWire.Walrus;
using Microsoft.Extensions.Time.Testing;

namespace AgentWire.Streaming.Tests.Following;

/// <summary>A server without a network. It answers each request with the next answer of a script.</summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _answers = new();

    /// <summary>Gets the ids that were sent, or null where there was none.</summary>
    public List<string?> Ids { get; } = [];

    public List<HttpRequestMessage> Requests { get; } = [];

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public List<WireFollowStatus> Statuses { get; } = [];

    public bool IsDisposed { get; private set; }

    public WireFollowOptions<ServerMessage> Options =>
        new()
        {
            Stream = new() { TimeProvider = Clock },
            OnStatusChange = Statuses.Add,
            Random = new(1),
        };

    public WireFollower<ServerMessage> Follow(
        WireFollowOptions<ServerMessage>? options = null,
        WireFraming? framing = null,
        WireCodec<ServerMessage>? codec = null
    ) =>
        WireFollower.Create(
            new HttpClient(this),
            new Uri("http://server.test/events"),
            framing ?? WireFraming.ServerSentEvents,
            codec ?? WalrusWire.Server,
            options ?? Options
        );

    public WireFollower<ServerMessage> Follow(
        Func<string?, HttpRequestMessage> request,
        WireFollowOptions<ServerMessage>? options = null,
        WireFraming? framing = null
    ) =>
        WireFollower.Create(
            new HttpClient(this),
            request,
            framing ?? WireFraming.ServerSentEvents,
            WalrusWire.Server,
            options ?? Options
        );

    public ScriptedServer Answers(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public ScriptedServer Answers(Func<HttpResponseMessage> answer) => Answers((_, _) => Task.FromResult(answer()));

    /// <summary>Answers with a stream, which ends unless there is something to wait for or to throw.</summary>
    public ScriptedServer Streams(
        string body,
        Func<CancellationToken, Task>? atEnd = null,
        string type = "text/event-stream"
    ) => Answers(() => Response(new ChunkedStream(Encoding.UTF8.GetBytes(body)) { AtEnd = atEnd }, type));

    public ScriptedServer Says(
        int status,
        string body = "",
        string type = "text/plain",
        Action<HttpResponseMessage>? change = null
    ) =>
        Answers(() =>
        {
            HttpResponseMessage response = new((HttpStatusCode)status) { Content = new StringContent(body) };
            response.Content.Headers.Remove("Content-Type");
            response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            change?.Invoke(response);
            return response;
        });

    public ScriptedServer Throws(Exception exception) => Answers(() => throw exception);

    public static HttpResponseMessage Response(Stream body, string type = "text/event-stream")
    {
        HttpResponseMessage response = new() { Content = new StreamContent(body) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return response;
    }

    /// <summary>Waits for a task while the time goes by.</summary>
    public async Task<TResult> Drive<TResult>(Task<TResult> task, int secondsAStep = 1)
    {
        DateTime limit = DateTime.UtcNow + Shared.Streams.Limited.Time;
        while (!task.IsCompleted && DateTime.UtcNow < limit)
        {
            Clock.Advance(TimeSpan.FromSeconds(secondsAStep));
            await Task.Delay(1);
        }

        return await task.WaitAsync(TimeSpan.Zero);
    }

    /// <summary>Waits until something is true, while the time stands still.</summary>
    public static async Task Until(Func<bool> condition)
    {
        DateTime limit = DateTime.UtcNow + Shared.Streams.Limited.Time;
        while (!condition())
        {
            (DateTime.UtcNow < limit).ShouldBeTrue("It has not become true.");
            await Task.Delay(1);
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        Requests.Add(request);
        Ids.Add(request.Headers.TryGetValues("Last-Event-ID", out IEnumerable<string>? ids) ? ids.Single() : null);
        return _answers.Count > 0
            ? _answers.Dequeue()(request, cancellationToken)
            : throw new NotSupportedException("The script has no further answer.");
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
