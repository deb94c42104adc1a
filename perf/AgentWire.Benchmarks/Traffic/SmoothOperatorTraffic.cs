using AgentWire.SmoothOperator;

namespace AgentWire.Benchmarks.Traffic;

/// <summary>Turns of a conversation: tokens in envelopes, the states of the graph's nodes, and the whole answer.</summary>
internal static class SmoothOperatorTraffic
{
    public static IEnumerable<ServerEvent> Turn(Prose prose)
    {
        string request = $"req-{prose.Between(1000, 9999)}";
        long time = 1_781_254_800_000 + prose.Between(0, 90_000_000);
        yield return new ServerEvent.ImmediateResponse
        {
            RequestId = request,
            Timestamp = time,
            Status = 202,
            Message = "Processing your request...",
            Data = RawJson.Parse("{}"),
        };
        for (int round = prose.Between(1, 3); round > 0; round--)
        {
            for (int tokens = prose.Between(10, 50); tokens > 0; tokens--)
            {
                yield return new ServerEvent.StreamReasoning
                {
                    RequestId = request,
                    Timestamp = time += prose.Between(1, 60),
                    Token = prose.Delta(),
                };
            }

            for (int tokens = prose.Between(0, 10); tokens > 0; tokens--)
            {
                yield return new ServerEvent.StreamPreamble
                {
                    RequestId = request,
                    Timestamp = time += prose.Between(1, 60),
                    Token = prose.Delta(),
                };
            }

            yield return Chunk(prose, request, time, "plan", "toolCall", prose.Input());
            yield return Chunk(prose, request, time, "tools", "toolResult", RawJson.FromJsonNode(prose.ToolOutput()));
            yield return new ServerEvent.Keepalive { RequestId = request, Timestamp = time += 15 };
        }

        for (int tokens = prose.Between(50, 200); tokens > 0; tokens--)
        {
            yield return new ServerEvent.StreamToken
            {
                RequestId = request,
                Timestamp = time += prose.Between(1, 60),
                Token = prose.Delta(),
            };
        }

        yield return Answer(prose, request, time);
    }

    private static ServerEvent.StreamChunk Chunk(
        Prose prose,
        string request,
        long time,
        string node,
        string what,
        RawJson value
    ) =>
        new()
        {
            RequestId = request,
            Timestamp = time,
            Node = node,
            State = RawJson.Parse($$$"""{"rawResponse":{"{{{what}}}":{{{value}}} } }"""),
            Done = prose.Chance(0.5) ? false : null,
        };

    private static ServerEvent.EventualResponse Answer(Prose prose, string request, long time) =>
        new()
        {
            RequestId = request,
            Timestamp = time,
            Status = 200,
            MessageId = $"msg-{prose.Between(1000, 9999)}",
            Response = RawJson.Parse(
                $$"""{"responseParts":[{{RawJson.FromJsonNode(prose.Paragraph(60))}}],"suggestedReplies":["Yes","No, thanks"]}"""
            ),
            NeedsEscalation = false,
            Usage = new Usage
            {
                CostUsd = prose.Between(1, 9999) / 100_000.0,
                PromptTokens = (ulong)prose.Between(100, 90_000),
                CompletionTokens = (ulong)prose.Between(100, 9000),
            },
            Citations =
            [
                .. Enumerable
                    .Range(0, prose.Between(0, 4))
                    .Select(i => new Citation
                    {
                        Id = $"kb-{i}",
                        Title = prose.Paragraph(2),
                        Url = "https://shop.example/help",
                        Snippet = prose.Paragraph(8),
                        Score = prose.Between(0, 64) / 64f,
                    }),
            ],
        };
}
