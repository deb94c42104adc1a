using AgentWire.Spec.Compatibility.Rules;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Compatibility;

/// <summary>Compares two versions of a dialect: first the manifests, then each type.</summary>
internal static class DialectDiff
{
    public static void Compare(Dialect before, Dialect after, ChangeList changes)
    {
        TypePairs pairs = new(before, after);
        CompareManifests(before, after, changes);
        RootDiff.Compare(before, after, pairs, changes);
        Comparison all = new(pairs, changes);
        foreach (NamedType type in before.Types)
        {
            if (pairs.Find(type) is not { } now)
            {
                changes.Add(TypeRules.TypeRemoved, type.Name, type.Origin, "the type is removed");
                continue;
            }

            if (now.Name != type.Name)
            {
                changes.Add(TypeRules.TypeRenamed, type.Name, now.Origin, $"the type is called {now.Name}");
            }

            all.Types.Compare(type, now, now.Name);
        }

        foreach (NamedType type in pairs.Added)
        {
            changes.Add(TypeRules.TypeAdded, type.Name, type.Origin, "the type is added");
        }
    }

    private static void CompareManifests(Dialect before, Dialect after, ChangeList changes)
    {
        foreach (string framing in before.Framings.Except(after.Framings))
        {
            changes.Add(
                DialectRules.FramingRemoved,
                "",
                after.Origin.At("framings"),
                $"the framing {framing} is removed"
            );
        }

        foreach (string framing in after.Framings.Except(before.Framings))
        {
            changes.Add(DialectRules.FramingAdded, "", after.Origin.At("framings"), $"the framing {framing} is added");
        }

        CompareEvents(before.ServerSentEvents, after.ServerSentEvents, after.Origin.At("sse"), changes);
        if (before.OpaqueOrder != after.OpaqueOrder)
        {
            changes.Add(
                DialectRules.OpaqueOrderChanged,
                "",
                after.Origin.At("order"),
                $"opaque values are in {InWords(after.OpaqueOrder)} order, and were in {InWords(before.OpaqueOrder)} order"
            );
        }

        if (before.KeepsNumberText != after.KeepsNumberText)
        {
            changes.Add(
                DialectRules.OpaqueNumbersChanged,
                "",
                after.Origin.At("numbers"),
                after.KeepsNumberText
                    ? "the numbers in opaque values keep their text"
                    : "the numbers in opaque values have a canonical form"
            );
        }

        if (before.Version != after.Version)
        {
            changes.Add(
                WordingRules.VersionChanged,
                "",
                after.Origin.At("version"),
                $"{after.Version}, and was {before.Version}"
            );
        }

        VersionDiff.Compare(before, after, changes);
        CompareWords("title", before.Title, after.Title);
        CompareWords("description", before.Description, after.Description);
        CompareWords("notes", string.Join('\n', before.Notes), string.Join('\n', after.Notes));
        CompareWords("upstream", WithoutVersions(before.Upstream), WithoutVersions(after.Upstream));
        CompareWords("constructors", Words(before.Constructors), Words(after.Constructors));
        if (before.Namespace != after.Namespace)
        {
            changes.Add(
                WordingRules.NameChanged,
                "",
                after.Origin.At("namespace"),
                $"the namespace is {after.Namespace}, and was {before.Namespace}"
            );
        }

        CompareDifferences(before, after, changes);

        void CompareWords(string name, object? old, object? now)
        {
            if (!Equals(old, now))
            {
                changes.Add(WordingRules.WordsChanged, "", after.Origin.At(name), $"`{name}` has changed");
            }
        }
    }

    private static void CompareEvents(
        ServerSentEvents? before,
        ServerSentEvents? after,
        Location place,
        ChangeList changes
    )
    {
        (IReadOnlyList<string> old, IReadOnlyList<string> now) = (
            before?.WithoutMessage ?? [],
            after?.WithoutMessage ?? []
        );
        foreach (string name in old.Except(now))
        {
            changes.Add(
                DialectRules.EventWithoutMessageRemoved,
                "",
                place,
                $"the event {name} carries a message, and carried none"
            );
        }

        foreach (string name in now.Except(old))
        {
            changes.Add(DialectRules.EventWithoutMessageAdded, "", place, $"the event {name} carries no message");
        }

        bool had = before?.HasIds ?? true;
        if (had != (after?.HasIds ?? true))
        {
            changes.Add(
                had ? DialectRules.EventIdsRemoved : DialectRules.EventIdsAdded,
                "",
                place,
                had ? "events have no ids any more" : "events can have ids"
            );
        }

        if (before?.KeepAlive != after?.KeepAlive)
        {
            changes.Add(
                DialectRules.KeepAliveChanged,
                "",
                place,
                $"the keep-alive is {InWords(after?.KeepAlive)}, and was {InWords(before?.KeepAlive)}"
            );
        }
    }

    private static void CompareDifferences(Dialect before, Dialect after, ChangeList changes)
    {
        Dictionary<string, string> old = before.Differences.ToDictionary(entry => entry.Id, Words);
        Dictionary<string, string> now = after.Differences.ToDictionary(entry => entry.Id, Words);
        foreach (string id in old.Keys.Union(now.Keys))
        {
            string? verb = (old.GetValueOrDefault(id), now.GetValueOrDefault(id)) switch
            {
                (null, _) => "added",
                (_, null) => "removed",
                var (was, words) => was == words ? null : "described differently",
            };
            if (verb is not null)
            {
                changes.Add(
                    WordingRules.DifferencesChanged,
                    "",
                    after.Origin.At("differences"),
                    $"the difference {id} is {verb}"
                );
            }
        }
    }

    private static Upstream? WithoutVersions(Upstream? upstream) =>
        upstream is null ? null : upstream with { Versions = new VersionRange(null, null) };

    private static string InWords(KeepAliveEvent? keepAlive) =>
        keepAlive is null ? "a comment" : $"the event {keepAlive.Event} with the data {keepAlive.Data}";

    private static string InWords(OpaqueOrder order) => order == OpaqueOrder.Sorted ? "sorted" : "insertion";

    private static string Words(Difference entry) =>
        string.Join('\n', [entry.UpstreamDoes, entry.ContractDoes, entry.Reason, .. entry.Vectors]);

    private static string Words(IEnumerable<Constructor> constructors) =>
        string.Join(
            '\n',
            constructors.Select(each => $"{each.Name} {each.Makes} {string.Join(' ', each.Parameters)} {each.CSharp}")
        );
}
