using AgentWire.Walrus;

namespace AgentWire.Tests.Walrus;

/// <summary>The conversions of the published page, between a message and its content.</summary>
public sealed class ConversionTests
{
    private static readonly SendResponse Reply = new()
    {
        Agent = "a",
        Content = "c",
        Session = 7,
        Extra = RawMembers.Create([KeyValuePair.Create("x", RawJson.Parse("1"))]),
    };

    private static readonly StreamEvent Chunk = new StreamEvent.Chunk { Content = "c" };
    private static readonly DownloadEvent Start = new DownloadEvent.Start { Model = "m" };
    private static readonly HubEvent Step = new HubEvent.Step { Message = "s" };

    private static readonly SessionInfo Session = new()
    {
        Id = 1,
        Agent = "a",
        CreatedBy = "u",
        MessageCount = 2,
        AliveSecs = 3,
    };

    private static readonly ServerMessage Pong = new ServerMessage.Pong();
    private static readonly ServerMessage Failure = new ServerMessage.Error { Code = 404, Message = "no such session" };

    [Fact]
    public void What_a_message_carries_converts_into_it_and_back()
    {
        ServerMessage response = Reply;
        response.ShouldBe(
            new ServerMessage.Response
            {
                Agent = "a",
                Content = "c",
                Session = 7,
                Extra = Reply.Extra,
            }
        );
        response.GetSendResponse().ShouldBe(Reply);
        response.TryGetSendResponse(out SendResponse? reply).ShouldBeTrue();
        reply.ShouldBe(Reply);

        ServerMessage stream = Chunk;
        stream.ShouldBe(new ServerMessage.Stream { Event = Chunk });
        stream.GetStreamEvent().ShouldBeSameAs(Chunk);
        stream.TryGetStreamEvent(out _).ShouldBeTrue();

        ServerMessage download = Start;
        download.ShouldBe(new ServerMessage.Download { Event = Start });
        download.GetDownloadEvent().ShouldBeSameAs(Start);
        download.TryGetDownloadEvent(out _).ShouldBeTrue();

        ServerMessage hub = Step;
        hub.ShouldBe(new ServerMessage.Hub { Event = Step });
        hub.GetHubEvent().ShouldBeSameAs(Step);
        hub.TryGetHubEvent(out _).ShouldBeTrue();

        Pong.GetPong().ShouldBeSameAs(Pong);
        new ServerMessage.Sessions { Items = [Session] }
            .GetSessions()
            .ShouldBe([Session]);
        new ServerMessage.Tasks { Items = [] }
            .GetTasks()
            .ShouldBeEmpty();
    }

    [Fact]
    public void Another_message_is_not_what_was_wanted()
    {
        foreach (ServerMessage message in new[] { Pong, Failure })
        {
            message.TryGetSendResponse(out SendResponse? response).ShouldBeFalse();
            message.TryGetStreamEvent(out StreamEvent? streamEvent).ShouldBeFalse();
            message.TryGetDownloadEvent(out DownloadEvent? downloadEvent).ShouldBeFalse();
            message.TryGetHubEvent(out HubEvent? hubEvent).ShouldBeFalse();
            new object?[] { response, streamEvent, downloadEvent, hubEvent }.ShouldAllBe(value => value == null);
        }
    }

    [Fact]
    public void An_error_of_the_server_is_thrown_as_that()
    {
        foreach (Action get in Gets(Failure))
        {
            ServerErrorException error = Should.Throw<ServerErrorException>(get);
            (error.Code, error.ServerMessage).ShouldBe(((ushort)404, "no such session"));
            error.Message.ShouldBe("The server answered with error 404: no such session");
        }
    }

    [Fact]
    public void Another_kind_of_message_is_thrown_as_unexpected()
    {
        string[] wanted = ["response", "stream", "download", "hub", "pong", "sessions", "tasks"];
        foreach ((Action get, string name) in Gets(Reply).Zip(wanted).Skip(1).Concat(Gets(Pong).Zip(wanted).Take(4)))
        {
            UnexpectedMessageException unexpected = Should.Throw<UnexpectedMessageException>(get);
            unexpected.Received.ShouldBeOneOf(Pong, Reply);
            unexpected.Message.ShouldBe(
                $"Expected a message \"{name}\", received a {unexpected.Received.GetType().Name}."
            );
        }

        Should.Throw<UnexpectedMessageException>(() => ((ServerMessage)Start).GetHubEvent());
    }

    [Fact]
    public void Null_does_not_become_a_message_that_can_be_written()
    {
        Should.Throw<ArgumentNullException>(() => ServerMessage.FromSendResponse(null!));
        Should.Throw<ArgumentNullException>(() => ServerMessage.FromStreamEvent(null!));
        Should.Throw<ArgumentNullException>(() => ServerMessage.FromDownloadEvent(null!));
        Should.Throw<ArgumentNullException>(() => ServerMessage.FromHubEvent(null!));
        Should
            .Throw<WireException>(() => WalrusWire.Server.ToJson(new ServerMessage.Stream { Event = null! }))
            .Code.ShouldBe(WireErrorCode.NotRepresentable);
    }

    private static Action[] Gets(ServerMessage message) =>
        [
            () => message.GetSendResponse(),
            () => message.GetStreamEvent(),
            () => message.GetDownloadEvent(),
            () => message.GetHubEvent(),
            () => message.GetPong(),
            () => message.GetSessions(),
            () => message.GetTasks(),
        ];
}
