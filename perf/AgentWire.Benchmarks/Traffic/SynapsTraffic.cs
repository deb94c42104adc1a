using AgentWire.Synaps;

namespace AgentWire.Benchmarks.Traffic;

/// <summary>Turns of the coding agent: thinking, text, and tools with streamed results. A client that connects requests the history.</summary>
internal static class SynapsTraffic
{
    public static IEnumerable<ServerMessage> Turn(Prose prose)
    {
        if (prose.Chance(0.1))
        {
            yield return new ServerMessage.History
            {
                Messages = [.. Enumerable.Range(0, prose.Between(4, 30)).Select(_ => Entry(prose))],
            };
            yield return new ServerMessage.Status
            {
                Model = "claude-sonnet-4-5",
                Thinking = "high",
                Streaming = true,
                SessionId = "20261121-090412-7f3a",
                TotalInputTokens = (ulong)prose.Between(1000, 900_000),
                TotalOutputTokens = (ulong)prose.Between(100, 90_000),
                SessionCost = prose.Between(1, 99_999) / 10_000.0,
                ConnectedClients = 2,
            };
        }

        for (int round = prose.Between(1, 4); round > 0; round--)
        {
            for (int deltas = prose.Between(10, 60); deltas > 0; deltas--)
            {
                yield return new ServerMessage.Thinking { Content = prose.Delta() };
            }

            for (int deltas = prose.Between(20, 80); deltas > 0; deltas--)
            {
                yield return new ServerMessage.Text { Content = prose.Delta() };
            }

            string tool = prose.Pick("bash", "edit", "read");
            string id = $"toolu_{prose.Between(100_000, 999_999)}";
            yield return new ServerMessage.ToolUseStart { ToolName = tool };
            yield return new ServerMessage.ToolUse
            {
                ToolName = tool,
                ToolId = id,
                Input = prose.Input(),
            };
            for (int lines = prose.Between(0, 5); lines > 0; lines--)
            {
                yield return new ServerMessage.ToolResultDelta { ToolId = id, Delta = prose.Paragraph(6) };
            }

            yield return new ServerMessage.ToolResult { ToolId = id, Result = prose.ToolOutput() };
            yield return new ServerMessage.Usage
            {
                InputTokens = (ulong)prose.Between(1000, 150_000),
                OutputTokens = (ulong)prose.Between(20, 4000),
                CacheCreation5m = prose.Chance(0.5) ? (ulong)prose.Between(0, 4000) : null,
            };
        }

        for (int deltas = prose.Between(40, 160); deltas > 0; deltas--)
        {
            yield return new ServerMessage.Text { Content = prose.Delta() };
        }

        yield return new ServerMessage.Done();
    }

    private static HistoryEntry Entry(Prose prose)
    {
        string time = prose.Clock()[..5];
        return prose.Between(0, 4) switch
        {
            0 => new HistoryEntry.User { Content = prose.Paragraph(8), Time = time },
            1 => new HistoryEntry.Thinking { Content = prose.Paragraph(15), Time = time },
            2 => new HistoryEntry.ToolUse
            {
                ToolName = "bash",
                Input = prose.Arguments(),
                Time = time,
            },
            3 => new HistoryEntry.ToolResult { Result = prose.Paragraph(30), Time = time },
            _ => new HistoryEntry.Text { Content = prose.Paragraph(40), Time = time },
        };
    }
}
