using AgentWire.Walrus;

namespace AgentWire.Tests.Walrus;

public sealed class RecordTests
{
    private static readonly TaskInfo Task = new()
    {
        Id = 1,
        Agent = "a",
        Status = "running",
        Description = "d",
        CreatedBy = "me",
        PromptTokens = 2,
        CompletionTokens = 3,
        AliveSecs = 4,
    };

    [Fact]
    public void A_copy_differs_in_what_was_changed_alone()
    {
        TaskInfo copy = Task with { Result = "r" };
        copy.ShouldNotBe(Task);
        (copy with { Result = null }).ShouldBe(Task);
        ServerMessage message = new ServerMessage.Tasks { Items = [Task] };
        message.ShouldBe(new ServerMessage.Tasks { Items = [Task with { }] });
        message.GetHashCode().ShouldBe(new ServerMessage.Tasks { Items = [Task with { }] }.GetHashCode());
        message.ShouldNotBe(new ServerMessage.Tasks { Items = [copy] });
        message.ShouldNotBe(new ServerMessage.Sessions { Items = [] });
    }

    [Fact]
    public void Its_text_reads_well()
    {
        new StreamEvent.Chunk { Content = "hi" }
            .ToString()
            .ShouldBe("Chunk { Content = \"hi\" }");
        ServerMessage message = new StreamEvent.ToolStart { Calls = [new() { Name = "bash", Arguments = "{}" }] };
        message
            .ToString()
            .ShouldBe(
                """Stream { Event = ToolStart { Calls = [ToolCallInfo { Name = "bash", Arguments = "{}" }] } }"""
            );
        ServerMessage
            .Unknown.Create(RawJson.Parse("""{"type":"new","n":1}"""))
            .ToString()
            .ShouldBe("""Unknown { Tag = "new", Json = {"type":"new","n":1} }""");
        new ServerMessage.Pong { Extra = RawMembers.Create([KeyValuePair.Create("x", RawJson.Parse("[1]"))]) }
            .ToString()
            .ShouldBe("Pong { Extra = { \"x\": [1] } }");
    }

    [Fact]
    public void Extra_members_keep_their_order_and_stand_after_the_known_ones()
    {
        const string Json = """{"type":"error","code":1,"message":"m","z":1.50,"a":null}""";
        WireCodec<ServerMessage> preserving = WalrusWire.Server.With(
            new WireOptions { UnknownMembers = UnknownMemberHandling.Preserve }
        );
        ServerMessage.Error message = (ServerMessage.Error)preserving.Read(Json);
        message.Extra.Select(member => member.Key).ShouldBe(["z", "a"]);
        preserving.ToJson(message).ShouldBe(Json);
        ((ServerMessage.Error)WalrusWire.Server.Read(Json)).Extra.ShouldBeEmpty();
        message.Extra.TryGetValue("a", out RawJson value).ShouldBeTrue();
        value.ShouldBe(default);
        message.Extra.TryGetValue("A", out _).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => RawMembers.Create([message.Extra.First(), message.Extra.First()]));
        message.Extra["z"].ToString().ShouldBe("1.50");
    }
}
