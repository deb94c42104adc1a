using AgentWire.AgUi;
using AgentWire.Extensions.AI.Tests.Support;
using Microsoft.Extensions.AI;
using static AgentWire.Extensions.AI.Tests.Support.ScriptedChatClient;

namespace AgentWire.Extensions.AI.Tests;

/// <summary>Tool calls that wait for approval, as a client of AG-UI sees them.</summary>
public sealed class ApprovalTests
{
    private static readonly ChatRunOptions Accepting = new() { AcceptApprovals = true };

    [Fact]
    public async Task The_run_ends_with_an_interrupt_for_the_call()
    {
        List<Event> events = await Streams.Run(
            Says(
                new ToolApprovalRequestContent("i", new FunctionCallContent("c", "f")),
                new FunctionCallContent("d", "g")
            )
        );
        Interrupt interrupt = events[^1]
            .ShouldBeOfType<Event.RunFinished>()
            .Outcome.ShouldBeOfType<RunFinishedOutcome.Interrupt>()
            .Interrupts.Single();
        (interrupt.Id, interrupt.Reason, interrupt.ToolCallId).ShouldBe(("i", "tool_call", "c"));
        events.OfType<Event.ToolCallStart>().Select(start => start.ToolCallId).ShouldBe(["c", "d"]);
    }

    [Theory]
    [InlineData("""{"interruptId":"i","status":"resolved","payload":{"approved":true}}""", true, null)]
    [InlineData("""{"interruptId":"i","status":"resolved","payload":{"approved":false,"reason":"x"}}""", false, "x")]
    [InlineData("""{"interruptId":"i","status":"cancelled"}""", false, null)]
    public void The_answer_becomes_a_response(string answer, bool approved, string? reason)
    {
        IList<ChatMessage> messages = Resumed(answer).ToChatMessages(Accepting);
        messages[0].Contents.Single().ShouldBeOfType<ToolApprovalRequestContent>().RequestId.ShouldBe("i");
        ToolApprovalResponseContent response = messages[^1]
            .Contents.Single()
            .ShouldBeOfType<ToolApprovalResponseContent>();
        (response.RequestId, response.Approved, response.Reason).ShouldBe(("i", approved, reason));
    }

    [Theory]
    [InlineData(
        """{"interruptId":"i","status":"resolved"}""",
        "The payload for the interrupt 'i' has no boolean 'approved'."
    )]
    [InlineData(
        """{"interruptId":"i","status":"resolved","payload":{"approved":"yes"}}""",
        "The payload for the interrupt 'i' has no boolean 'approved'."
    )]
    [InlineData(
        """{"interruptId":"j","status":"cancelled"}""",
        "No tool call without a result waits for the interrupt 'j'."
    )]
    public void An_answer_that_is_not_valid_is_refused(string answer, string message) =>
        Should
            .Throw<InvalidOperationException>(() => Resumed(answer).ToChatMessages(Accepting))
            .Message.ShouldBe(message);

    [Fact]
    public async Task A_request_that_resumes_is_refused_unless_the_application_accepts_it()
    {
        RunAgentInput input = Resumed("""{"interruptId":"i","status":"resolved","payload":{"approved":true}}""");
        Should.Throw<InvalidOperationException>(() => input.ToChatMessages()).Message.ShouldContain("AcceptApprovals");
        ScriptedChatClient model = new([]);
        Streams.Tags(await model.GetRun(input).All()).ShouldBe("RUN_STARTED RUN_ERROR");
        model.Requests.ShouldBeEmpty();
    }

    private static RunAgentInput Resumed(string answer) =>
        AgUiWire.Client.Read(
            $$$"""
            {"threadId":"t","runId":"r","messages":[{"id":"1","role":"assistant","toolCalls":[
              {"id":"c","type":"function","function":{"name":"f","arguments":"{}"},"metadata":{"interruptId":"i"}}]}],
             "resume":[{{{answer}}}]}
            """
        );
}
