using AgentWire.AgUi;
using AgentWire.Runs;

namespace AgentWire.Samples.Chat;

/// <summary>A conversation of a user with an agent, line by line.</summary>
internal sealed class Conversation(AgUiClient client, TextReader input, TextWriter output)
{
    /// <summary>Talks until the input ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        AgUiRun? last = null;
        while (await AskAsync("> ", cancellationToken) is { } line)
        {
            Message.User message = new() { Id = Guid.NewGuid().ToString(), Content = line };
            last = await StartAsync(last, message, cancellationToken);
            RunSnapshot now = await ShowAsync(last, cancellationToken);
            while (now.PendingInterrupts.Count > 0)
            {
                WireList<ResumeEntry> answers = await AnswerAsync(now.PendingInterrupts, cancellationToken);
                last = await client.ResumeAsync(last, answers, cancellationToken);
                now = await ShowAsync(last, cancellationToken);
            }
        }
    }

    private Task<AgUiRun> StartAsync(AgUiRun? last, Message message, CancellationToken cancellationToken) =>
        last is not null
            ? client.ContinueAsync(last, [message], cancellationToken)
            : client.RunAsync(
                new RunAgentInput
                {
                    ThreadId = Guid.NewGuid().ToString(),
                    RunId = Guid.NewGuid().ToString(),
                    Messages = [message],
                },
                cancellationToken: cancellationToken
            );

    /// <summary>Shows a run as it happens, and the state if the run has changed it. The next run needs only its request and its state.</summary>
    private async Task<RunSnapshot> ShowAsync(AgUiRun run, CancellationToken cancellationToken)
    {
        await using AgUiRun disposed = run;
        RawJson before = run.State.State;
        await foreach (Event each in run.ReadAllAsync(cancellationToken))
        {
            await output.WriteAsync(
                each switch
                {
                    Event.ReasoningStart => "(",
                    Event.ReasoningMessageContent content => content.Delta,
                    Event.ReasoningEnd => ")\n",
                    Event.TextMessageContent content => content.Delta,
                    Event.TextMessageEnd => "\n",
                    Event.ToolCallStart start => $"[{start.ToolCallName} ",
                    Event.ToolCallArgs arguments => arguments.Delta,
                    Event.ToolCallEnd => "]\n",
                    Event.ToolCallResult { Content: MessageContent.Text text } => $"[= {text.Value}]\n",
                    _ => "",
                }
            );
            await output.FlushAsync(cancellationToken);
        }

        RunSnapshot now = run.State.ToSnapshot();
        if (now.State != before)
        {
            await output.WriteAsync($"state: {now.State}\n");
        }

        return now;
    }

    private async Task<WireList<ResumeEntry>> AnswerAsync(
        WireList<Interrupt> questions,
        CancellationToken cancellationToken
    )
    {
        List<ResumeEntry> answers = [];
        foreach (Interrupt question in questions)
        {
            string? line = await AskAsync($"{question.Message ?? question.Reason} (yes/no) ", cancellationToken);
            answers.Add(
                new ResumeEntry
                {
                    InterruptId = question.Id,
                    // Without an answer, the question is abandoned.
                    Status = line is null ? ResumeStatus.Cancelled : ResumeStatus.Resolved,
                    Payload = line is null ? null : RawJson.Parse(line == "yes" ? "true" : "false"),
                }
            );
        }

        return [.. answers];
    }

    private async Task<string?> AskAsync(string prompt, CancellationToken cancellationToken)
    {
        await output.WriteAsync(prompt);
        await output.FlushAsync(cancellationToken);
        return await input.ReadLineAsync(cancellationToken);
    }
}
