using AgentWire.AgUi;
using AgentWire.Extensions.AI.Tests.Support;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Tests;

/// <summary>What a chat client gets of a request, and the way back.</summary>
public sealed class ToChatMessagesTests
{
    private static readonly RunAgentInput Whole = AgUiWire.Client.Read(
        """
        {"threadId":"t","runId":"r","messages":[
          {"id":"0","role":"developer","content":"Be kind."},
          {"id":"1","role":"system","name":"s","content":"Be brief."},
          {"id":"2","role":"user","name":"Ada","metadata":{"k":[1]},"content":"Hi"},
          {"id":"3","role":"reasoning","content":"hm","encryptedValue":"x"},
          {"id":"4","role":"assistant","content":"Look","toolCalls":[
            {"id":"c","type":"function","function":{"name":"f","arguments":"{\"x\":1,\"y\":null}"}},
            {"id":"d","type":"function","function":{"name":"f","arguments":"{"}}]},
          {"id":"5","role":"tool","toolCallId":"c","content":"done"},
          {"id":"6","role":"tool","toolCallId":"d","content":"","error":"broken"},
          {"id":"7","role":"activity","activityType":"PLAN","content":{}},
          {"id":"8","role":"future"},
          {"id":"9","role":"user","content":[
            {"type":"text","text":"See"},
            {"type":"image","source":{"type":"data","value":"AQ==","mimeType":"image/png"}},
            {"type":"image","source":{"type":"url","value":"https://example.org/a"}},
            {"type":"audio","source":{"type":"url","value":"data:audio/wav;base64,Ag=="}},
            {"type":"document","source":{"type":"file","value":"id","mimeType":"application/pdf"}},
            {"type":"future"}]},
          {"id":"10","role":"reasoning","content":"left out"}],
         "tools":[{"name":"f","description":"d","parameters":{"type":"object","properties":{"x":{}}}},{"name":"g","description":""}],
         "context":[{"description":"Time","value":"noon"},{"description":"Place","value":"here"}]}
        """
    );

    [Fact]
    public void Messages_keep_what_they_are()
    {
        IList<ChatMessage> messages = Whole.ToChatMessages();
        messages
            .Select(message => $"{message.MessageId} {message.Role} {message.AuthorName}: {message.Text}")
            .ShouldBe([
                " system : Time: noon\nPlace: here",
                "0 developer : Be kind.",
                "1 system s: Be brief.",
                "2 user Ada: Hi",
                "4 assistant : Look",
                "5 tool : ",
                "6 tool : ",
                "9 user : See",
            ]);
        messages[3].AdditionalProperties!["k"]!.ToString().ShouldBe("[1]");
        TextReasoningContent reasoning = messages[4].Contents[0].ShouldBeOfType<TextReasoningContent>();
        (reasoning.Text, reasoning.ProtectedData).ShouldBe(("hm", "x"));
        FunctionCallContent call = messages[4].Contents[2].ShouldBeOfType<FunctionCallContent>();
        call.Arguments!.Select(each => $"{each.Key}={each.Value}").ShouldBe(["x=1", "y="]);
        messages[4].Contents[3].ShouldBeOfType<FunctionCallContent>().Exception.ShouldNotBeNull();
        messages[5].Contents[0].ShouldBeOfType<FunctionResultContent>().Result.ShouldBe("done");
        messages[6].Contents[0].ShouldBeOfType<FunctionResultContent>().Result.ShouldBe("broken");
    }

    [Fact]
    public void Parts_become_contents()
    {
        IList<AIContent> contents = Whole.ToChatMessages()[^1].Contents;
        contents.Count.ShouldBe(5);
        contents[1].ShouldBeOfType<DataContent>().Data.ToArray().ShouldBe([1]);
        contents[2].ShouldBeOfType<UriContent>().MediaType.ShouldBe("image/*");
        contents[3].ShouldBeOfType<DataContent>().MediaType.ShouldBe("audio/wav");
        contents[4].ShouldBeOfType<HostedFileContent>().MediaType.ShouldBe("application/pdf");
    }

