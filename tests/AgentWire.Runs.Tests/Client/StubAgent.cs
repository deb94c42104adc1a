using System.Net;
using System.Text;
using AgentWire.AgUi;

namespace AgentWire.Runs.Tests.Client;

/// <summary>An agent without a network: it answers each request with what the test has prepared.</summary>
internal sealed class StubAgent : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    /// <summary>What was sent: the body, and the header Accept.</summary>
    public List<(RunAgentInput Input, string Accept, string ContentType)> Requests { get; } = [];

    public AgUiClient Client(AgUiClientOptions? options = null) =>
        new(new HttpClient(this), new Uri("http://agent.test/agent"), options);

    public StubAgent Answers(params IEnumerable<Event> events) =>
        AnswersText(string.Concat(events.Select(each => $"data: {AgUiWire.Server.ToJson(each)}\n\n")));

    public StubAgent AnswersText(string body, Exception? failure = null, string type = "text/event-stream") =>
        AnswersWith(HttpStatusCode.OK, body, type, failure);

    public StubAgent AnswersWith(
        HttpStatusCode status,
        string body,
        string type,
        Exception? failure = null,
        Action<HttpResponseMessage>? change = null
    )
    {
        _answers.Enqueue(() =>
        {
            HttpResponseMessage response = new(status)
            {
                Content = new StreamContent(new FailingStream(Encoding.UTF8.GetBytes(body), failure)),
            };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            change?.Invoke(response);
            return response;
        });
        return this;
    }

    public StubAgent Throws(Exception exception)
    {
        _answers.Enqueue(() => throw exception);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        request.Method.ShouldBe(HttpMethod.Post);
        Requests.Add(
            (
                AgUiWire.Client.Read(await request.Content!.ReadAsByteArrayAsync(cancellationToken)),
                request.Headers.Accept.ToString(),
                request.Content.Headers.ContentType!.ToString()
            )
        );
        return _answers.Dequeue()();
    }

    /// <summary>A stream that ends, or fails after its last byte.</summary>
    private sealed class FailingStream(byte[] content, Exception? failure) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => Check(base.Read(buffer, offset, count));

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken token) =>
            Check(await base.ReadAsync(buffer.AsMemory(offset, count), token));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken token = default) =>
            Check(await base.ReadAsync(buffer, token));

        private int Check(int count) => count > 0 || failure is null ? count : throw failure;
    }
}
