using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.SmoothOperator;
using AgentWire.Walrus;

namespace AgentWire.AotSmoke;

/// <summary>A type of an application with each kind of value at each place, through a source-generated context.</summary>
internal static class OwnTypes
{
    public static void Run(Tally tally)
    {
        Check(Context.Default, tally);
        JsonSerializerOptions options = new() { Converters = { new JsonStringEnumConverter<HubAction>() } };
        Check(new Context(options.AddAgentWire()), tally);
    }

    private static void Check(Context context, Tally tally)
    {
        string json = JsonSerializer.Serialize(Kinds.Sample, context.Kinds);
        tally.Expect(json == Kinds.Json, $"own type: written as {json}");
        Kinds? read = JsonSerializer.Deserialize(json, context.Kinds);
        string again = JsonSerializer.Serialize(read!, context.Kinds);
        tally.Expect(again == json, $"own type: read and written as {again}");
        WireCodec<Kinds> codec = WireCodec.FromJsonTypeInfo(context.Kinds, "own");
        string streamed = codec.ToJson(codec.Read(json));
        tally.Expect(streamed == json, $"own type: read and written by its codec as {streamed}");
        tally.Expect(!codec.TryRead("[]", out _, out WireError error), $"own type: reads a list; {error}");
    }
}

internal sealed record Own(int Number);

internal sealed record Kinds(
    ServerMessage Union,
    ServerMessage.Pong Variant,
    HubAction Set,
    HubAction? NoSet,
    ErrorCode OpenSet,
    WireTimestamp Time,
    RawJson Opaque,
    RawMembers Members,
    WireList<string> Texts,
    WireList<double> Numbers,
    WireList<HubAction> Sets,
    WireList<WireTimestamp> Times,
    WireList<RawJson> Opaques,
    WireList<ServerMessage> Messages,
    WireList<Own> Owns,
    List<WireList<ErrorCode>> Lists,
    Dictionary<HubAction, ServerMessage> BySet,
    Dictionary<ErrorCode, WireList<bool>> ByOpenSet,
    Dictionary<WireTimestamp, RawJson> ByTime
)
{
    public const string Json =
        """{"Union":{"type":"pong"},"Variant":{"type":"pong"}"""
        + ""","Set":"uninstall","NoSet":null,"OpenSet":"AGENT_ERROR","Time":"1970-01-01T00:00:01Z","Opaque":[1.50]"""
        + ""","Members":{"a":null},"Texts":["<"],"Numbers":[1.0],"Sets":["install"],"Times":["1970-01-01T00:00:00Z"]"""
        + ""","Opaques":[null],"Messages":[{"type":"pong"}],"Owns":[{"Number":1}],"Lists":[["x"],[]]"""
        + ""","BySet":{"install":{"type":"pong"}},"ByOpenSet":{"SESSION_NOT_FOUND":[true]}"""
        + ""","ByTime":{"1970-01-01T00:00:02Z":null}}""";

    public static Kinds Sample { get; } =
        new(
            new ServerMessage.Pong(),
            new ServerMessage.Pong(),
            HubAction.Uninstall,
            null,
            ErrorCode.AgentError,
            WireTimestamp.FromUnix(1),
            RawJson.Parse("[1.50]"),
            RawMembers.Create([new("a", default)]),
            ["<"],
            [1],
            [HubAction.Install],
            [WireTimestamp.FromUnix(0)],
            [default],
            [new ServerMessage.Pong()],
            [new Own(1)],
            [
                [new ErrorCode("x")],
                [],
            ],
            new() { [HubAction.Install] = new ServerMessage.Pong() },
            new() { [ErrorCode.SessionNotFound] = [true] },
            new() { [WireTimestamp.FromUnix(2)] = default }
        );
}

[JsonSerializable(typeof(Kinds))]
[JsonSerializable(typeof(Own))]
internal sealed partial class Context : JsonSerializerContext;
