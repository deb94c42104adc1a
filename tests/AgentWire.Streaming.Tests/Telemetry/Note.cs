using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgentWire.Streaming.Tests.Telemetry;

/// <summary>A message of a dialect that each test makes up, so that nothing else is measured.</summary>
public sealed record Note(string Text)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static WireCodec<Note> Codec(string dialect) =>
        WireCodec.FromJsonTypeInfo((JsonTypeInfo<Note>)Options.GetTypeInfo(typeof(Note)), dialect);

    public static MemoryStream Lines(params string[] lines) => new(Encoding.UTF8.GetBytes(string.Concat(lines)));
}
