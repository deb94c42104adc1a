using System.Globalization;
using System.Text.Json.Nodes;
using AgentWire.Spec.Compatibility.Rules;
using AgentWire.Spec.Vectors;

namespace AgentWire.Spec.Compatibility;

/// <summary>Compares what becomes of the test streams that both versions have, and counts those that only one version has.</summary>
internal static class StreamDiff
{
    public static void Compare(IEnumerable<TestStream> before, IEnumerable<TestStream> after, ChangeList changes)
    {
        Dictionary<string, TestStream> old = before.ToDictionary(stream => stream.Name, StringComparer.Ordinal);
        Dictionary<string, TestStream> now = after.ToDictionary(stream => stream.Name, StringComparer.Ordinal);
        int reworded = 0;
        foreach ((string name, TestStream stream) in now)
        {
            if (!old.TryGetValue(name, out TestStream? was))
            {
                continue;
            }

            if (!IsSame(was.Input, stream.Input))
            {
                reworded++;
            }
            else if (!IsSame(was.Expected, stream.Expected))
            {
                changes.Add(
                    VectorRules.StreamChanged,
                    $"streams/{name}",
                    PlaceOf(stream),
                    "something else becomes of it"
                );
            }
            else if ((was.Description, was.Fault) != (stream.Description, stream.Fault))
            {
                reworded++;
            }
        }

        int added = now.Keys.Except(old.Keys).Count();
        int removed = old.Keys.Except(now.Keys).Count();
        if (added + removed + reworded > 0)
        {
            changes.Add(
                VectorRules.StreamsChanged,
                "streams",
                PlaceOf(now.Values.Concat(old.Values).First()),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"streams: {added} added, {removed} removed, {reworded} changed in input, description or fault"
                )
            );
        }
    }

    private static bool IsSame(byte[] before, byte[] after) =>
        JsonNode.DeepEquals(JsonNode.Parse(before), JsonNode.Parse(after));

    private static Location PlaceOf(TestStream stream) => new($"spec/{stream.Dialect}/streams", "");
}
