using System.Net;
using System.Net.Http.Headers;
using AgentWire.AgUi;
using AgentWire.Streaming;
using Microsoft.Extensions.Time.Testing;

namespace AgentWire.Runs.Tests.Client;

/// <summary>Servers, streams and runs that fail, and what is tried again.</summary>
public sealed class AgUiFailureTests
{
    private static readonly HttpRequestException Unreachable = new(HttpRequestError.ConnectionError);
    private static readonly HttpRequestException Lost = new(HttpRequestError.ResponseEnded);

    [Fact]
    public async Task A_refusal_has_its_status_and_problem()
    {
        StubAgent agent = new StubAgent().AnswersWith(
            HttpStatusCode.BadRequest,
            """{"title":"Bad Request","status":400,"detail":"expected a string","code":"wrong_type","pointer":"/runId","x":1.0}""",
            "application/problem+json"
        );
        AgUiServerException refused = await FailsAsync<AgUiServerException>(agent);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        refused.Message.ShouldBe("The server answered with status 400: expected a string at /runId");
        refused.CanHaveRun.ShouldBeFalse();
        AgUiProblem problem = refused.Problem.ShouldNotBeNull();
        (problem.Title, problem.Detail, problem.Code, problem.Pointer).ShouldBe(
            ("Bad Request", "expected a string", "wrong_type", "/runId")
        );
        problem.Json.ToString().ShouldContain("\"x\":1.0");
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    public async Task A_refusal_without_a_problem_has_its_status(string body)
    {
        StubAgent agent = new StubAgent().AnswersWith(HttpStatusCode.BadGateway, body, "text/html");
        AgUiServerException refused = await FailsAsync<AgUiServerException>(agent);
        refused.Problem.ShouldBeNull();
        refused.Message.ShouldBe("The server answered with status 502.");
    }

    [Fact]
    public async Task Text_of_the_server_is_escaped_and_cut()
    {
        string detail = "\\u001b[31m" + new string('x', 1000);
        StubAgent agent = new StubAgent().AnswersWith(
            HttpStatusCode.BadRequest,
            $$"""{"detail":"{{detail}}"}""",
            "application/json"
        );
        AgUiServerException refused = await FailsAsync<AgUiServerException>(agent);
        refused.Message.ShouldNotContain('\u001b');
        refused.Message.Length.ShouldBeLessThan(400);
        StubAgent failing = new StubAgent().Answers(new Event.RunError { Message = "\u001b" + detail });
        AgUiRunException failed = await FailsAsync<AgUiRunException>(failing);
        failed.Message.ShouldNotContain('\u001b');
        failed.Message.Length.ShouldBeLessThan(400);
    }

    [Fact]
    public async Task A_body_of_a_refusal_that_is_endless_or_fails_is_not_read_on()
    {
        StubAgent agent = new StubAgent()
            .AnswersWith(HttpStatusCode.BadRequest, new string(' ', 1 << 20) + "{}", "application/json")
            .AnswersWith(HttpStatusCode.BadRequest, "{", "application/json", new IOException("Lost."));
        (await FailsAsync<AgUiServerException>(agent)).Problem.ShouldBeNull();
        (await FailsAsync<AgUiServerException>(agent)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(
        HttpStatusCode.OK,
        "application/json",
        "status 200 and the content type application/json, and not with text/event-stream"
    )]
    [InlineData(HttpStatusCode.Accepted, "text/event-stream", "status 202")]
    public async Task A_response_that_is_no_stream_is_refused(HttpStatusCode status, string type, string message)
    {
        StubAgent agent = new StubAgent().AnswersWith(status, "", type);
        (await FailsAsync<AgUiServerException>(agent)).Message.ShouldContain(message);
    }

    [Fact]
    public async Task The_time_after_which_to_try_again_is_told()
    {
        StubAgent agent = new StubAgent().AnswersWith(
            HttpStatusCode.ServiceUnavailable,
            "",
            "text/plain",
            change: response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7))
        );
        AgUiServerException refused = await FailsAsync<AgUiServerException>(agent, new() { MaxRetries = 5 });
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        agent.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_tried_again_by_default()
    {
        StubAgent agent = new StubAgent().Throws(Unreachable).Answers(Some.Hello);
        AgUiServerException failed = await FailsAsync<AgUiServerException>(agent);
        failed.StatusCode.ShouldBeNull();
        failed.CanHaveRun.ShouldBeFalse();
        failed.InnerException.ShouldBeSameAs(Unreachable);
        agent.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_was_not_reached_is_tried_again_after_a_time_that_doubles()
    {
        FakeTimeProvider clock = new();
        StubAgent agent = new StubAgent().Throws(Unreachable).Throws(Unreachable).Answers(Some.Hello);
        Task<AgUiRun> running = agent.Client(new() { MaxRetries = 2, TimeProvider = clock }).RunAsync(Some.Input());
        agent.Requests.Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        await ReachesAsync(agent, 2);
        clock.Advance(TimeSpan.FromSeconds(1.9));
        await Task.Delay(50);
        agent.Requests.Count.ShouldBe(2);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        await using AgUiRun run = await running.Soon();
        agent.Requests.Count.ShouldBe(3);
        agent.Requests.Select(request => request.Input.RunId).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public async Task A_request_that_the_server_can_have_received_is_tried_again_only_if_allowed(
        bool isAllowed,
        int requests
    )
    {
        StubAgent agent = new StubAgent().Throws(Lost).Throws(new TaskCanceledException()).Throws(Lost);
        AgUiServerException failed = await FailsAsync<AgUiServerException>(
            agent,
            new()
            {
                MaxRetries = 2,
                RetriesUnanswered = isAllowed,
                RetryDelay = TimeSpan.Zero,
            }
        );
        failed.CanHaveRun.ShouldBeTrue();
        agent.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task A_stream_that_is_cut_off_is_not_tried_again()
    {
        foreach (Exception? failure in new Exception?[] { new IOException("Lost."), null })
        {
            StubAgent agent = new StubAgent().AnswersText(
                $"data: {AgUiWire.Server.ToJson(Some.Started)}\n\ndata: {{\"type\"",
                failure
            );
            AgUiStreamException cut = await FailsAsync<AgUiStreamException>(
                agent,
                new()
                {
                    MaxRetries = 5,
                    RetriesUnanswered = true,
                    RetryDelay = TimeSpan.Zero,
                }
            );
            cut.EventError.ShouldBeNull();
            cut.StreamError.ShouldBe(WireStreamError.Truncated);
            agent.Requests.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_stream_that_is_cut_off_after_the_end_of_the_run_is_no_error()
    {
        StubAgent agent = new StubAgent().AnswersText(
            string.Concat(Some.Hello.Select(each => $"data: {AgUiWire.Server.ToJson(each)}\n\n")),
            new IOException("Lost.")
        );
        await using AgUiRun run = await agent.Client().RunAsync(Some.Input());
        (await run.CompleteAsync()).Messages.Count.ShouldBe(1);
        await run.CompleteAsync();
    }

    [Fact]
    public async Task A_damaged_event_fails_the_run_unless_it_is_skipped()
    {
        const string Damaged = """{"type":"TEXT_MESSAGE_END"}""";
        string body = $"data: {AgUiWire.Server.ToJson(Some.Started)}\n\ndata: {Damaged}\n\n";
        AgUiStreamException failed = await FailsAsync<AgUiStreamException>(new StubAgent().AnswersText(body));
        failed.StreamError.ShouldBeNull();
        failed.EventError!.Value.Code.ShouldBe(WireErrorCode.MissingMember);
        failed.EventError.Value.Pointer.ShouldBe("/messageId");

        List<UnreadableMessage> skipped = [];
        StubAgent agent = new StubAgent().AnswersText(body + $"data: {AgUiWire.Server.ToJson(Some.Finished)}\n\n");
        await using AgUiRun run = await agent
            .Client(new() { Stream = new() { OnUnreadable = skipped.Add } })
            .RunAsync(Some.Input());
        await run.CompleteAsync();
        skipped.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_event_that_is_longer_than_the_limit_fails_the_stream()
    {
        AgUiClientOptions options = new() { Events = new() { MaxMessageBytes = 100 } };
        Event large = new Event.Custom { Name = new string('x', 100), Value = RawJson.Parse("1") };
        StubAgent agent = new StubAgent().Answers(Some.Started, large, Some.Finished);
        (await FailsAsync<AgUiStreamException>(agent, options)).StreamError.ShouldBe(WireStreamError.TooLarge);
    }

    [Fact]
    public async Task A_run_without_an_end_is_told_apart()
    {
        foreach (Event[] events in new Event[][] { [], [Some.Started], Some.Hello[..^1] })
        {
            AgUiRunException failed = await FailsAsync<AgUiRunException>(new StubAgent().Answers(events));
            failed.Outcome.ShouldBe(RunOutcome.Truncated);
            failed.Error.ShouldBeNull();
            failed.Violation.ShouldBeNull();
        }
    }

    [Fact]
    public async Task An_error_of_the_run_is_returned_and_then_thrown()
    {
        Event.RunError error = new() { Message = "No.", Code = "no" };
        foreach (Event[] events in new Event[][] { [error], [Some.Started, error], [.. Some.Hello, error] })
        {
            StubAgent agent = new StubAgent().Answers(events);
            await using AgUiRun run = await agent.Client().RunAsync(Some.Input());
            List<Event> seen = [];
            AgUiRunException failed = await Should.ThrowAsync<AgUiRunException>(async () =>
            {
                await foreach (Event each in run.ReadAllAsync())
                {
                    seen.Add(each);
                }
            });
            seen[^1].ShouldBe(error);
            failed.Error.ShouldBe(error);
            failed.Outcome.ShouldBe(RunOutcome.RunError);
            failed.Message.ShouldBe("The run has failed: No.");
            run.Outcome.ShouldBe(RunOutcome.RunError);
        }
    }

    [Fact]
    public async Task A_broken_rule_fails_the_run_with_the_index_of_the_event()
    {
        Event[] events = [.. Some.Hello[..2], new Event.TextMessageEnd { MessageId = "x" }, Some.Finished];
        StubAgent agent = new StubAgent().Answers(events);
        await using AgUiRun run = await agent.Client().RunAsync(Some.Input());
        for (int i = 0; i < 2; i++)
        {
            AgUiRunException failed = await Should.ThrowAsync<AgUiRunException>(run.CompleteAsync());
            failed.Outcome.ShouldBe(RunOutcome.Refused);
            failed.Violation!.Rule.ShouldBe(RunRule.MessageNotOpen);
            failed.Violation.EventIndex.ShouldBe(2);
        }

        run.Outcome.ShouldBe(RunOutcome.Refused);
    }

    [Fact]
    public async Task Broken_rules_can_be_only_reported()
    {
        Event[] events =
        [
            Some.Started,
            new Event.TextMessageChunk { Delta = "lost" },
            new Event.TextMessageEnd { MessageId = "x" },
            Some.Finished,
        ];
        List<RunViolation> violations = [];
        StubAgent agent = new StubAgent().Answers(events);
        await using AgUiRun run = await agent.Client(new() { OnViolation = violations.Add }).RunAsync(Some.Input());
        (await run.ReadAllAsync().ToListAsync()).Count.ShouldBe(3);
        violations
            .Select(violation => (violation.Rule, violation.EventIndex))
            .ShouldBe([(RunRule.ChunkWithoutId, 1L), (RunRule.MessageNotOpen, 2L)]);
        run.Outcome.ShouldBe(RunOutcome.Finished);
    }

    [Fact]
    public async Task An_end_that_breaks_a_rule_is_an_end_if_it_is_only_reported()
    {
        List<RunViolation> violations = [];
        StubAgent agent = new StubAgent().Answers([
            Some.Started,
            new Event.TextMessageStart { MessageId = "m" },
            Some.Finished,
        ]);
        await using AgUiRun run = await agent.Client(new() { OnViolation = violations.Add }).RunAsync(Some.Input());
        await run.CompleteAsync();
        violations.ShouldHaveSingleItem().Rule.ShouldBe(RunRule.MessagesLeftOpen);
        run.Outcome.ShouldBe(RunOutcome.Finished);
        run.State.ToSnapshot().Outcome.ShouldBe(RunOutcome.Finished);
    }

    [Fact]
    public async Task Messages_that_were_sent_are_in_a_state_of_the_caller_although_no_run_begins()
    {
        StubAgent agent = new StubAgent().Answers([new Event.RunError { Message = "no" }]);
        RunState state = new([Some.Says("m1", "Hello")]);
        RunAgentInput input = Some.Input(Some.Says("m1", "Hello"), Some.Says("m2", "More"));
        await using AgUiRun run = await agent.Client().RunAsync(input, state);
        await Should.ThrowAsync<AgUiRunException>(run.CompleteAsync());
        state.ToSnapshot().Messages.Select(message => message.Id).ShouldBe(["m1", "m2"]);
    }

    [Fact]
    public async Task Messages_that_were_sent_come_into_the_state_once()
    {
        StubAgent agent = new StubAgent().Answers([
            Some.Started,
            new Event.MessagesSnapshot { Messages = [] },
            Some.Finished,
            Some.Started,
            Some.Finished,
        ]);
        await using AgUiRun run = await agent.Client().RunAsync(Some.Input());
        (await run.CompleteAsync()).Messages.ShouldBeEmpty();
    }

    private static async Task<TException> FailsAsync<TException>(StubAgent agent, AgUiClientOptions? options = null)
        where TException : AgUiException =>
        await Should.ThrowAsync<TException>(async () =>
        {
            await using AgUiRun run = await agent.Client(options).RunAsync(Some.Input());
            await run.CompleteAsync();
        });

    private static async Task ReachesAsync(StubAgent agent, int requests)
    {
        CancellationToken limit = Limits.Token;
        while (agent.Requests.Count < requests)
        {
            await Task.Delay(5, limit);
        }
    }
}
