using System.Text.Json;
using AgentWire.Cinch;
using AgentWire.CompilerServices;
using AgentWire.SmoothOperator;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;
using CinchMessage = AgentWire.Cinch.ClientMessage;
using SynapsMessage = AgentWire.Synaps.ServerMessage;

namespace AgentWire.Tests.Api;

/// <summary>Writing for an older peer, in each dialect with versions.</summary>
public class PeerVersionTests
{
    [Theory]
    [InlineData("0.3.6", """{"type":"response_start"}""", "response_start", "0.9")]
    [InlineData("0.8.9", """{"type":"response_reset"}""", "response_reset", "0.9")]
    public void Synaps_has_two_messages_since_0_9(string version, string json, string tag, string since)
    {
        SynapsMessage message = SynapsWire.Server.Read(json);
        WireCodec<SynapsMessage> older = SynapsWire.Server.With(new WireOptions { PeerVersion = version });

        foreach (
            Action write in (Action[])
                [
                    () => older.ToJson(message),
                    () => older.ToUtf8Bytes(message),
                    () => older.Write(new System.Buffers.ArrayBufferWriter<byte>(), message),
                    () => older.ToRawJson(message),
                ]
        )
        {
            WireError error = Should.Throw<WireException>(write).Error;
            error.Code.ShouldBe(WireErrorCode.NotRepresentable);
            error.Pointer.ShouldBe("");
            error.Message.ShouldBe(
                $"expected something that version {version} of the peer has, found ServerMessage.{tag}, which exists since {since}"
            );
        }

        foreach (string newer in new[] { "0.9", "0.9.0", "0.10", "1" })
        {
            SynapsWire.Server.With(new WireOptions { PeerVersion = newer }).ToJson(message).ShouldBe(json);
        }

        SynapsWire.Server.ToJson(message).ShouldBe(json);
        older.Read(json).ShouldBe(message);
    }

    [Theory]
    [InlineData("""{"type":"text","content":"é"}""")]
    [InlineData("""{"type":"usage","input_tokens":150,"output_tokens":75,"cache_creation_5m":0}""")]
    [InlineData("""{"type":"news","b":1.50,"a":[]}""")]
    public void What_every_version_has_and_what_none_knows_is_written_as_always(string json)
    {
        WireOptions options = new() { PeerVersion = "0.3.6", UnknownMembers = UnknownMemberHandling.Preserve };
        WireCodec<SynapsMessage> older = SynapsWire.Server.With(options);
        older.ToJson(older.Read(json)).ShouldBe(json);
        string more = json.Insert(json.Length - 1, ",\"x\":{\"response_start\":1}");
        older.ToJson(older.Read(more)).ShouldBe(more);
    }

    [Theory]
    [InlineData("0.1", false)]
    [InlineData("0.2.99", false)]
    [InlineData("0.3", true)]
    [InlineData("0.4", true)]
    public void Cinch_has_answers_in_words_since_0_3(string version, bool isWritten)
    {
        WireOptions options = new() { PeerVersion = version };
        CinchMessage answer = new CinchMessage.Answer { Response = new QuestionResponse.FreeText { Value = "f" } };
        AnswerRequest request = new() { Response = new QuestionResponse.FreeText { Value = "f" } };
        if (isWritten)
        {
            CinchWire.Client.With(options).ToJson(answer).ShouldBe("""{"type":"answer","response":{"FreeText":"f"}}""");
            CinchWire.AnswerRequest.With(options).ToJson(request).ShouldBe("""{"response":{"FreeText":"f"}}""");
        }
        else
        {
            Should
                .Throw<WireException>(() => CinchWire.Client.With(options).ToJson(answer))
                .Error.Pointer.ShouldBe("/response");
            Should
                .Throw<WireException>(() => CinchWire.AnswerRequest.With(options).ToJson(request))
                .Error.ToString()
                .ShouldBe(
                    $"not_representable at /response (byte 12): expected something that version {version} of the peer has, found QuestionResponse.FreeText, which exists since 0.3.0"
                );
        }

        CinchWire
            .QuestionResponse.With(options)
            .ToJson(new QuestionResponse.Selected { Value = 1 })
            .ShouldBe("""{"Selected":1}""");
    }

    [Theory]
    [InlineData("2026-08-22", """{"action":"list_conversations","limit":50,"requestId":"r1"}""")]
    [InlineData(
        "2026-08-23",
        """{"action":"list_conversations","cursor":"c2","limit":50,"query":"shoes","requestId":"r1"}"""
    )]
    [InlineData(
        "2027-01-01",
        """{"action":"list_conversations","cursor":"c2","limit":50,"query":"shoes","requestId":"r1"}"""
    )]
    public void Smooth_operator_has_pages_and_queries_of_conversations_in_later_versions(string version, string json)
    {
        ClientAction action = new ClientAction.ListConversations
        {
            RequestId = "r1",
            Limit = 50,
            Cursor = "c2",
            Query = "shoes",
        };
        SmoothOperatorWire.Client.With(new WireOptions { PeerVersion = version }).ToJson(action).ShouldBe(json);
    }

