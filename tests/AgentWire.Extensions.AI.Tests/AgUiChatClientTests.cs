using AgentWire.AgUi;
using AgentWire.Extensions.AI.Tests.Support;
using Microsoft.Extensions.AI;
using static AgentWire.Extensions.AI.Tests.Support.ScriptedChatClient;

namespace AgentWire.Extensions.AI.Tests;

/// <summary>An agent as a chat client: what it is asked, and with a chat client behind it.</summary>
public sealed class AgUiChatClientTests
{
    private readonly List<RunAgentInput> _requests = [];

    [Fact]
    public async Task A_request_contains_the_messages_the_instructions_and_the_functions()
    {
        ChatResponse response = await Agent([Says(new TextContent("Hello"))])
            .GetResponseAsync(
                [new ChatMessage(ChatRole.User, "Hi") { MessageId = "u" }],
                new()
                {
                    Instructions = "Be brief.",
                    ConversationId = "t",
                    Tools = [AIFunctionFactory.Create(() => 1, "f", "d"), new HostedWebSearchTool()],
                }
            );
        response.Text.ShouldBe("Hello");
        RunAgentInput input = _requests.Single();
        (input.ThreadId, input.ProtocolVersion, input.Tools.Single().Name).ShouldBe(("t", "1.0", "f"));
        input.RunId.ShouldBe(response.ResponseId);
        ((Message.System)input.Messages[0]).Content.ShouldBe("Be brief.");
        input.Messages[1].ShouldBe(new Message.User { Id = "u", Content = "Hi" });
    }

    [Fact]
    public async Task The_factory_gives_the_beginning_of_the_request()
    {
        ChatOptions options = new()
        {
            RawRepresentationFactory = _ => new RunAgentInput
            {
                ThreadId = "t",
                RunId = "",
                Messages = [new Message.System { Id = "s", Content = "first" }],
                State = RawJson.Parse("{}"),
                Context = [new() { Description = "d", Value = "v" }],
                Resume = [new() { InterruptId = "i", Status = ResumeStatus.Cancelled }],
            },
            ToolMode = ChatToolMode.None,
            Tools = [AIFunctionFactory.Create(() => 1, "f")],
        };
        await Agent([]).GetResponseAsync("Hi", options);
        RunAgentInput input = _requests.Single();
        (input.ThreadId, input.Messages.Count, input.Tools.Count, input.Context.Count).ShouldBe(("t", 2, 0, 1));
        input.RunId.ShouldNotBeEmpty();
        input.State.ShouldBe(RawJson.Parse("{}"));
        input.Resume!.Value.Single().InterruptId.ShouldBe("i");
    }

    [Fact]
    public async Task Runs_and_threads_are_new_ones_by_default()
    {
        AgUiChatClient agent = Agent([], []);
        await agent.GetResponseAsync("a");
        await agent.GetResponseAsync("b");
        _requests.Select(input => input.ThreadId).Append("").Distinct().Count().ShouldBe(3);
        _requests.Select(input => input.RunId).Append("").Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_function_of_the_caller_is_run_by_the_caller_and_answered_in_the_next_run()
    {
        int called = 0;
        AIFunction function = AIFunctionFactory.Create((int x) => called += x, "f");
        ScriptedChatClient model = new(
            [Says(new FunctionCallContent("c", "f", new Dictionary<string, object?> { ["x"] = 2 }))],
            [Says(new TextContent("done"))]
        );
        ChatResponse response = await Agent(model)
            .AsBuilder()
            .UseFunctionInvocation()
            .Build()
            .GetResponseAsync("go", new() { Tools = [function] });
        called.ShouldBe(2);
        response.Text.ShouldBe("done");
        _requests.Count.ShouldBe(2);
        _requests[1].Messages.Select(message => message.Tag).ShouldBe(["user", "assistant", "tool"]);
        model.Requests[1][^1].Contents.OfType<FunctionResultContent>().Single().Result.ShouldBe("2");
    }

    [Fact]
    public async Task A_function_of_the_server_is_not_run_by_the_caller()
    {
        AIFunction function = AIFunctionFactory.Create(() => "from the server", "f");
        ScriptedChatClient model = new([Says(new FunctionCallContent("c", "f"))], [Says(new TextContent("done"))]);
        ChatResponse response = await Agent(
                new FunctionInvokingChatClient(model),
                new() { ChatOptions = new() { Tools = [function] } }
            )
            .AsBuilder()
            .UseFunctionInvocation()
            .Build()
            .GetResponseAsync("go", new() { Tools = [AIFunctionFactory.Create(() => 1, "g")] });
        _requests.Count.ShouldBe(1);
        response
            .Messages.SelectMany(message => message.Contents)
            .OfType<FunctionResultContent>()
            .Single()
            .Result.ShouldBe("from the server");
        response.Messages[^1].Text.ShouldBe("done");
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_call_is_approved_or_not_in_the_next_run(bool approved, int times)
    {
        int called = 0;
        AIFunction function = new ApprovalRequiredAIFunction(AIFunctionFactory.Create((int x) => called += x, "f"));
        ScriptedChatClient model = new(
            [Says(new FunctionCallContent("c", "f", new Dictionary<string, object?> { ["x"] = 1 }))],
            [Says(new TextContent("done"))]
        );
        IChatClient agent = Agent(
                new FunctionInvokingChatClient(model),
                new()
                {
                    ChatOptions = new() { Tools = [function] },
                    AcceptApprovals = true,
                }
            )
            .AsBuilder()
            .UseFunctionInvocation()
            .Build();
        List<ChatMessage> messages = [new(ChatRole.User, "go")];
        ChatResponse first = await agent.GetResponseAsync(messages);
        called.ShouldBe(0);
        ToolApprovalRequestContent request = first
            .Messages.SelectMany(message => message.Contents)
            .OfType<ToolApprovalRequestContent>()
            .Single();
        messages.AddMessages(first);
        messages.Add(new(ChatRole.User, [request.CreateResponse(approved, "because")]));
        ChatResponse second = await agent.GetResponseAsync(messages);
        called.ShouldBe(times);
        second.Messages[^1].Text.ShouldBe("done");
        second.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ShouldBeEmpty();
        messages.AddMessages(second);
        ResumeEntry answer = _requests[1].Resume!.Value.Single();
        answer.Payload.ShouldBe(
            RawJson.Parse($$"""{"approved":{{(approved ? "true" : "false")}},"reason":"because"}""")
        );
        model.Requests[1].Select(message => message.Role).ShouldBe([ChatRole.User, ChatRole.Assistant, ChatRole.Tool]);
        messages.ToAgUiMessages().Select(message => message.Tag).ShouldBe(["user", "assistant", "tool", "assistant"]);
    }

    [Fact]
    public void It_says_what_it_is()
    {
        AgUiChatClient agent = Agent([]);
        agent.GetService<AgUiChatClient>().ShouldBe(agent);
        agent.GetService<ChatClientMetadata>()!.ProviderName.ShouldBe("ag-ui");
        agent.GetService(typeof(AgUiChatClient), "key").ShouldBeNull();
        agent.GetService<string>().ShouldBeNull();
    }

    private AgUiChatClient Agent(params ChatResponseUpdate[][] answers) => Agent(new ScriptedChatClient(answers));

    private AgUiChatClient Agent(IChatClient model, ChatRunOptions? options = null) =>
        new(
            (input, cancellationToken) =>
            {
                _requests.Add(AgUiWire.Client.Read(AgUiWire.Client.ToUtf8Bytes(input)));
                return model.GetRun(_requests[^1], options, cancellationToken);
            }
        );
}
