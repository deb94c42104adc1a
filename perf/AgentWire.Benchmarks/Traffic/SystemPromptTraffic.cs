using AgentWire.SystemPrompt;

namespace AgentWire.Benchmarks.Traffic;

/// <summary>Runs as AG-UI events: streamed text and arguments, tool results, state and its changes, and steps as CUSTOM events.</summary>
internal static class SystemPromptTraffic
{
    private const string Context = "3f9d2c7a-6a53-4b0e-8d0f-2f1f0b7c9e11";

    public static IEnumerable<AgUiEvent> Turn(Prose prose)
    {
        Clock clock = new(prose);
        string run = $"task_{prose.Between(100_000, 999_999)}";
        yield return new AgUiEvent.RunStarted
        {
            Timestamp = clock.Next(),
            ThreadId = Context,
            RunId = run,
        };
        if (prose.Chance(0.3))
        {
            yield return new AgUiEvent.StateSnapshot
            {
                Timestamp = clock.Next(),
                Snapshot = RawJson.Parse(
                    """{"phase":"understanding","progress":0,"sources":[],"filters":{"month":"2026-05","site":"blog"}}"""
                ),
            };
        }

        for (int round = prose.Between(1, 4); round > 0; round--)
        {
            string call = $"call_{prose.Between(100, 999)}";
            yield return Step(prose, clock, run);
            yield return new AgUiEvent.ToolCallStart
            {
                Timestamp = clock.Next(),
                ToolCallId = call,
                ToolCallName = "query_metrics",
            };
            foreach (string piece in prose.ArgumentPieces())
            {
                yield return new AgUiEvent.ToolCallArgs
                {
                    Timestamp = clock.Next(),
                    ToolCallId = call,
                    Delta = piece,
                };
            }

            yield return new AgUiEvent.ToolCallEnd { Timestamp = clock.Next(), ToolCallId = call };
            yield return new AgUiEvent.ToolCallResult
            {
                Timestamp = clock.Next(),
                MessageId = $"msg_{prose.Between(1, 99)}",
                ToolCallId = call,
                Content = RawJson.Parse($$"""{"output":{{RawJson.FromJsonNode(prose.ToolOutput())}},"rows":48213}"""),
                Role = MessageRole.Tool,
            };
            yield return new AgUiEvent.StateDelta
            {
                Timestamp = clock.Next(),
                Delta =
                [
                    new JsonPatchOperation.Replace { Path = "/phase", Value = RawJson.Parse("\"working\"") },
                    new JsonPatchOperation.Add { Path = "/plan", Value = RawJson.Parse("""["views","sources",3]""") },
                ],
            };
            string message = $"msg_{prose.Between(1, 99)}";
            yield return new AgUiEvent.TextMessageStart
            {
                Timestamp = clock.Next(),
                MessageId = message,
                Role = MessageRole.Assistant,
            };
            for (int deltas = prose.Between(30, 150); deltas > 0; deltas--)
            {
                yield return new AgUiEvent.TextMessageContent
                {
                    Timestamp = clock.Next(),
                    MessageId = message,
                    Delta = prose.Delta(),
                };
            }

            yield return new AgUiEvent.TextMessageEnd { Timestamp = clock.Next(), MessageId = message };
        }

        yield return new AgUiEvent.RunFinished
        {
            Timestamp = clock.Next(),
            ThreadId = Context,
            RunId = run,
        };
    }

    private static AgUiEvent.Custom Step(Prose prose, Clock clock, string run) =>
        new()
        {
            Timestamp = clock.Next(),
            Payload = new CustomPayload.ExecutionStep
            {
                Value = new ExecutionStepCustomPayload
                {
                    Step = new ExecutionStep
                    {
                        StepId = $"step_{prose.Between(1, 20)}",
                        TaskId = run,
                        Status = StepStatus.Completed,
                        StartedAt = clock.Next(),
                        CompletedAt = clock.Next(),
                        DurationMs = prose.Between(1, 5000),
                        Content = new StepContent.ToolExecution
                        {
                            ToolName = "query_metrics",
                            ToolArguments = prose.Input(),
                        },
                    },
                    ContextId = Context,
                },
            },
        };

    /// <summary>Increasing times in microseconds, which every side supports.</summary>
    private sealed class Clock(Prose prose)
    {
        private long _microseconds = 1_781_254_800_000_000;

        public WireTimestamp Next()
        {
            _microseconds += prose.Between(300, 90_000);
            return WireTimestamp.FromUnix(_microseconds / 1_000_000, (int)(_microseconds % 1_000_000) * 1000);
        }
    }
}
