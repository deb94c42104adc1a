using static AgentWire.Spec.Compatibility.Level;

namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>Names and words, which are not on the wire.</summary>
internal static class WordingRules
{
    private static readonly RuleList Rules = new();

    public static IReadOnlyList<Rule> All => Rules.All;

    public static readonly Rule NameChanged = Rules.Add(
        "name-changed",
        Documentation,
        "a member, variant, value or namespace has another C# name",
        "it is not on the wire; the API review tells of it"
    );

    public static readonly Rule WordsChanged = Rules.Add(
        "words-changed",
        Documentation,
        "a description, a title, the reference or a constructor is another",
        "no byte differs"
    );

    public static readonly Rule DifferencesChanged = Rules.Add(
        "differences-changed",
        Documentation,
        "`differences` has an entry more, less, or otherwise",
        "it tells of the reference; what the contract does is judged at its place"
    );

    public static readonly Rule VersionChanged = Rules.Add(
        "version-changed",
        Documentation,
        "a dialect's `version` is another",
        "it follows from the other changes"
    );

    public static readonly Rule FileChanged = Rules.Add(
        "file-changed",
        Documentation,
        "a file differs, and nothing that is compared within it",
        "its words are for a person to read, those of the rules in README.md above all"
    );
}
