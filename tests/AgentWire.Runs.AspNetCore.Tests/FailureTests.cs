using AgentWire.AgUi;
using Microsoft.Extensions.Logging;

namespace AgentWire.Runs.AspNetCore.Tests;

/// <summary>Handlers that fail, and events that cannot be sent.</summary>
public sealed class FailureTests
{
    private const string Secret = "password=hunter2";
    private const string Unspecific = """{"type":"RUN_ERROR","message":"The agent has failed."}""";

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task The_text_of_an_exception_is_logged_and_not_sent(string environment)
    {
        await using AgentServer server = await AgentServer.StartAsync(
            async run =>
            {
                await run.StartMessageAsync("m");
                throw new InvalidDataException(Secret);
            },
            environment: environment
        );
        string[] events = await server.EventsAsync();
        events[^1].ShouldBe(Unspecific);
        string.Concat(events).ShouldNotContain("hunter2");
        AgentServer.LogEntry entry = server.Log.ShouldHaveSingleItem();
        entry.Name.ShouldBe("Failed");
        entry.Level.ShouldBe(LogLevel.Error);
        entry.Exception!.Message.ShouldBe(Secret);
    }

    [Fact]
    public async Task The_description_of_an_error_is_the_option() =>
        (
            await AgentServer.RunAsync(
                _ => throw new TimeoutException(),
                new() { DescribeError = error => new() { Message = error.GetType().Name, Code = "slow" } }
            )
        )[^1]
            .ShouldBe("""{"type":"RUN_ERROR","message":"TimeoutException","code":"slow"}""");

    [Fact]
    public async Task A_description_that_fails_or_cannot_be_written_is_replaced()
    {
        foreach (
            Func<Exception, Event.RunError> describe in new Func<Exception, Event.RunError>[]
            {
                _ => throw new InvalidOperationException(),
                _ =>
                    new() { Message = "\ud800" },
                _ => null!,
            }
        )
        {
            await using AgentServer server = await AgentServer.StartAsync(
                (_, _, _) => throw new TimeoutException(),
                new() { DescribeError = describe }
            );
            (await server.EventsAsync())[^1].ShouldBe(Unspecific);
            server.Log.Select(entry => entry.Name).ShouldBe(["Failed", "NotDescribed"]);
        }
    }

    [Fact]
    public async Task An_exception_after_the_end_makes_the_run_fail_after_all() => (
            await AgentServer.RunAsync(async run =>
            {
                await run.FinishAsync();
                throw new TimeoutException();
            })
        )[^2..].ShouldBe(["""{"type":"RUN_FINISHED","threadId":"t","runId":"r"}""", Unspecific]);

    [Fact]
    public async Task An_error_that_the_handler_has_sent_is_the_only_one() => (
            await AgentServer.RunAsync(async run =>
            {
                await using TextMessageWriter message = await run.StartMessageAsync("m");
                await run.FailAsync("Too many requests.", "busy", [new TokenUsage { OutputTokens = 3 }]);
                throw new TimeoutException();
            })
        )[^2..].ShouldBe(["""{"type":"TEXT_MESSAGE_START","messageId":"m","role":"assistant"}""", """{"type":"RUN_ERROR","message":"Too many requests.","code":"busy","usage":[{"outputTokens":3}]}"""]);

    [Fact]
    public async Task A_cancellation_of_the_handlers_own_is_a_failure() =>
        (await AgentServer.RunAsync(_ => throw new TaskCanceledException()))[^1].ShouldBe(Unspecific);

    [Fact]
    public async Task A_handler_that_throws_before_its_first_await_fails_the_run() =>
        (await AgentServer.RunAsync(_ => throw new TimeoutException())).Length.ShouldBe(2);

    [Fact]
    public async Task An_event_that_cannot_be_written_is_reported_to_the_handler_and_the_run_goes_on()
    {
        string[] events = await AgentServer.RunAsync(
            async run =>
            {
                (
                    await Should.ThrowAsync<WireException>(run.SendCustomAsync("\ud800", RawJson.Parse("1")))
                ).Code.ShouldBe(WireErrorCode.NotRepresentable);
                (await Should.ThrowAsync<WireException>(run.SendMessageAsync(new string('x', 1000)))).Code.ShouldBe(
                    WireErrorCode.TooLarge
                );
                await run.SendMessageAsync("small");
            },
            new() { Events = new() { MaxMessageBytes = 500 } }
        );
        RunReport report = RunReport.Of(events.Select(AgUiWire.Server.Read));
        report.Outcome.ShouldBe(RunOutcome.Finished);
        ((Message.Assistant)report.End.Messages[^1]).Content.ShouldBe("small");
    }

    [Theory]
    [InlineData("Development", null, true)]
    [InlineData("Production", null, false)]
    [InlineData("Development", false, false)]
    [InlineData("Production", true, true)]
    public async Task An_event_that_breaks_a_rule_is_not_sent_if_events_are_verified(
        string environment,
        bool? option,
        bool isVerified
    )
    {
        RunViolation? violation = null;
        string[] events = await AgentServer.RunAsync(
            async run =>
            {
                try
                {
                    await run.SendAsync(new Event.TextMessageEnd { MessageId = "m" });
                }
                catch (RunViolationException exception)
                {
                    violation = exception.Violation;
                }
            },
            new() { VerifyEvents = option },
            environment
        );
        events.Length.ShouldBe(isVerified ? 2 : 3);
        (violation?.Rule).ShouldBe(isVerified ? RunRule.MessageNotOpen : null);
    }

    [Fact]
    public async Task A_refused_event_does_not_end_a_stream_of_chunks()
    {
        string[] events = await AgentServer.RunAsync(async run =>
        {
            await run.SendAsync(new Event.TextMessageChunk { MessageId = "m", Delta = "a" });
            await Should.ThrowAsync<RunViolationException>(
                run.SendAsync(new Event.StepFinished { StepName = "never begun" })
            );
            await run.SendAsync(new Event.TextMessageChunk { Delta = "b" });
        });
        events.Length.ShouldBe(4);
    }

    [Fact]
    public async Task Chunks_are_verified_too()
    {
        string[] events = await AgentServer.RunAsync(async run =>
            (
                await Should.ThrowAsync<RunViolationException>(
                    run.SendAsync(new Event.TextMessageChunk { Delta = "x" })
                )
            ).Violation.Rule.ShouldBe(RunRule.ChunkWithoutId)
        );
        events.Length.ShouldBe(2);
    }
}
