using AgentWire.AgUi;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Runs;

/// <summary>The state of a run, which Microsoft.Extensions.AI carries as data: JSON replaces it, and a JSON Patch changes it.</summary>
internal static class StateEvents
{
    private const string SnapshotType = "application/json";
    private const string PatchType = "application/json-patch+json";

    /// <summary>Returns the event for data that is JSON or a JSON Patch, or null.</summary>
    /// <exception cref="WireException">The data is not what its media type says.</exception>
    public static Event? Of(DataContent data) =>
        data.MediaType.Split(';')[0].Trim().ToLowerInvariant() switch
        {
            SnapshotType => new Event.StateSnapshot { Snapshot = RawJson.Parse(data.Data.Span) },
            PatchType => AgUiWire.Server.Read($$"""{"type":"STATE_DELTA","delta":{{RawJson.Parse(data.Data.Span)}}}"""),
            _ => null,
        };

    public static DataContent ToContent(Event.StateSnapshot state) =>
        new(state.Snapshot.Utf8.ToArray(), SnapshotType) { RawRepresentation = state };

    public static DataContent ToContent(Event.StateDelta change)
    {
        byte[] json = AgUiWire.Server.ToUtf8Bytes(new Event.StateDelta { Delta = change.Delta });
        ReadOnlySpan<byte> start = """{"type":"STATE_DELTA","delta":"""u8;
        return new(json.AsMemory(start.Length, json.Length - start.Length - 1), PatchType)
        {
            RawRepresentation = change,
        };
    }
}
