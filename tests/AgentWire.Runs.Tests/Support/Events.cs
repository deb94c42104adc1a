using AgentWire.AgUi;

namespace AgentWire.Runs.Tests.Support;

/// <summary>Reads events from short notation: a type and members, without the braces.</summary>
public static class Events
{
    public static Event Started => Of("\"RUN_STARTED\",\"threadId\":\"t\",\"runId\":\"r\"");

    public static Event Finished => Of("\"RUN_FINISHED\",\"threadId\":\"t\",\"runId\":\"r\"");

    public static Event Failed => Of("\"RUN_ERROR\",\"message\":\"boom\"");

    /// <summary>Reads an event from its type and the members behind it: <c>"CUSTOM","name":"n","value":1</c>.</summary>
    public static Event Of(string members) => AgUiWire.Server.Read($$"""{"type":{{members}}}""");

    /// <summary>Reads events, one a line.</summary>
    public static Event[] Lines(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Of)];

    public static List<Event> Expand(IEnumerable<Event> events) => [.. ChunkExpander.ExpandAll(events)];

    public static string Json(IEnumerable<Event> events) => string.Join('\n', events.Select(AgUiWire.Server.ToJson));
}
