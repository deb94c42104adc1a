using System.Text.Json;

namespace AgentWire.Runs.Tests.Support;

/// <summary>A stream, and what it comes to in the reference implementation, or here if that is on purpose something else.</summary>
public sealed class SequenceCase
{
    private static readonly Dictionary<string, JsonElement> Measured = Lines("sequences.ndjson");
    private static readonly Dictionary<string, JsonElement> Unlike = Lines("sequences.unlike.ndjson");

    private readonly JsonElement _case;

    private SequenceCase(JsonElement line) => _case = line;

    public static IReadOnlyCollection<string> Names => Measured.Keys;

    /// <summary>The names of the cases that differ from the reference implementation on purpose.</summary>
    public static IReadOnlyCollection<string> UnlikeNames => Unlike.Keys;

    public bool IsUnlike => _case.TryGetProperty("unlike", out _);

    /// <summary>The frames, or null for a response body.</summary>
    public ReadOnlyMemory<byte>[]? Frames =>
        _case.TryGetProperty("stream", out JsonElement stream) ? [.. stream.EnumerateArray().Select(Frame)] : null;

    public string Body => _case.GetProperty("body").GetString()!;

    /// <summary>The result in the reference implementation.</summary>
    public JsonElement Reference => _case.GetProperty("expect");

    public static SequenceCase Of(string name) => new(Measured[name]);

    /// <summary>The whole result here, of a case that differs on purpose.</summary>
    public static JsonElement OwnResult(string name) => Unlike[name].GetProperty("expect");

    private static ReadOnlyMemory<byte> Frame(JsonElement element) =>
        System.Text.Encoding.UTF8.GetBytes(
            element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText()
        );

    private static Dictionary<string, JsonElement> Lines(string file) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", file))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => line.GetProperty("name").GetString()!);
}
