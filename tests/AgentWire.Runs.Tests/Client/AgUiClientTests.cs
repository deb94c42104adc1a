using AgentWire.AgUi;

namespace AgentWire.Runs.Tests.Client;

/// <summary>What the client sends, and what a run that finishes gives.</summary>
public sealed class AgUiClientTests
{
    [Fact]
    public async Task A_run_gives_events_without_chunks_and_applies_them()
    {
        StubAgent agent = new StubAgent().Answers(Some.Hello);
        await using AgUiRun run = await agent.Client().RunAsync(Some.Input(Some.Says("u", "Hi")));
        run.Outcome.ShouldBeNull();
        List<string> seen = [];
        await foreach (Event each in run.ReadAllAsync())
        {
            Message last = run.State.ToSnapshot().Messages[^1];
            seen.Add($"{each.Tag} {(last as Message.Assistant)?.Content}".TrimEnd());
        }

        seen.ShouldBe([
            "RUN_STARTED",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT Hel",
            "TEXT_MESSAGE_CONTENT Hello",
            "TEXT_MESSAGE_END Hello",
            "STATE_SNAPSHOT Hello",
            "RUN_FINISHED Hello",
        ]);
        run.Outcome.ShouldBe(RunOutcome.Finished);
        RunSnapshot end = run.State.ToSnapshot();
        end.Messages.Select(message => message.Id).ShouldBe(["u", "m"]);
        end.State.ToString().ShouldBe("""{"a":1.0}""");
        (await run.CompleteAsync()).ShouldBe(end);
    }

    [Fact]
    public async Task The_request_declares_the_version_and_has_no_activities()
    {
        StubAgent agent = new StubAgent().Answers(Some.Hello);
        RunAgentInput input = Some.Input(
            Some.Says("u", "Hi"),
            new Message.Activity
            {
                Id = "a",
                ActivityType = "PLAN",
                Content = RawJson.Parse("{}"),
            }
        );
        await using AgUiRun run = await agent.Client().RunAsync(input);
        (RunAgentInput sent, string accept, string contentType) = agent.Requests.ShouldHaveSingleItem();
        sent.ShouldBe(input with { ProtocolVersion = "1.0", Messages = [Some.Says("u", "Hi")] });
        run.Input.ShouldBe(sent);
        accept.ShouldBe("text/event-stream");
        contentType.ShouldBe("application/json");
        (await run.CompleteAsync()).Messages.Select(message => message.Id).ShouldBe(["u", "a", "m"]);
    }

    [Fact]
    public async Task A_version_of_the_caller_stays()
    {
        StubAgent agent = new StubAgent().Answers(Some.Hello).Answers(Some.Hello);
        await using AgUiRun own = await agent.Client().RunAsync(Some.Input() with { ProtocolVersion = "1.7" });
        await using AgUiRun other = await agent
            .Client(new() { Requests = new() { PeerVersion = "1.1" } })
            .RunAsync(Some.Input());
        agent.Requests.Select(request => request.Input.ProtocolVersion).ShouldBe(["1.7", "1.1"]);
    }

    [Fact]
    public async Task The_next_run_continues_the_conversation()
    {
        StubAgent agent = new StubAgent()
            .Answers(Some.Hello)
            .Answers(
                Some.Started,
                new Event.TextMessageStart { MessageId = "n" },
                new Event.TextMessageEnd { MessageId = "n" },
                Some.Finished
            );
        AgUiClient client = agent.Client();
        RunAgentInput input = Some.Input(Some.Says("u", "Hi")) with
        {
            Tools = [new Tool { Name = "find", Description = "Finds." }],
        };
        await using AgUiRun first = await client.RunAsync(input);
        await first.CompleteAsync();
        await using AgUiRun second = await client.ContinueAsync(first, [Some.Says("v", "And?")]);
        RunSnapshot end = await second.CompleteAsync();

        RunAgentInput sent = agent.Requests[1].Input;
        sent.ThreadId.ShouldBe("t");
        sent.RunId.ShouldNotBe("r");
        sent.Tools.ShouldBe(input.Tools);
        sent.State.ToString().ShouldBe("""{"a":1.0}""");
        sent.Messages.Select(message => message.Id).ShouldBe(["u", "m", "v"]);
        second.State.ShouldBeSameAs(first.State);
        end.Messages.Select(message => message.Id).ShouldBe(["u", "m", "v", "n"]);
    }

    [Fact]
    public async Task A_state_that_is_null_is_not_sent()
    {
        StubAgent agent = new StubAgent()
            .Answers(Some.Started, new Event.StateSnapshot { Snapshot = RawJson.Parse("null") }, Some.Finished)
            .Answers(Some.Hello);
        AgUiClient client = agent.Client();
        await using AgUiRun first = await client.RunAsync(Some.Input());
        await first.CompleteAsync();
        await using AgUiRun second = await client.ContinueAsync(first, []);
        agent.Requests[1].Input.State.ShouldBeNull();
    }

    [Fact]
    public async Task An_enumeration_continues_where_the_last_one_stopped()
    {
        StubAgent agent = new StubAgent().Answers(Some.Hello);
        await using AgUiRun run = await agent.Client().RunAsync(Some.Input());
        List<string> seen = [];
        for (int i = 0; i < 8; i++)
        {
            await foreach (Event each in run.ReadAllAsync())
            {
                seen.Add(each.Tag);
                break;
            }
        }

        seen.ShouldBe([
            "RUN_STARTED",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "STATE_SNAPSHOT",
            "RUN_FINISHED",
        ]);
        run.State.ToSnapshot().Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_last_run_of_a_stream_counts()
    {
        StubAgent agent = new StubAgent().Answers([
            Some.Started,
            new Event.RunError { Message = "Before." },
            .. Some.Hello,
        ]);
        await using AgUiRun run = await agent.Client().RunAsync(Some.Input());
        (await run.ReadAllAsync().ToListAsync()).Count.ShouldBe(9);
        run.Outcome.ShouldBe(RunOutcome.Finished);
    }

    [Fact]
    public async Task Unknown_events_are_passed_on()
    {
        StubAgent agent = new StubAgent().Answers(
            Some.Started,
            AgUiWire.Server.Read("""{"type":"NEW","x":1}"""),
            Some.Finished
        );
        await using AgUiRun run = await agent.Client().RunAsync(Some.Input());
        (await run.ReadAllAsync().ToListAsync())[1].ShouldBeOfType<Event.Unknown>();
    }

    [Fact]
    public async Task Cancellation_is_not_a_failure_of_the_run()
    {
        StubAgent agent = new StubAgent().Answers(Some.Hello);
        await using AgUiRun run = await agent.Client().RunAsync(Some.Input());
        await Should.ThrowAsync<OperationCanceledException>(run.CompleteAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Options_are_checked_and_shown()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new AgUiClientOptions { MaxRetries = -1 });
        Should.Throw<ArgumentOutOfRangeException>(() => new AgUiClientOptions { RetryDelay = TimeSpan.FromTicks(-1) });
        new AgUiClientOptions { MaxRetries = 2 }
            .ToString()
            .ShouldContain("MaxRetries = 2");
        Should.Throw<ArgumentNullException>(() => new AgUiClient(null!, new Uri("http://agent.test")));
        using HttpClient http = new();
        Should.Throw<ArgumentNullException>(() => new AgUiClient(http, null!));
    }
}
