using AgentWire.AgUi;

namespace AgentWire.Benchmarks.Traffic;

/// <summary>Runs of AG-UI: streamed text, reasoning and arguments, tool results, state and its changes, and the messages of a conversation.</summary>
internal static class AgUiTraffic
{
    public static IEnumerable<Event> Turn(Prose prose)
    {
        string run = $"run_{prose.Between(100_000, 999_999)}";
        yield return new Event.RunStarted
        {
            ThreadId = "thread_7f3a",
            RunId = run,
            ProtocolVersion = "1.0",
        };
        if (prose.Chance(0.1))
        {
            yield return new Event.MessagesSnapshot
            {
                Messages = [.. Enumerable.Range(0, prose.Between(4, 30)).Select(index => Message(prose, index))],
            };
        }

        yield return new Event.StateSnapshot
        {
            Snapshot = RawJson.Parse("""{"phase":"understanding","progress":0,"filters":{"month":"2026-05"}}"""),
        };
        for (int round = prose.Between(1, 4); round > 0; round--)
        {
            string id = $"{run}_{round}";
            foreach (Event part in Round(prose, id))
            {
                yield return part;
            }
        }

        yield return new Event.RunFinished
        {
            ThreadId = "thread_7f3a",
            RunId = run,
            Outcome = new RunFinishedOutcome.Success(),
            Usage =
            [
                new TokenUsage
                {
                    Model = "large",
                    InputTokens = prose.Between(1000, 90_000),
                    OutputTokens = prose.Between(20, 4000),
                },
            ],
        };
    }

    private static IEnumerable<Event> Round(Prose prose, string id)
    {
        string call = $"call_{id}";
        string text = $"text_{id}";
        yield return new Event.ReasoningMessageStart { MessageId = $"why_{id}" };
        for (int deltas = prose.Between(5, 30); deltas > 0; deltas--)
        {
            yield return new Event.ReasoningMessageContent { MessageId = $"why_{id}", Delta = prose.Delta() };
        }

        yield return new Event.ReasoningMessageEnd { MessageId = $"why_{id}" };
        yield return new Event.ToolCallStart { ToolCallId = call, ToolCallName = "query_metrics" };
        foreach (string piece in prose.ArgumentPieces())
        {
            yield return new Event.ToolCallArgs { ToolCallId = call, Delta = piece };
        }

        yield return new Event.ToolCallEnd { ToolCallId = call };
        yield return new Event.ToolCallResult
        {
            MessageId = $"result_{id}",
            ToolCallId = call,
            Content = prose.ToolOutput(),
        };
        yield return new Event.StateDelta
        {
            Delta =
            [
                new PatchOperation.Replace { Path = "/phase", Value = RawJson.Parse("\"working\"") },
                new PatchOperation.Add { Path = "/plan", Value = RawJson.Parse("""["views","sources",3]""") },
            ],
        };
        yield return new Event.TextMessageStart { MessageId = text, Role = TextMessageRole.Assistant };
        for (int deltas = prose.Between(30, 150); deltas > 0; deltas--)
        {
            yield return new Event.TextMessageContent { MessageId = text, Delta = prose.Delta() };
        }

        yield return new Event.TextMessageEnd { MessageId = text };
    }

    /// <summary>Creates a message of a conversation, by turns of the user, of the assistant and of a tool.</summary>
    public static Message Message(Prose prose, int index) =>
        (index % 3) switch
        {
            0 => new Message.User { Id = $"m{index}", Content = prose.Paragraph(12) },
            1 => new Message.Assistant { Id = $"m{index}", Content = prose.Paragraph(40) },
            _ => new Message.Tool
            {
                Id = $"m{index}",
                Content = prose.ToolOutput(),
                ToolCallId = $"call{index}",
            },
        };
}