    [Fact]
    public void A_version_before_the_first_one_is_refused_with_the_range()
    {
        Should
            .Throw<ArgumentException>(() => SystemPromptWire.Server.With(new WireOptions { PeerVersion = "0.8" }))
            .Message.ShouldStartWith(
                "The contract covers version 0.9.0 to 0.34.0, and not the version 0.8 of PeerVersion."
            );
        Should
            .Throw<ArgumentException>(() => WalrusWire.Server.With(new WireOptions { PeerVersion = "0.0.4" }))
            .ParamName.ShouldBe("options");
        foreach (string version in new[] { "0.9", "0.34.0", "0.35" })
        {
            SystemPromptWire
                .Server.With(new WireOptions { PeerVersion = version })
                .Options.PeerVersion.ShouldBe(version);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0.9-rc1")]
    [InlineData("v1")]
    [InlineData("1.\n")]
    public void Text_that_is_no_version_is_refused(string text) =>
        Should
            .Throw<ArgumentException>(() => new WireOptions { PeerVersion = text })
            .Message.ShouldContain("is not a version: numbers of at most 18 digits");

    [Fact]
    public void Dialects_and_their_codecs_say_which_versions_they_cover()
    {
        WireDialects
            .All.Select(dialect => $"{dialect.Name} {dialect.Versions} [{string.Join(", ", dialect.Versions.Changes)}]")
            .ShouldBe([
                "ag-ui 1.0 to 1.1 [1.1]",
                "cinch 0.1 to 0.4 [0.3.0]",
                "smooth-operator 2026-08-22 and later [2026-08-23]",
                "synaps 0.3.6 to 0.9.0 [0.9]",
                "systemprompt 0.9.0 to 0.34.0 []",
                "walrus 0.0.5 []",
            ]);
        WireDialects
            .All.SelectMany(dialect => dialect.Types.Select(codec => (dialect, codec)))
            .ShouldAllBe(each => ReferenceEquals(each.dialect.Versions, each.codec.Versions));
    }

    [Theory]
    [InlineData("0.9", "since 1, until 2")]
    [InlineData("2.1", "since 1, until 2")]
    public void A_type_that_the_version_does_not_have_is_read_and_not_written(string version, string exists)
    {
        WireCodec<string> all = GeneratedContract.CreateCodec<string, StringFormat>(
            "mine",
            "Label",
            versions: GeneratedContract.CreateVersions(null, "3", ["1", "2"]),
            since: 1,
            until: 2
        );
        WireCodec<string> codec = all.With(new WireOptions { PeerVersion = version });

        codec.ToString().ShouldBe("mine Label");
        codec.Options.PeerVersion.ShouldBe(version);
        codec.Read("\"a\"").ShouldBe("a");
        codec.Read("\"a\""u8).ShouldBe("a");
        codec.TryRead("1", out _, out WireError error).ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.WrongType);
        codec.TryPeekTag("\"a\""u8, out _).ShouldBeFalse();
        codec.Tags.ShouldBeEmpty();
        JsonSerializerOptions options = new() { Converters = { codec.Converter } };
        JsonSerializer.Deserialize<string>("\"a\"", options).ShouldBe("a");
        foreach (
            Action write in (Action[])
                [
                    () => codec.ToJson("a"),
                    () => codec.ToUtf8Bytes("a"),
                    () => codec.Write(new System.Buffers.ArrayBufferWriter<byte>(), "a"),
                    () => JsonSerializer.Serialize("a", options),
                ]
        )
        {
            Should
                .Throw<WireException>(write)
                .Error.ToString()
                .ShouldBe(
                    $"not_representable at (root) (byte 0): expected something that version {version} of the peer has, found Label, which exists {exists}"
                );
        }

        Should.Throw<ArgumentNullException>(() => codec.ToJson(null!)).ParamName.ShouldBe("value");
        Should.Throw<ArgumentNullException>(() => codec.Write(null!, "a")).ParamName.ShouldBe("output");
        Should.Throw<ArgumentNullException>(() => codec.With(null!)).ParamName.ShouldBe("options");
        codec.With(new WireOptions { PeerVersion = "1.5" }).ToJson("a").ShouldBe("\"a\"");
        codec.With(WireOptions.Default).ToJson("a").ShouldBe("\"a\"");
    }

    [Fact]
    public void The_converter_for_JsonSerializer_writes_for_the_version_of_its_codec()
    {
        SynapsMessage message = new SynapsMessage.ResponseStart();
        JsonSerializer.Serialize(message).ShouldBe("""{"type":"response_start"}""");
        JsonSerializer.Serialize(message, For("0.9")).ShouldBe("""{"type":"response_start"}""");
        Should
            .Throw<WireException>(() => JsonSerializer.Serialize(message, For("0.8")))
            .Error.Code.ShouldBe(WireErrorCode.NotRepresentable);

        static JsonSerializerOptions For(string version) =>
            new() { Converters = { SynapsWire.Server.With(new WireOptions { PeerVersion = version }).Converter } };
    }
}
