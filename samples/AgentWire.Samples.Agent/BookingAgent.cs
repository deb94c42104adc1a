using AgentWire.AgUi;
using AgentWire.Runs.AspNetCore;

namespace AgentWire.Samples.Agent;

/// <summary>
/// Books a table: it answers, looks for a table, keeps the booking in the state, and asks before it books. It remembers nothing
/// between two runs: all that it needs is in the request.
/// </summary>
internal sealed class BookingAgent(ScriptedModel model)
{
    public const string Found = """{"table":7,"time":"19:30"}""";
    public const string Booked = "booked";

    private const string Refused = "not allowed";

    public async Task RunAsync(RunAgentInput input, RunContext run, CancellationToken cancellationToken)
    {
        Message? last = input.Messages is [.., var newest] ? newest : null;
        foreach (ResumeEntry answer in (input.Resume ?? default).Where(answer => IsAsked(answer, input)))
        {
            last = await BookAsync(answer, run, cancellationToken);
        }

        while (last is not null)
        {
            last = await TakeTurnAsync(last, run, cancellationToken);
        }
    }

    /// <summary>Passes on what the model says. Returns the result of a tool, which the model gets next, or null.</summary>
    private async Task<Message?> TakeTurnAsync(Message last, RunContext run, CancellationToken cancellationToken)
    {
        ReasoningWriter? reasoning = null;
        TextMessageWriter? message = null;
        await foreach (ModelPart part in model.AnswerAsync(last, cancellationToken))
        {
            if (part is ModelPart.Thought thought)
            {
                reasoning ??= await run.StartReasoningAsync(cancellationToken: cancellationToken);
                await reasoning.AppendAsync(thought.Text, cancellationToken);
                continue;
            }

            if (reasoning is not null)
            {
                await reasoning.DisposeAsync();
                reasoning = null;
            }

            message ??= await run.StartMessageAsync(cancellationToken: cancellationToken);
            if (part is ModelPart.Answer answer)
            {
                await message.AppendAsync(answer.Text, cancellationToken);
            }
            else if (part is ModelPart.Call call)
            {
                await message.DisposeAsync();
                string id = await run.SendToolCallAsync(
                    call.Tool,
                    call.Arguments,
                    parentMessageId: message.MessageId,
                    cancellationToken: cancellationToken
                );
                return await CallAsync(call, id, run, cancellationToken);
            }
        }

        if (message is not null)
        {
            await message.DisposeAsync();
        }

        return null;
    }

    private static async Task<Message?> CallAsync(
        ModelPart.Call call,
        string id,
        RunContext run,
        CancellationToken cancellationToken
    )
    {
        if (call.Tool == "find_table")
        {
            await run.SetStateAsync(
                RawJson.Parse("""{"booking":{"table":7,"time":"19:30","status":"proposed"}}"""),
                cancellationToken
            );
            return await AnswerAsync(id, Found, run, cancellationToken);
        }

        // Booking costs money, so the user decides. The next run has the answer.
        Interrupt question = new()
        {
            Id = id,
            Reason = "approval",
            Message = "Book table 7 at 19:30?",
            ToolCallId = id,
            ResponseSchema = RawJson.Parse("""{"type":"boolean"}"""),
        };
        await run.InterruptAsync([question], cancellationToken: cancellationToken);
        return null;
    }

    /// <summary>Returns whether the conversation has a call to book that waits for an answer. Another answer means nothing.</summary>
    private static bool IsAsked(ResumeEntry answer, RunAgentInput input) =>
        input
            .Messages.OfType<Message.Assistant>()
            .SelectMany(message => message.ToolCalls ?? default)
            .Any(call => call.Id == answer.InterruptId && call.Function.Name == "book_table")
        && !input.Messages.OfType<Message.Tool>().Any(result => result.ToolCallId == answer.InterruptId);

    /// <summary>Does what the user has allowed. The interrupt has the identifier of the call that it is about.</summary>
    private static async Task<Message> BookAsync(
        ResumeEntry answer,
        RunContext run,
        CancellationToken cancellationToken
    )
    {
        bool isAllowed =
            answer is { Status: ResumeStatus.Resolved, Payload: { } payload } && payload.ToString() == "true";
        await run.PatchStateAsync(
            isAllowed
                ? [new PatchOperation.Replace { Path = "/booking/status", Value = RawJson.Parse("\"booked\"") }]
                : [new PatchOperation.Remove { Path = "/booking" }],
            cancellationToken
        );
        return await AnswerAsync(answer.InterruptId, isAllowed ? Booked : Refused, run, cancellationToken);
    }

    private static async Task<Message> AnswerAsync(
        string toolCallId,
        string content,
        RunContext run,
        CancellationToken cancellationToken
    )
    {
        string id = $"{toolCallId}-result";
        await run.SendToolResultAsync(toolCallId, content, id, cancellationToken);
        return new Message.Tool
        {
            Id = id,
            ToolCallId = toolCallId,
            Content = content,
        };
    }
}
