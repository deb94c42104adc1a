using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.Shared.Contracts;
using AgentWire.SmoothOperator;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;
using ServerMessage = AgentWire.Walrus.ServerMessage;

namespace AgentWire.Tests.Serializer;

/// <summary>The positions of values in the types of an application, and what is refused.</summary>
public sealed class OwnTypeDetailTests
{
    private static readonly JsonSerializerOptions StringEnums = new()
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseUpper) },
    };

    [Fact]
    public void AddAgentWire_puts_the_contract_before_converters_of_enums()
    {
        JsonSerializerOptions options = new JsonSerializerOptions
        {
            Converters = { new JsonStringEnumConverter() },
        }.AddAgentWire();
        JsonSerializer.Serialize(StepStatus.InProgress, options).ShouldBe("\"in_progress\"");
        JsonSerializer.Serialize<StepStatus?>(StepStatus.InProgress, options).ShouldBe("\"in_progress\"");
        JsonSerializer.Deserialize<HubAction>("\"install\"", options).ShouldBe(HubAction.Install);
        foreach (
            (string json, WireErrorCode code) in new[]
            {
                ("7", WireErrorCode.WrongType),
                ("\"Install\"", WireErrorCode.UnknownValue),
                ("\"install,uninstall\"", WireErrorCode.UnknownValue),
            }
        )
        {
            Should
                .Throw<WireException>(() => JsonSerializer.Deserialize<HubAction>(json, options))
                .Code.ShouldBe(code, json);
            Should
                .Throw<WireException>(() =>
                    JsonSerializer.Deserialize<Dictionary<HubAction, int>>(
                        $$"""{ {{(json[0] == '"' ? json : $"\"{json}\"")}}: 1}""",
                        options
                    )
                )
                .Code.ShouldBe(WireErrorCode.UnknownValue, json);
        }

        Should
            .Throw<WireException>(() => JsonSerializer.Serialize((HubAction)7, options))
            .Code.ShouldBe(WireErrorCode.NotRepresentable);
        Should.Throw<ArgumentNullException>(() => ((JsonSerializerOptions)null!).AddAgentWire());
        Should.Throw<InvalidOperationException>(() => options.AddAgentWire());
    }

    /// <summary>The framework's converter uses the same names as the library's own converter.</summary>
    [BuildFact(LibraryBuilds.Net10 | LibraryBuilds.NetStandard)]
    public void A_closed_set_has_its_wire_names_with_the_framework_s_converter()
    {
        foreach (StepStatus status in Enum.GetValues<StepStatus>())
        {
            string json = JsonSerializer.Serialize(status);
            JsonSerializer.Serialize(status, StringEnums).ShouldBe(json);
            JsonSerializer.Deserialize<StepStatus>(json, StringEnums).ShouldBe(status);
        }
    }

    [Fact]
    public void A_list_keeps_to_the_contract_in_options_whose_converters_take_enums() =>
        JsonSerializer
            .Serialize(new Dictionary<string, WireList<HubAction>> { ["a"] = [HubAction.Install] }, StringEnums)
            .ShouldBe("""{"a":["install"]}""");

    [Fact]
    public void Keys_are_the_strings_of_the_wire()
    {
        JsonSerializer
            .Serialize(new Dictionary<ErrorCode, int> { [ErrorCode.SessionNotFound] = 2, [new("é\"<")] = 3 })
            .ShouldBe("""{"SESSION_NOT_FOUND":2,"\u00E9\u0022\u003C":3}""");
        JsonSerializer
            .Serialize(new Dictionary<HubAction, int> { [HubAction.Install] = 1 })
            .ShouldBe("""{"install":1}""");
        JsonSerializer
            .Serialize(new Dictionary<WireTimestamp, int> { [WireTimestamp.FromUnix(0, 120_000_000)] = 1 })
            .ShouldBe("""{"1970-01-01T00:00:00.120Z":1}""");
    }

    [Theory]
    [InlineData("""{"INSTALL":1}""", typeof(Dictionary<HubAction, int>), WireErrorCode.UnknownValue)]
    [InlineData("""{"2026-02-30T00:00:00Z":1}""", typeof(Dictionary<WireTimestamp, int>), WireErrorCode.InvalidValue)]
    public void A_key_that_the_contract_does_not_take_is_refused(string json, Type type, WireErrorCode code)
    {
        WireException refused = Should.Throw<WireException>(() => JsonSerializer.Deserialize(json, type));
        (refused.Code, refused.Pointer).ShouldBe((code, ""));
    }

    /// <summary>JsonSerializer decodes the names of a dictionary itself, before it uses the type of the key.</summary>
    [Fact]
    public void A_key_with_a_lone_surrogate_is_the_caller_s_JsonException() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Dictionary<ErrorCode, int>>("""{"\ud800":1}"""));

    [Fact]
    public void A_key_that_the_wire_cannot_carry_is_refused()
    {
        foreach (
            object keyed in new object[]
            {
                new Dictionary<ErrorCode, int> { [default] = 1 },
                new Dictionary<ErrorCode, int> { [new("\ud800")] = 1 },
                new Dictionary<HubAction, int> { [(HubAction)7] = 1 },
            }
        )
        {
            Should
                .Throw<WireException>(() => JsonSerializer.Serialize(keyed, keyed.GetType()))
                .Code.ShouldBe(WireErrorCode.NotRepresentable);
        }
    }

    [Fact]
    public void A_list_of_messages_is_read_back()
    {
        Log log = new([new ServerMessage.Pong(), ServerMessage.Unknown.Create(RawJson.Parse("""{"type":"x"}"""))]);
        string json = JsonSerializer.Serialize(log);
        json.ShouldBe("""{"Items":[{"type":"pong"},{"type":"x"}]}""");
        JsonSerializer.Deserialize<Log>(json).ShouldBe(log);
        JsonSerializer.Deserialize<Log>("""{"Items":[null]}""")!.Items.ShouldBe([null!]);
        JsonSerializer.Serialize(new Log([null!])).ShouldBe("""{"Items":[null]}""");
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Log>("""{"Items":null}"""));
    }

    [Theory]
    [InlineData("""{"Items":{}}""", WireErrorCode.WrongType, "", 0)]
    [InlineData(
        """{"Items":[ {"type":"pong"}, {"type":"error","code":"x"}]}""",
        WireErrorCode.WrongType,
        "/1/code",
        42
    )]
    public void A_fault_in_a_list_is_told_with_its_place_there(string json, WireErrorCode code, string pointer, long at)
    {
        WireException refused = Should.Throw<WireException>(() => JsonSerializer.Deserialize<Log>(json));
        (refused.Code, refused.Pointer, refused.ByteOffset, refused.Path).ShouldBe((code, pointer, at, "$.Items"));
    }

    [Fact]
    public void Texts_and_numbers_in_a_list_are_as_the_codecs_write_them()
    {
        JsonSerializerOptions odd = SerializerValues.Odd;
        JsonSerializer.Serialize<WireList<string>>(["<é>\u001f"], odd).ShouldBe("""["<é>\u001f"]""");
        JsonSerializer.Serialize<WireList<double>>([1, 1e16], odd).ShouldBe("[1.0,1e+16]");
        JsonSerializer.Serialize<WireList<ulong>>([ulong.MaxValue], odd).ShouldBe("[18446744073709551615]");
        Should.Throw<WireException>(() => JsonSerializer.Deserialize<WireList<byte>>("[1,256]")).Pointer.ShouldBe("/1");
        Should
            .Throw<WireException>(() => JsonSerializer.Serialize<WireList<string>>([null!]))
            .Code.ShouldBe(WireErrorCode.NotRepresentable);
    }

    [Fact]
    public void A_list_of_an_application_s_own_type_follows_the_options()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web) { WriteIndented = false };
        WireList<Own> list = [new Own("<", HubAction.Install, 1), null!];
        string json = JsonSerializer.Serialize(list, options);
        json.ShouldBe("""[{"name":"\u003C","action":"install","count":1},null]""");
        JsonSerializer.Deserialize<WireList<Own>>(json, options).ShouldBe(list);
        JsonSerializer.Deserialize<WireList<int?>>("[1,null]").ShouldBe([1, null]);
    }

    [Fact]
    public void Members_that_the_contract_does_not_know_are_an_object()
    {
        RawMembers members = RawMembers.Create([new("b", RawJson.Parse("[1.50]")), new("a", default)]);
        JsonSerializer.Serialize(members).ShouldBe("""{"b":[1.50],"a":null}""");
        JsonSerializer.Deserialize<RawMembers>("""{ "b":[1.50],"a":null}""").ShouldBe(members);
        JsonSerializer.Deserialize<RawMembers>("{}").ShouldBe(default);
        JsonSerializer.Deserialize<RawMembers?>("null").ShouldBeNull();
        Should
            .Throw<WireException>(() => JsonSerializer.Deserialize<RawMembers>("null"))
            .Code.ShouldBe(WireErrorCode.WrongType);
        JsonSerializer.Serialize(default(RawMembers)).ShouldBe("{}");
        WireException refused = Should.Throw<WireException>(() => JsonSerializer.Deserialize<RawMembers>("""[1]"""));
        (refused.Code, refused.Pointer).ShouldBe((WireErrorCode.WrongType, ""));
        Should
            .Throw<WireException>(() => JsonSerializer.Deserialize<RawMembers>("""{"a":[1e999]}"""))
            .Pointer.ShouldBe("/a/0");
    }

    [Fact]
    public void A_value_deeper_than_the_options_allow_is_refused_by_both_sides()
    {
        RawJson deep = RawJson.Parse(new string('[', 64) + new string(']', 64));
        JsonSerializer.Deserialize<RawJson>(JsonSerializer.Serialize(deep)).ShouldBe(deep);
        List<RawJson> list = [deep];
        WireException refused = Should.Throw<WireException>(() => JsonSerializer.Serialize(list));
        refused.Code.ShouldBe(WireErrorCode.TooDeep);
        refused.Message.ShouldContain("at most 63 nested arrays and objects");
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<List<RawJson>>($"[{deep}]"));
        JsonSerializerOptions deeper = new() { MaxDepth = 65 };
        JsonSerializer.Deserialize<List<RawJson>>(JsonSerializer.Serialize(list, deeper), deeper).ShouldBe(list);
    }

    [Fact]
    public void A_source_generated_context_holds_every_kind()
    {
        foreach (
            KindsContext context in new[]
            {
                KindsContext.Default,
                new KindsContext(new JsonSerializerOptions(StringEnums).AddAgentWire()),
                new KindsContext(new JsonSerializerOptions(JsonSerializerDefaults.Web)),
            }
        )
        {
            string json = JsonSerializer.Serialize(Kinds.Sample, context.Kinds);
            Kinds read = JsonSerializer.Deserialize(json, context.Kinds)!;
            JsonSerializer.Serialize(read, context.Kinds).ShouldBe(json);
            json.ShouldContain("""{"install":{"type":"pong"}}""");
            json.ShouldContain("""{"SESSION_NOT_FOUND":[1.0,0.5]}""");
            json.ShouldContain("""[["install"],[]]""");
        }
    }

    internal sealed record Log(WireList<ServerMessage> Items);

    internal sealed record Own(string Name, HubAction Action, int Count);
}

