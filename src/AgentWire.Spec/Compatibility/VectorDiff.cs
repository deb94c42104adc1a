using System.Globalization;
using AgentWire.Spec.Compatibility.Rules;
using AgentWire.Spec.Vectors;

namespace AgentWire.Spec.Compatibility;

/// <summary>Compares the verdicts of inputs that both versions have, and counts the vectors that only one version has.</summary>
internal static class VectorDiff
{
    public static void Compare(IEnumerable<Vector> before, IEnumerable<Vector> after, ChangeList changes)
    {
        Dictionary<string, Vector> old = ByName(before);
        Dictionary<string, Vector> now = ByName(after);
        foreach ((string name, Vector vector) in now)
        {
            if (old.TryGetValue(name, out Vector? was) && was.Input.AsSpan().SequenceEqual(vector.Input))
            {
                CompareReading(was, vector, changes);
            }
        }

        foreach (string type in old.Values.Concat(now.Values).Select(vector => vector.Type).Distinct())
        {
            Count(
                type,
                [.. old.Values.Where(vector => vector.Type == type)],
                [.. now.Values.Where(vector => vector.Type == type)],
                changes
            );
        }
    }

    private static Dictionary<string, Vector> ByName(IEnumerable<Vector> vectors) =>
        vectors.DistinctBy(vector => vector.Name).ToDictionary(vector => vector.Name, StringComparer.Ordinal);

    private static void CompareReading(Vector before, Vector after, ChangeList changes)
    {
        (ReadVerdict old, ReadVerdict now) = (before.Reading, after.Reading);
        (Rule Rule, string What)? found = (old.Output, now.Output) switch
        {
            ({ }, null) => (VectorRules.VectorRefused, $"{now.Code}, and was read"),
            (null, { }) => (VectorRules.VectorAccepted, $"it is read, and was {old.Code}"),
            ({ } was, { } output) when !was.AsSpan().SequenceEqual(output) => (
                VectorRules.VectorOutputChanged,
                "it is written with other bytes"
            ),
            (null, null) when (old.Code, old.Pointer, old.Offset) != (now.Code, now.Pointer, now.Offset) => (
                VectorRules.VectorErrorChanged,
                $"{InWords(now)}, and was {InWords(old)}"
            ),
            _ => null,
        };
        if (found is { } change)
        {
            changes.Add(change.Rule, $"{after.Type}/{after.Id}", PlaceOf(after), change.What);
        }
    }

    private static void Count(string type, Vector[] before, Vector[] after, ChangeList changes)
    {
        Dictionary<string, Vector> old = before.ToDictionary(vector => vector.Id, StringComparer.Ordinal);
        int added = after.Count(vector => !old.ContainsKey(vector.Id));
        int removed = before.Length + added - after.Length;
        int reworded = after.Count(vector => old.TryGetValue(vector.Id, out Vector? was) && IsReworded(was, vector));
        if (added + removed + reworded > 0)
        {
            changes.Add(
                VectorRules.VectorsChanged,
                type,
                PlaceOf((after.FirstOrDefault() ?? before[0])),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"vectors: {added} added, {removed} removed, {reworded} changed in input, description, level, versions or schema verdict"
                )
            );
        }
    }

    private static bool IsReworded(Vector before, Vector after) =>
        before.Description != after.Description
        || before.IsRequired != after.IsRequired
        || before.Versions != after.Versions
        || before.SchemaAccepts != after.SchemaAccepts
        || before.Reading.HoldsUnknown != after.Reading.HoldsUnknown
        || !before.Input.AsSpan().SequenceEqual(after.Input);

    private static Location PlaceOf(Vector vector) => new($"spec/{vector.Dialect}/vectors", "");

    private static string InWords(ReadVerdict reading) =>
        string.Create(CultureInfo.InvariantCulture, $"{reading.Code} at \"{reading.Pointer}\", byte {reading.Offset}");
}
