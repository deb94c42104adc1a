using static AgentWire.Spec.Compatibility.Level;

namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>Rules for names and text, which are not on the wire.</summary>
internal static class WordingRules
{
    private static readonly RuleList Rules = new();

    public static IReadOnlyList<Rule> All => Rules.All;

    public static readonly Rule NameChanged = Rules.Add(
        "name-changed",
        Documentation,
        "a member, variant, value or namespace gets another C# name",
        "it is not on the wire; the API review reports it"
    );

    public static readonly Rule WordsChanged = Rules.Add(
        "words-changed",
        Documentation,
        "a description, a title, the reference or a constructor changes",
        "no byte changes"
    );

    public static readonly Rule DifferencesChanged = Rules.Add(
        "differences-changed",
        Documentation,
        "an entry of `differences` is added or removed, or changes",
        "it describes the reference; a change of the contract is judged at its own place"
    );

    public static readonly Rule VersionChanged = Rules.Add(
        "version-changed",
        Documentation,
        "the `version` of a dialect changes",
        "it follows from the other changes"
    );

    public static readonly Rule VersionsChanged = Rules.Add(
        "versions-changed",
        Documentation,
        "an entry of `since` or `until`, or the range in `upstream.versions`, changes",
        "a reader ignores versions, and a writer uses them only to write for an older peer"
    );

    public static readonly Rule FileChanged = Rules.Add(
        "file-changed",
        Documentation,
        "a file differs, but nothing that is compared in it",
        "its text is for people, especially the rules in README.md"
    );
}
