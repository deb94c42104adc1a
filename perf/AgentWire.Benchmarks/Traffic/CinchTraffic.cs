using AgentWire.Cinch;

namespace AgentWire.Benchmarks.Traffic;

/// <summary>Rounds of reasoning, text and tools in the user interface of the agent. A client that connects gets a snapshot.</summary>
internal static class CinchTraffic
{
    public static IEnumerable<ServerMessage> Turn(Prose prose)
    {
        if (prose.Chance(0.2))
        {
            yield return new ServerMessage.Snapshot { Data = Snapshot(prose).ToJson() };
        }

        yield return new ServerMessage.UserMessage { Message = prose.Paragraph(10) };
        uint rounds = (uint)prose.Between(1, 5);
        for (uint round = 1; round <= rounds; round++)
        {
            yield return new ServerMessage.ModelRouted { Model = "anthropic/claude-sonnet-4", Round = round };
            yield return new ServerMessage.Round
            {
                Number = round,
                MaxRounds = 30,
                ContextPct = prose.Between(1, 999) / 1000.0,
            };
            for (int deltas = prose.Between(10, 50); deltas > 0; deltas--)
            {
                yield return new ServerMessage.ReasoningDelta { Delta = prose.Delta() };
            }

            for (int deltas = prose.Between(20, 100); deltas > 0; deltas--)
            {
                yield return new ServerMessage.TextDelta { Delta = prose.Delta() };
            }

            string tool = prose.Pick("read_file", "search_posts", "count_characters");
            yield return new ServerMessage.TokenUsage
            {
                PromptTokens = (uint)prose.Between(1000, 150_000),
                CompletionTokens = (uint)prose.Between(20, 4000),
            };
            yield return new ServerMessage.ToolCallsReceived { Round = round, Count = 1 };
            yield return new ServerMessage.Phase { Name = $"Tool: {tool}" };
            yield return new ServerMessage.ToolExecuting { Name = tool, Arguments = prose.Arguments() };
            yield return new ServerMessage.ToolResult
            {
                Name = tool,
                Result = prose.ToolOutput(),
                IsError = prose.Chance(0.05),
            };
            yield return new ServerMessage.Log { Line = Line(prose) };
        }

        yield return new ServerMessage.Text { Content = prose.Paragraph(60) };
        if (prose.Chance(0.1))
        {
            yield return new ServerMessage.Question { Details = Question(prose) };
            yield return new ServerMessage.QuestionDismissed();
        }

        yield return new ServerMessage.Finished();
    }

    private static LogLine Line(Prose prose) =>
        new()
        {
            Time = prose.Clock(),
            Level = prose.Chance(0.2) ? LogLevel.Debug : LogLevel.Info,
            Message = prose.Paragraph(4),
        };

    private static UserQuestion Question(Prose prose) =>
        new()
        {
            Prompt = prose.Paragraph(4),
            Choices =
            [
                .. Enumerable
                    .Range(0, prose.Between(1, 4))
                    .Select(_ => new QuestionChoice
                    {
                        Label = prose.Paragraph(1),
                        Body = prose.Paragraph(12),
                        Metadata = "90 chars",
                    }),
            ],
            Editable = prose.Chance(0.5),
            MaxEditLength = prose.Chance(0.5) ? 280 : null,
        };

    private static UiStateSnapshot Snapshot(Prose prose) =>
        new()
        {
            Phase = "Thinking",
            Round = 3,
            MaxRounds = 30,
            ContextPct = 0.125,
            Model = "anthropic/claude-sonnet-4",
            Cycle = 7,
            AgentOutput =
            [
                .. Enumerable
                    .Range(0, prose.Between(2, 12))
                    .Select<int, AgentEntry>(_ =>
                        prose.Chance(0.7)
                            ? new AgentEntry.Text { Value = prose.Paragraph(20) }
                            : new AgentEntry.ToolResult
                            {
                                Name = "read_file",
                                Result = prose.ToolOutput(),
                                IsError = false,
                            }
                    ),
            ],
            StreamingBuffer = prose.Paragraph(10),
            Logs = [.. Enumerable.Range(0, prose.Between(5, 40)).Select(_ => Line(prose))],
            Running = true,
        };
}
