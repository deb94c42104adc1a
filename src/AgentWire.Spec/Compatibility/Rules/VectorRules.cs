using static AgentWire.Spec.Compatibility.Level;

namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>The verdicts of vectors.</summary>
internal static class VectorRules
{
    private static readonly RuleList Rules = new();

    public static IReadOnlyList<Rule> All => Rules.All;

    public static readonly Rule VectorRefused = Rules.Add(
        "vector-refused",
        BreaksWriters,
        "a vector's input was read, and is refused",
        "the vectors are part of the contract"
    );

    public static readonly Rule VectorOutputChanged = Rules.Add(
        "vector-output-changed",
        BreaksWriters,
        "a vector's input is written back otherwise",
        "other bytes for the same value"
    );

    public static readonly Rule VectorAccepted = Rules.Add(
        "vector-accepted",
        Additive,
        "a vector's input was refused, and is read",
        "more is read; what is written is judged by the schemas"
    );

    public static readonly Rule VectorErrorChanged = Rules.Add(
        "vector-error-changed",
        Additive,
        "a vector's input is refused with another code, pointer or offset",
        "it is refused as before; who tells errors apart sees another"
    );

    public static readonly Rule VectorsChanged = Rules.Add(
        "vectors-changed",
        Documentation,
        "vectors are added, removed or worded otherwise",
        "they show what already held"
    );
}
