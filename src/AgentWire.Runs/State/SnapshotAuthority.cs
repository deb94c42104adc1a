using System.Runtime.InteropServices;
using System.Text.Json;
using AgentWire.AgUi;

namespace AgentWire.Runs.State;

/// <summary>
/// Decides which messages stay although a MESSAGES_SNAPSHOT leaves them out: reasoning, if it has none at all, and activities, if it
/// has none. Its metadata can name the types of activities that it has authority over.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct SnapshotAuthority
{
    private readonly bool _keepsReasoning;
    private readonly bool _keepsActivities;
    private readonly HashSet<string>? _removedActivities;

    private SnapshotAuthority(bool keepsReasoning, bool keepsActivities, HashSet<string>? removedActivities)
    {
        _keepsReasoning = keepsReasoning;
        _keepsActivities = keepsActivities;
        _removedActivities = removedActivities;
    }

    public static SnapshotAuthority Of(Event.MessagesSnapshot snapshot)
    {
        bool keepsReasoning = !snapshot.Messages.Any(message => message is Message.Reasoning);
        JsonElement metadata = snapshot.Metadata?.ToJsonElement() ?? default;
        if (
            !TryGet(metadata, "@ag-ui/client"u8, out JsonElement client)
            || (client.ValueKind == JsonValueKind.Object && !TryGet(client, "authoritativeActivityTypes"u8, out _))
        )
        {
            bool keepsActivities = !snapshot.Messages.Any(message => message is Message.Activity);
            return new(keepsReasoning, keepsActivities, null);
        }

        TryGet(client, "authoritativeActivityTypes"u8, out JsonElement types);
        return types.ValueKind == JsonValueKind.Null
            ? new(keepsReasoning, keepsActivities: false, null)
            : new(keepsReasoning, keepsActivities: true, TypesIn(types));
    }

    public bool Keeps(MessageNode message) =>
        (message.IsReasoning && _keepsReasoning)
        || (message.ActivityType is { } type && _keepsActivities && _removedActivities?.Contains(type) != true);

    private static bool TryGet(JsonElement from, ReadOnlySpan<byte> name, out JsonElement value)
    {
        value = default;
        return from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out value);
    }

    /// <summary>Reads a list of strings. Something else has authority over nothing.</summary>
    private static HashSet<string>? TypesIn(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : null;
}
