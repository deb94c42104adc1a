using System.Text.Json;
using AgentWire.Spec.Compatibility;

namespace AgentWire.Tool.Reports;

/// <summary>The changes of a contract, for programs. Members can be added, but never renamed or removed.</summary>
internal static class DiffJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Change> changes)
    {
        Level all = changes.Aggregate(Level.Documentation, (level, change) => level | change.Rule.Level);
        json.WriteStartObject();
        json.WriteBoolean("ok", !all.IsBreaking());
        json.WriteString("level", changes.Count == 0 ? null : all.InJson());
        json.WriteStartArray("changes");
        foreach (Change change in changes)
        {
            json.WriteStartObject();
            json.WriteString("level", change.Rule.Level.InJson());
            json.WriteString("rule", change.Rule.Id);
            json.WriteString("dialect", change.Dialect);
            json.WriteString("path", change.Path);
            json.WriteString("what", change.What);
            json.WriteString("why", change.Rule.Why);
            json.WriteString("file", change.Place.File);
            json.WriteString("pointer", change.Place.Pointer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
