using AgentWire.Spec.Model;

namespace AgentWire.Generator.Tests;

public class WalrusModelTests
{
    private static readonly Dialect Walrus = Models.Read(Repository.Spec, "walrus");

    [Fact]
    public void The_manifest_gives_names_sides_and_framings()
    {
        Walrus.Title.ShouldBe("Walrus");
        Walrus.Version.ShouldBe("0.1");
        Walrus.Namespace.ShouldBe("AgentWire.Walrus");
        Walrus.Server.ShouldBe("ServerMessage");
        Walrus.Client.ShouldBe("ClientMessage");
        Walrus.Framings.ShouldBe(["length-prefixed"]);
        Walrus.Upstream!.Name.ShouldBe("openwalrus/walrus");
        Walrus.Differences.ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_type_is_written_with_its_members_as_declared() =>
        Walrus.Types.ShouldAllBe(type => !type.IsSorted);

    [Fact]
    public void The_server_says_eight_things() =>
        Walrus
            .Find<UnionType>("ServerMessage")
            .Variants.Select(variant => variant.Tag)
            .ShouldBe(["response", "stream", "download", "error", "pong", "hub", "sessions", "tasks"]);

    [Fact]
    public void The_client_says_ten_things() =>
        Walrus
            .Find<UnionType>("ClientMessage")
            .Variants.Select(variant => variant.Tag)
            .ShouldBe(
                ["send", "stream", "download", "ping", "hub", "sessions", "kill", "tasks", "kill_task", "approve"],
                ignoreOrder: true
            );

    [Fact]
    public void A_response_lifts_the_members_of_the_answer()
    {
        Layout layout = Walrus.Variant("ServerMessage", "Response").Layout();
        layout.Sketch().ShouldBe("#type agent content session");
        layout.Lifted.ShouldBe(["SendResponse"]);
        layout.Member("Session").Path.ShouldBe("ServerMessage.response.session");
    }

    [Fact]
    public void A_stream_message_takes_in_the_event()
    {
        Layout layout = Walrus.Variant("ServerMessage", "Stream").Layout();
        layout.Sketch().ShouldBe("#type +StreamEvent");
        layout.FlattenedUnion.ShouldBe("StreamEvent");
        layout.Members.ShouldBeEmpty();
    }

    [Fact]
    public void Events_are_external_flattened_and_open()
    {
        foreach (string name in new[] { "StreamEvent", "DownloadEvent", "HubEvent" })
        {
            UnionType union = Walrus.Find<UnionType>(name);
            union.Tagging.ShouldBeOfType<Tagging.External>();
            union.IsFlattened.ShouldBeTrue();
            union.IsOpen.ShouldBeTrue();
        }

        Walrus.Variant("StreamEvent", "ToolsComplete").Payload.ShouldBeOfType<Payload.Unit>();
        Walrus
            .Variant("StreamEvent", "ToolStart")
            .Layout()
            .Member("Calls")
            .Type.ShouldBe(new ListRef(new NamedRef("ToolCallInfo")));
    }

    [Fact]
    public void An_integer_is_as_wide_as_its_bounds()
    {
        Walrus
            .Variant("ServerMessage", "Error")
            .Layout()
            .Member("Code")
            .Type.ShouldBe(new IntegerRef(0, ushort.MaxValue));
        Walrus.Member("TaskInfo", "ParentId").Type.ShouldBe(new IntegerRef(0, ulong.MaxValue));
    }

    [Fact]
    public void What_is_not_required_is_optional()
    {
        Walrus
            .Find<ObjectType>("TaskInfo")
            .Layout.Members.Where(member => member.Presence == Presence.Optional)
            .Select(member => member.WireName)
            .ShouldBe(["parent_id", "result", "error", "blocked_on"]);
        Walrus.Variant("ClientMessage", "Send").Layout().Member("Sender").Presence.ShouldBe(Presence.Optional);
    }

    [Fact]
    public void The_manifest_names_what_would_clash() =>
        Walrus.Variant("ServerMessage", "Sessions").Layout().Member("Items").WireName.ShouldBe("sessions");

    [Fact]
    public void What_no_reference_can_send_is_marked()
    {
        Walrus
            .Find<UnionType>("ServerMessage")
            .Variants.Where(variant => !variant.HasUpstreamBytes)
            .Select(variant => variant.Name)
            .ShouldBe(["Sessions", "Tasks"]);
    }

    [Fact]
    public void A_closed_set_knows_its_values()
    {
        StringSet action = Walrus.Find<StringSet>("HubAction");
        action.IsOpen.ShouldBeFalse();
        action
            .Values.Select(value => (value.Text, value.Name))
            .ShouldBe([("install", "Install"), ("uninstall", "Uninstall")]);
    }
}
