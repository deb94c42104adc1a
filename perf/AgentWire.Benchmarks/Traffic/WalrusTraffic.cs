using AgentWire.Walrus;

namespace AgentWire.Benchmarks.Traffic;

/// <summary>Streamed answers of the gateway, with tools between them, and sometimes a listing or a download.</summary>
internal static class WalrusTraffic
{
    public static IEnumerable<ServerMessage> Turn(Prose prose)
    {
        string agent = prose.Pick("coder", "researcher", "assistant");
        yield return new StreamEvent.Start { Agent = agent, Session = (ulong)prose.Between(1, 5000) };
        for (int round = prose.Between(1, 4); round > 0; round--)
        {
            for (int deltas = prose.Between(10, 50); deltas > 0; deltas--)
            {
                yield return new StreamEvent.Thinking { Content = prose.Delta() };
            }

            for (int deltas = prose.Between(20, 80); deltas > 0; deltas--)
            {
                yield return new StreamEvent.Chunk { Content = prose.Delta() };
            }

            ToolCallInfo[] calls =
            [
                .. Enumerable
                    .Range(0, prose.Between(1, 2))
                    .Select(_ => new ToolCallInfo
                    {
                        Name = prose.Pick("bash", "read_file", "search"),
                        Arguments = prose.Arguments(),
                    }),
            ];
            yield return new StreamEvent.ToolStart { Calls = [.. calls] };
            for (int call = 0; call < calls.Length; call++)
            {
                yield return new StreamEvent.ToolResult
                {
                    CallId = $"call_{prose.Between(100_000, 999_999)}",
                    Output = prose.ToolOutput(),
                };
            }

            yield return new StreamEvent.ToolsComplete();
        }

        for (int deltas = prose.Between(40, 160); deltas > 0; deltas--)
        {
            yield return new StreamEvent.Chunk { Content = prose.Delta() };
        }

        yield return new StreamEvent.End { Agent = agent };
        if (prose.Chance(0.1))
        {
            yield return Listing(prose);
        }

        if (prose.Chance(0.02))
        {
            foreach (ServerMessage message in Download(prose))
            {
                yield return message;
            }
        }
    }

    private static ServerMessage.Tasks Listing(Prose prose) =>
        new()
        {
            Items =
            [
                .. Enumerable
                    .Range(1, prose.Between(3, 30))
                    .Select(id => new TaskInfo
                    {
                        Id = (ulong)id,
                        ParentId = prose.Chance(0.5) ? (ulong)prose.Between(1, 100) : null,
                        Agent = prose.Pick("coder", "researcher"),
                        Status = prose.Pick("running", "finished", "blocked"),
                        Description = prose.Paragraph(5),
                        Result = prose.Chance(0.3) ? prose.Paragraph(10) : null,
                        CreatedBy = "user",
                        PromptTokens = (ulong)prose.Between(100, 200_000),
                        CompletionTokens = (ulong)prose.Between(10, 20_000),
                        AliveSecs = (ulong)prose.Between(1, 100_000),
                    }),
            ],
        };

    private static IEnumerable<ServerMessage> Download(Prose prose)
    {
        const string Model = "Qwen/Qwen3-8B-GGUF";
        yield return new DownloadEvent.Start { Model = Model };
        yield return new DownloadEvent.FileStart
        {
            Model = Model,
            Filename = "qwen3-8b-q4_k_m.gguf",
            Size = 5_027_783_488,
        };
        for (ulong bytes = 0; bytes < 5_000_000_000; bytes += (ulong)prose.Between(20_000_000, 90_000_000))
        {
            yield return new DownloadEvent.Progress { Model = Model, Bytes = bytes };
        }

        yield return new DownloadEvent.FileEnd { Model = Model, Filename = "qwen3-8b-q4_k_m.gguf" };
        yield return new DownloadEvent.End { Model = Model };
    }
}
