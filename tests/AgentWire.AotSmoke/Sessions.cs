using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentWire.AgUi;
using AgentWire.Cinch;
using AgentWire.SmoothOperator;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;

namespace AgentWire.AotSmoke;

/// <summary>Reads the messages of a recorded session and writes them, with the codec and through JsonSerializer.</summary>
internal static class Sessions
{
    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(
            WalrusWire.TypeInfoResolver,
            CinchWire.TypeInfoResolver,
            SmoothOperatorWire.TypeInfoResolver,
            SystemPromptWire.TypeInfoResolver,
            SynapsWire.TypeInfoResolver,
            AgUiWire.TypeInfoResolver
        ),
    };

    public static void Run(string file, WireCodec codec, Tally tally)
    {
        foreach (string line in file.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            tally.Messages++;
            if (!codec.TryReadObject(Encoding.UTF8.GetBytes(line), out object? value, out WireError error))
            {
                tally.Expect(false, $"{codec.Dialect}: {line}: {error}");
                continue;
            }

            ArrayBufferWriter<byte> output = new();
            codec.WriteObject(output, value);
            tally.Expect(
                Encoding.UTF8.GetString(output.WrittenSpan) == line,
                $"{codec.Dialect}: {line}: written otherwise"
            );
            JsonTypeInfo type = Options.GetTypeInfo(value.GetType());
            tally.Expect(
                JsonSerializer.Serialize(value, type) == line,
                $"{codec.Dialect}: {line}: JsonSerializer writes it otherwise"
            );
            tally.Expect(
                value.Equals(JsonSerializer.Deserialize(line, type)),
                $"{codec.Dialect}: {line}: JsonSerializer reads it otherwise"
            );
        }
    }
}
