namespace AgentWire.Benchmarks.Measuring;

/// <summary>The kinds of work that are timed.</summary>
internal static class Works
{
    public const string Read = "read";
    public const string Write = "write";
    public const string ReadUnknown = "read, tag unknown";
    public const string PeekTag = "peek at the tag";
    public const string SerializerRead = "read through JsonSerializer";
    public const string SerializerWrite = "write through JsonSerializer";
    public const string Expand = "expand chunks";
    public const string Verify = "verify";
    public const string Apply = "apply to messages and state";
}

/// <summary>The sides that are timed.</summary>
internal static class SideNames
{
    public const string AgentWire = "AgentWire";
    public const string Polymorphic = "System.Text.Json, polymorphic";
    public const string Element = "System.Text.Json, JsonElement";
    public const string HandWritten = "Utf8JsonReader/Writer by hand";
    public const string Converter = "JsonConverter that only copies or skips";
    public const string Tokens = "Utf8JsonReader, tokens alone";
    public const string Copy = "memcpy";
    public const string Serde = "serde_json";
    public const string SerdeValue = "serde_json, through Value";
}