    [Theory]
    [InlineData("""{"type":"data","value":"?","mimeType":"image/png"}""")]
    [InlineData("""{"type":"data","value":"AQ==","mimeType":"png"}""")]
    [InlineData("""{"type":"url","value":"a.png"}""")]
    [InlineData("""{"type":"url","value":"data:?"}""")]
    public void A_source_that_is_not_valid_is_refused(string source)
    {
        RunAgentInput input = AgUiWire.Client.Read(
            $$"""
            {"threadId":"t","runId":"r","messages":[{"id":"1","role":"user","content":[{"type":"image","source":{{source}}}]}]}
            """
        );
        Should
            .Throw<FormatException>(() => input.ToChatMessages())
            .Message.ShouldStartWith("The source of the image part");
    }

    [Fact]
    public void The_context_can_be_left_out() =>
        Whole.ToChatMessages(new() { IncludeContext = false })[0].MessageId.ShouldBe("0");

    [Fact]
    public void Tools_can_be_called_and_not_run_and_do_not_replace_those_of_the_server()
    {
        AIFunction own = AIFunctionFactory.Create(() => 1, "f");
        ChatOptions server = new() { ModelId = "m", Tools = [own] };
        ChatOptions options = Whole.ToChatOptions(new() { ChatOptions = server });
        options.ModelId.ShouldBe("m");
        options.Tools!.Select(tool => tool.Name).ShouldBe(["f", "g"]);
        options.Tools![0].ShouldBe(own);
        options.Tools![1].ShouldBeAssignableTo<AIFunctionDeclaration>().ShouldNotBeAssignableTo<AIFunction>();
        server.Tools.Count.ShouldBe(1);
        Streams.Input.ToChatOptions().Tools.ShouldBeNull();
        Whole.ToChatOptions().Tools!.ToAgUiTools()[0].ShouldBe(Whole.Tools[0]);
    }

    [Fact]
    public void Messages_come_back_as_they_were()
    {
        WireList<Message> messages = Whole.ToChatMessages(new() { IncludeContext = false }).ToAgUiMessages();
        Message[] expected =
        [
            .. Whole
                .Messages.Where(message => message.Id is not ("3" or "6" or "7" or "8" or "9" or "10"))
                .Select(message =>
                    message is Message.Assistant assistant
                        ? assistant with
                        {
                            ToolCalls =
                            [
                                assistant.ToolCalls!.Value[0],
                                assistant.ToolCalls!.Value[1] with
                                {
                                    Function = new() { Name = "f", Arguments = "{}" },
                                },
                            ],
                        }
                        : message
                ),
        ];
        messages.Where(message => expected.Any(each => each.Id == message.Id)).ShouldBe(expected);
        Message.Reasoning reasoning = messages.OfType<Message.Reasoning>().Single();
        (reasoning.Content, reasoning.EncryptedValue).ShouldBe(("hm", "x"));
        WireList<ContentPart> parts = ((MessageContent.Parts)((Message.User)messages[^1]).Content).Value;
        WireList<ContentPart> before = ((MessageContent.Parts)((Message.User)Whole.Messages[9]).Content).Value;
        parts.Take(3).ShouldBe(before.Take(3));
        parts[4].ShouldBe(before[4]);
    }

    [Fact]
    public void Identifiers_are_unique_and_results_stand_alone()
    {
        WireList<Message> messages = new ChatMessage[]
        {
            new(ChatRole.Assistant, "a") { MessageId = "m" },
            new(ChatRole.Assistant, [new FunctionCallContent("c", "f"), new FunctionCallContent("d", "f")])
            {
                MessageId = "m",
            },
            new(
                ChatRole.Tool,
                [
                    new FunctionResultContent("c", 1),
                    new FunctionResultContent("d", "Error") { Exception = new IOException("password") },
                ]
            ),
            new(ChatRole.Assistant, [new DataContent(new byte[] { 1 }, "image/png")]),
            new(ChatRole.User, "a\uD83D"),
        }.ToAgUiMessages();
        messages.Select(message => message.Tag).ShouldBe(["assistant", "assistant", "tool", "tool", "user"]);
        messages.Select(message => message.Id).Distinct().Count().ShouldBe(5);
        ((Message.Tool)messages[3]).Error.ShouldBe("The tool has failed.");
        messages.ToString().ShouldNotContain("password");
        AgUiWire.Client.ToJson(Streams.Input with { Messages = messages }).ShouldContain("a\uFFFD");
    }
}
