using AgentWire.AgUi;

namespace AgentWire.Runs.Tests.Client;

/// <summary>Requests and events that most tests use.</summary>
internal static class Some
{
    public static Event Started { get; } = new Event.RunStarted { ThreadId = "t", RunId = "r" };

    public static Event Finished { get; } = new Event.RunFinished { ThreadId = "t", RunId = "r" };

    public static Event[] Hello { get; } =
    [
        Started,
        new Event.TextMessageChunk { MessageId = "m", Delta = "Hel" },
        new Event.TextMessageChunk { Delta = "lo" },
        new Event.StateSnapshot { Snapshot = RawJson.Parse("""{"a":1.0}""") },
        Finished,
    ];

    public static RunAgentInput Input(params Message[] messages) =>
        new()
        {
            ThreadId = "t",
            RunId = "r",
            Messages = [.. messages],
        };

    public static Message Says(string id, string text) => new Message.User { Id = id, Content = text };

    public static Event Interrupted(params Interrupt[] interrupts) =>
        new Event.RunFinished
        {
            ThreadId = "t",
            RunId = "r",
            Outcome = new RunFinishedOutcome.Interrupt { Interrupts = [.. interrupts] },
        };

    public static Interrupt Question(string id, string? expiresAt = null) =>
        new()
        {
            Id = id,
            Reason = "approval",
            ExpiresAt = expiresAt,
        };

    public static ResumeEntry Answer(string id, ResumeStatus status = ResumeStatus.Resolved) =>
        new() { InterruptId = id, Status = status };

    public static async Task<List<Event>> ToListAsync(this IAsyncEnumerable<Event> events)
    {
        List<Event> all = [];
        await foreach (Event next in events)
        {
            all.Add(next);
        }

        return all;
    }
}
