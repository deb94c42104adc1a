using AgentWire.AgUi;
using AgentWire.Runs;
using AgentWire.Samples.Agent;
using AgentWire.Samples.Chat;
using Microsoft.AspNetCore.Builder;

namespace AgentWire.Samples.Tests;

/// <summary>The agent and the chat talk with each other, with an interrupt and the run that continues.</summary>
public sealed class AgentTests : IAsyncLifetime
{
    private const string Proposal = """
        (Which tables are free?)
        I look for a table.
        [find_table {"people":2}]
        [= {"table":7,"time":"19:30"}]
        Table 7 is free at 19:30 🍽️.
        [book_table {"table":7,"time":"19:30"}]
        state: {"booking":{"table":7,"time":"19:30","status":"proposed"}}

        """;

    private static readonly HttpClient Http = new();

    private WebApplication _agent = null!;

    private AgUiClient Client => new(Http, new Uri(_agent.Urls.Single() + "/agent"));

    public Task InitializeAsync()
    {
        _agent = AgentHost.Build([
            "--port=0",
            "--delay=0",
            "--Logging:LogLevel:Default=Warning",
            "--environment=Development",
        ]);
        return _agent.StartAsync();
    }

    public async Task DisposeAsync() => await _agent.DisposeAsync();

    [Fact]
    public async Task What_is_allowed_is_booked() =>
        (await ChatAsync("A table for two, please.", "yes", "Thanks")).ShouldBe(
            "> "
                + Proposal
                + """
                Book table 7 at 19:30? (yes/no) [= booked]
                Done: table 7 is yours 🎉
                state: {"booking":{"table":7,"time":"19:30","status":"booked"}}
                > I can book a table. Shall I?
                > 
                """
        );

    [Theory]
    [InlineData("no")]
    [InlineData(null)]
    public async Task What_is_refused_or_abandoned_is_not_booked(string? answer) =>
        (await ChatAsync(["A table for two, please.", .. answer is null ? Array.Empty<string>() : [answer]])).ShouldBe(
            "> "
                + Proposal
                + """
                Book table 7 at 19:30? (yes/no) [= not allowed]
                Then nothing is booked.
                state: {}
                > 
                """
        );

    [Fact]
    public async Task The_call_is_answered_in_the_conversation()
    {
        AgUiClient client = Client;
        await using AgUiRun asked = await client.RunAsync(
            new RunAgentInput
            {
                ThreadId = "t",
                RunId = "r",
                Messages = [new Message.User { Id = "u", Content = "A table?" }],
            }
        );
        RunSnapshot waiting = await asked.CompleteAsync(Limits.Token);
        Interrupt question = waiting.PendingInterrupts.ShouldHaveSingleItem();
        await Should.ThrowAsync<ArgumentException>(client.ContinueAsync(asked, []));
        await using AgUiRun resumed = await client.ResumeAsync(
            asked,
            [
                new ResumeEntry
                {
                    InterruptId = question.Id,
                    Status = ResumeStatus.Resolved,
                    Payload = RawJson.Parse("true"),
                },
            ]
        );
        RunSnapshot end = await resumed.CompleteAsync(Limits.Token);
        end.PendingInterrupts.Count.ShouldBe(0);
        end.Messages.OfType<Message.Tool>()
            .Single(tool => tool.ToolCallId == question.ToolCallId)
            .Content.ShouldBe("booked");
        end.Messages.Select(message => message.Id).ShouldBeUnique();
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(
        """[{"id":"m","role":"assistant","toolCalls":[{"id":"c","type":"function","function":{"name":"find_table","arguments":"{}"}}]}]"""
    )]
    [InlineData(
        """
            [{"id":"m","role":"assistant","toolCalls":[{"id":"c","type":"function","function":{"name":"book_table","arguments":"{}"}}]},
            {"id":"n","role":"tool","toolCallId":"c","content":"not allowed"}]
            """
    )]
    public async Task An_answer_to_what_was_not_asked_books_nothing(string messages)
    {
        RunAgentInput input = AgUiWire.Client.Read(
            $$"""
            {"threadId":"t","runId":"r","messages":{{messages}},"tools":[],"context":[],
            "resume":[{"interruptId":"c","status":"resolved","payload":true}]}
            """
        );
        await using AgUiRun run = await Client.RunAsync(input);
        (await run.ReadAllAsync(Limits.Token).ToListAsync()).ShouldNotContain(next =>
            next is Event.StateDelta || next is Event.ToolCallResult
        );
    }

    private async Task<string> ChatAsync(params string[] lines)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringReader input = new(string.Concat(lines.Select(line => line + "\n")));
        await new Conversation(Client, input, output).RunAsync(Limits.Token);
        return output.ToString();
    }
}
