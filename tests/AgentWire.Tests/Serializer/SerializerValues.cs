using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentWire.Walrus;

namespace AgentWire.Tests.Serializer;

/// <summary>A type of an application that contains contract values.</summary>
public sealed record Envelope
{
    public int RequestNumber { get; init; }

    public ServerMessage? Message { get; init; }

    public ClientMessage.Kill? Kill { get; init; }

    public IReadOnlyList<StreamEvent> Events { get; init; } = [];

    public IReadOnlyDictionary<string, TaskInfo> Tasks { get; init; } = new Dictionary<string, TaskInfo>();

    public HubAction Action { get; init; }

    public RawJson Opaque { get; init; }
}

[JsonSerializable(typeof(Envelope))]
[JsonSerializable(typeof(ServerMessage))]
[JsonSerializable(typeof(ClientMessage.Kill))]
internal sealed partial class EnvelopeContext : JsonSerializerContext;

internal static class SerializerValues
{
    public const string Chunk = """{"type":"stream","Chunk":{"content":"<é>\u001f"}}""";

    public static JsonSerializerOptions Odd { get; } =
        new()
        {
            Encoder = JavaScriptEncoder.Default,
            WriteIndented = true,
            PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper,
            DictionaryKeyPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString,
            PropertyNameCaseInsensitive = true,
        };

    public static JsonSerializerOptions Lenient { get; } =
        new() { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static Envelope Envelope { get; } =
        new()
        {
            RequestNumber = 7,
            Message = new ServerMessage.Stream { Event = new StreamEvent.Chunk { Content = "<é>\u001f" } },
            Kill = new ClientMessage.Kill { Session = ulong.MaxValue },
            Events =
            [
                new StreamEvent.ToolsComplete(),
                new StreamEvent.ToolStart { Calls = [new ToolCallInfo { Name = "bash", Arguments = "{}" }] },
                StreamEvent.Unknown.Create(RawJson.Parse("""{"New":[1.50]}""")),
            ],
            Tasks = new Dictionary<string, TaskInfo>
            {
                ["first"] = new()
                {
                    Id = 1,
                    Agent = "a",
                    Status = "running",
                    Description = "",
                    CreatedBy = "me",
                    PromptTokens = 0,
                    CompletionTokens = 0,
                    AliveSecs = 0,
                },
            },
            Action = HubAction.Uninstall,
            Opaque = RawJson.Parse("""{"b":1.50,"a":null}"""),
        };

    /// <summary>Gets the envelope as JsonSerializer writes it with its default options.</summary>
    public static string EnvelopeJson { get; } =
        """
            {"RequestNumber":7,
            "Message":{"type":"stream","Chunk":{"content":"<é>\u001f"}},
            "Kill":{"type":"kill","session":18446744073709551615},
            "Events":[{"ToolsComplete":null},{"ToolStart":{"calls":[{"name":"bash","arguments":"{}"}]}},{"New":[1.50]}],
            "Tasks":{"first":{"id":1,"agent":"a","status":"running","description":"","created_by":"me",
            "prompt_tokens":0,"completion_tokens":0,"alive_secs":0}},
            "Action":"uninstall",
            "Opaque":{"b":1.50,"a":null}}
            """.Replace("\n", "", StringComparison.Ordinal);
}
