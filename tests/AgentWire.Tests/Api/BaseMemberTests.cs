using System.Reflection;
using System.Text.Json;
using AgentWire.Cinch;
using AgentWire.Shared.Contracts;
using AgentWire.SmoothOperator;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;
using FsCheck.Fluent;
using WalrusMessage = AgentWire.Walrus.ServerMessage;

namespace AgentWire.Tests.Api;

/// <summary>The members that all variants of a union share can be read without knowing the variant.</summary>
public sealed class BaseMemberTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly WireOptions Preserving = new() { UnknownMembers = UnknownMemberHandling.Preserve };

    public static TheoryData<string, string> Unions
    {
        get
        {
            TheoryData<string, string> unions = [];
            foreach (WireCodec codec in ContractTypes.Codecs.Where(codec => codec.Type.IsAbstract))
            {
                unions.Add(codec.Dialect, codec.TypeName);
            }

            return unions;
        }
    }

    [Fact]
    public void Members_that_all_variants_have_are_on_the_base()
    {
        string[] shared =
        [
            .. from codec in ContractTypes.Codecs
            where codec.Type.IsAbstract
            from property in codec.Type.GetProperties(Own)
            where property.Name is not ("Tag" or "Extra")
            select $"{codec.Dialect} {codec.TypeName}.{property.Name}",
        ];
        shared.ShouldBe(
            [
                "ag-ui ContentPart.Id",
                "ag-ui ContentPart.Metadata",
                "ag-ui Event.Metadata",
                "ag-ui Event.RawEvent",
                "ag-ui Event.Timestamp",
                "ag-ui Message.Id",
                "ag-ui Message.Metadata",
                "ag-ui Message.SubagentRunId",
                "ag-ui PartSource.MimeType",
                "ag-ui PartSource.Value",
                "ag-ui PatchOperation.Path",
                "smooth-operator ClientAction.RequestId",
                "smooth-operator ServerEvent.RequestId",
                "smooth-operator ServerEvent.Timestamp",
                "synaps HistoryEntry.Time",
                "systemprompt AgUiEvent.Timestamp",
                "systemprompt JsonPatchOperation.Path",
                "walrus DownloadEvent.Model",
            ],
            ignoreOrder: true
        );
    }

    /// <summary>By reflection, so that a new union is covered when it comes.</summary>
    [Theory]
    [MemberData(nameof(Unions))]
    public void The_base_says_what_the_variant_does(string dialect, string type)
    {
        WireCodec codec = ContractTypes.Codec(dialect, type).With(Preserving);
        PropertyInfo[] members = codec.Type.GetProperties(Own);
        foreach (object value in ContractValues.Of(codec, spoiled: false).Sample(60)!)
        {
            foreach (PropertyInfo member in members)
            {
                object? own = value.GetType().GetProperty(member.Name, Own)?.GetValue(value);
                object? expected = member.Name switch
                {
                    "Tag" => own ?? TagOf(codec, value),
                    "Extra" => own ?? default(RawMembers),
                    _ => own,
                };
                if (value.GetType().Name != "Unknown" || member.Name is "Tag" or "Extra")
                {
                    member.GetValue(value).ShouldBe(expected, $"{value.GetType()}.{member.Name}");
                }
            }
        }
    }

    [Theory]
    [InlineData("""{"type":"new","requestId":"r","timestamp":5}""", "r", 5L)]
    [InlineData("""{"type":"new","data":{"requestId":"r","timestamp":5}}""", "r", 5L)]
    [InlineData("""{"type":"new","requestId":"r","data":{"requestId":"q"}}""", "r", null)]
    [InlineData("""{"type":"new","requestId":5,"timestamp":"r"}""", null, null)]
    [InlineData("""{"type":"new","data":[]}""", null, null)]
    [InlineData("""{"type":"new"}""", null, null)]
    public void An_unknown_variant_says_what_its_JSON_does_or_nothing(string json, string? requestId, long? timestamp)
    {
        ServerEvent message = SmoothOperatorWire.Server.Read(json);
        message.ShouldBeOfType<ServerEvent.Unknown>();
        (message.Tag, message.RequestId, message.Timestamp).ShouldBe(("new", requestId, timestamp));
        message.Extra.ShouldBeEmpty();
        SmoothOperatorWire.Server.ToJson(message).ShouldBe(json);
    }

    [Fact]
    public void So_does_one_of_each_other_union_that_shares_members()
    {
        SmoothOperatorWire.Client.Read("""{"action":"new","requestId":"r"}""").RequestId.ShouldBe("r");
        SystemPromptWire
            .Server.Read("""{"type":"NEW","timestamp":"2026-01-02T03:04:05Z"}""")
            .Timestamp.ShouldBe(WireTimestamp.Parse("2026-01-02T03:04:05Z"));
        SystemPromptWire.Server.Read("""{"type":"NEW","timestamp":"now"}""").Timestamp.ShouldBeNull();
        JsonPatchOperation operation = JsonPatchOperation.Unknown.Create(RawJson.Parse("""{"op":"new","path":"/a"}"""));
        (operation.Tag, operation.Path).ShouldBe(("new", "/a"));
        DownloadEvent download = DownloadEvent.Unknown.Create(RawJson.Parse("""{"New":{"model":"m"}}"""));
        (download.Tag, download.Model).ShouldBe(("New", "m"));
        HistoryEntry entry = HistoryEntry.Unknown.Create(RawJson.Parse("""{"role":"new","time":"t"}"""));
        (entry.Tag, entry.Time).ShouldBe(("new", "t"));
    }

    [Fact]
    public void Walrus_and_cinch_messages_have_a_tag_and_extra_members()
    {
        WalrusMessage pong = WalrusWire.Server.With(Preserving).Read("""{"type":"pong","x":1}""");
        (pong.Tag, pong.Extra["x"].ToString()).ShouldBe(("pong", "1"));
        WalrusMessage stream = WalrusWire.Server.Read("""{"type":"stream","Chunk":{"content":"c"}}""");
        (stream.Tag, stream.Extra.Count).ShouldBe(("stream", 0));
        ((WalrusMessage.Stream)stream).Event.Tag.ShouldBe("Chunk");
        CinchWire.Client.Read("""{"type":"quit"}""").Tag.ShouldBe("quit");
        QuestionResponse skipped = new QuestionResponse.Skipped();
        (skipped.Tag, skipped.Extra).ShouldBe(("Skipped", default(RawMembers)));
    }

    [Fact]
    public void Equality_copies_and_JSON_are_those_of_the_variant_alone()
    {
        ServerEvent.Pong pong = new() { RequestId = "r", Timestamp = 5 };
        ServerEvent message = pong;
        message.ShouldBe(new ServerEvent.Pong { RequestId = "r", Timestamp = 5 });
        message.GetHashCode().ShouldBe(new ServerEvent.Pong { RequestId = "r", Timestamp = 5 }.GetHashCode());
        message.ShouldNotBe(new ServerEvent.Pong { RequestId = "q", Timestamp = 5 });
        ServerEvent copy = pong with { RequestId = "q" };
        (copy.RequestId, copy.Timestamp, message.RequestId).ShouldBe(("q", 5, "r"));
        (message with { }).ShouldBe(message);
        (message is { RequestId: "r", Tag: "pong" }).ShouldBeTrue();
        string json = SmoothOperatorWire.Server.ToJson(message);
        json.ShouldBe("""{"data":{"timestamp":5},"requestId":"r","timestamp":5,"type":"pong"}""");
        JsonSerializer.Serialize(message).ShouldBe(json);
        JsonSerializer.Serialize(pong).ShouldBe(json);
        message.ToString().ShouldBe("Pong { RequestId = \"r\", Timestamp = 5 }");
        new QuestionResponse.Skipped().ToString().ShouldBe("Skipped { }");
    }

    private static string? TagOf(WireCodec codec, object value)
    {
        byte[] utf8 = ContractValues.Write(codec, value);
        if (codec.TryPeekTag(utf8, out string? tag))
        {
            return tag;
        }

        // An adjacent union, whose tag is none that a codec looks for.
        using JsonDocument json = JsonDocument.Parse(utf8);
        return json.RootElement.GetProperty("name").GetString();
    }
}