/// <summary>Each kind of value in each position.</summary>
internal sealed record Kinds(
    ServerMessage Union,
    ServerMessage.Pong? Variant,
    TaskInfo? Record,
    HubAction Set,
    HubAction? NoSet,
    ErrorCode OpenSet,
    ErrorCode? NoOpenSet,
    WireTimestamp Time,
    RawJson Opaque,
    RawMembers Members,
    WireList<string> Texts,
    WireList<ServerMessage> Messages,
    WireList<ErrorCode>? NoCodes,
    List<WireList<HubAction>> Lists,
    Dictionary<HubAction, ServerMessage> BySet,
    Dictionary<ErrorCode, WireList<double>> ByOpenSet,
    Dictionary<WireTimestamp, RawJson> ByTime
)
{
    public static Kinds Sample { get; } =
        new(
            new ServerMessage.Pong(),
            null,
            null,
            HubAction.Uninstall,
            null,
            ErrorCode.AgentError,
            null,
            WireTimestamp.FromUnix(1),
            RawJson.Parse("[1.50]"),
            RawMembers.Create([new("a", default)]),
            ["<"],
            [new ServerMessage.Pong()],
            null,
            [
                [HubAction.Install],
                [],
            ],
            new() { [HubAction.Install] = new ServerMessage.Pong() },
            new() { [ErrorCode.SessionNotFound] = [1, 0.5] },
            new() { [WireTimestamp.FromUnix(2)] = default }
        );
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(Kinds))]
internal sealed partial class KindsContext : JsonSerializerContext;
