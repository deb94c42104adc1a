using AgentWire.AgUi;
using Microsoft.Extensions.Time.Testing;

namespace AgentWire.Runs.Tests.Client;

/// <summary>Runs that are interrupted, and the runs that continue them.</summary>
public sealed class ResumeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Answers_start_the_run_that_continues()
    {
        StubAgent agent = new StubAgent()
            .Answers([.. Some.Hello[..^1], Some.Interrupted(Some.Question("a"), Some.Question("b"))])
            .Answers(Some.Started, Some.Finished);
        AgUiClient client = agent.Client();
        await using AgUiRun first = await client.RunAsync(Some.Input(Some.Says("u", "Hi")));
        (await first.CompleteAsync()).PendingInterrupts.Count.ShouldBe(2);
        WireList<ResumeEntry> answers =
        [
            Some.Answer("b") with
            {
                Payload = RawJson.Parse("true"),
            },
            Some.Answer("a", ResumeStatus.Cancelled),
        ];
        await using AgUiRun second = await client.ResumeAsync(first, answers);
        (await second.CompleteAsync()).PendingInterrupts.Count.ShouldBe(0);

        RunAgentInput sent = agent.Requests[1].Input;
        sent.Resume.ShouldBe(answers);
        sent.ThreadId.ShouldBe("t");
        sent.RunId.ShouldNotBe("r");
        sent.State.ToString().ShouldBe("""{"a":1.0}""");
        sent.Messages.Select(message => message.Id).ShouldBe(["u", "m"]);
    }

    [Fact]
    public async Task Interrupts_stay_pending_if_the_run_that_continues_fails()
    {
        StubAgent agent = new StubAgent()
            .Answers(Some.Started, Some.Interrupted(Some.Question("a")))
            .Answers(Some.Started, new Event.RunError { Message = "No." })
            .Answers(Some.Started, Some.Finished);
        AgUiClient client = agent.Client();
        await using AgUiRun first = await client.RunAsync(Some.Input());
        await first.CompleteAsync();
        await using AgUiRun second = await client.ResumeAsync(first, [Some.Answer("a")]);
        await Should.ThrowAsync<AgUiRunException>(second.CompleteAsync());
        await using AgUiRun third = await client.ResumeAsync(second, [Some.Answer("a")]);
        (await third.CompleteAsync()).PendingInterrupts.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("", "Pending interrupts have no answer: \"a\", \"b\".")]
    [InlineData("a", "Pending interrupts have no answer: \"b\".")]
    [InlineData("a b c", "Interrupts are answered that are not pending: \"c\".")]
    [InlineData("a b a", "The interrupt \"a\" is answered twice.")]
    public async Task Answers_that_do_not_fit_are_refused_before_anything_is_sent(string ids, string message)
    {
        StubAgent agent = new StubAgent().Answers(
            Some.Started,
            Some.Interrupted(Some.Question("a"), Some.Question("b"))
        );
        AgUiClient client = agent.Client();
        await using AgUiRun run = await client.RunAsync(Some.Input());
        await run.CompleteAsync();
        WireList<ResumeEntry> answers =
        [
            .. ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => Some.Answer(id)),
        ];
        ArgumentException refused = await Should.ThrowAsync<ArgumentException>(client.ResumeAsync(run, answers));
        refused.Message.ShouldStartWith(message);
        refused.ParamName.ShouldBe("answers");
        refused = await Should.ThrowAsync<ArgumentException>(
            client.RunAsync(Some.Input() with { Resume = answers }, run.State)
        );
        refused.ParamName.ShouldBe("input");
        agent.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Interrupts_are_not_passed_over()
    {
        StubAgent agent = new StubAgent().Answers(Some.Started, Some.Interrupted(Some.Question("a")));
        AgUiClient client = agent.Client();
        await using AgUiRun run = await client.RunAsync(Some.Input());
        await run.CompleteAsync();
        await Should.ThrowAsync<ArgumentException>(client.ContinueAsync(run, [Some.Says("u", "Go on.")]));
        agent.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("2026-11-29T12:00:00Z", true)]
    [InlineData("2026-11-29T14:00:00+02:00", true)]
    [InlineData("2026-11-29T12:00:01Z", false)]
    [InlineData("soon", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task An_expired_interrupt_can_only_be_cancelled(string? expiresAt, bool hasExpired)
    {
        StubAgent agent = new StubAgent()
            .Answers(Some.Started, Some.Interrupted(Some.Question("a", expiresAt)))
            .Answers(Some.Started, Some.Finished);
        AgUiClient client = agent.Client(new() { TimeProvider = new FakeTimeProvider(Now) });
        await using AgUiRun run = await client.RunAsync(Some.Input());
        await run.CompleteAsync();
        if (hasExpired)
        {
            await Should.ThrowAsync<ArgumentException>(client.ResumeAsync(run, [Some.Answer("a")]));
        }

        await using AgUiRun next = await client.ResumeAsync(
            run,
            [Some.Answer("a", hasExpired ? ResumeStatus.Cancelled : ResumeStatus.Resolved)]
        );
        agent.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_client_that_knows_no_conversation_passes_answers_on()
    {
        StubAgent agent = new StubAgent().Answers(Some.Started, Some.Finished);
        await using AgUiRun run = await agent.Client().RunAsync(Some.Input() with { Resume = [Some.Answer("a")] });
        agent.Requests[0].Input.Resume.ShouldBe([Some.Answer("a")]);
    }
}
