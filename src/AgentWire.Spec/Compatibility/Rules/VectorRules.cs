using static AgentWire.Spec.Compatibility.Level;

namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>Rules for the verdicts of vectors.</summary>
internal static class VectorRules
{
    private static readonly RuleList Rules = new();

    public static IReadOnlyList<Rule> All => Rules.All;

    public static readonly Rule VectorRefused = Rules.Add(
        "vector-refused",
        BreaksWriters,
        "the input of a vector was read, and is now refused",
        "the vectors are part of the contract"
    );

    public static readonly Rule VectorOutputChanged = Rules.Add(
        "vector-output-changed",
        BreaksWriters,
        "the input of a vector is written back differently",
        "the same value has other bytes"
    );

    public static readonly Rule VectorAccepted = Rules.Add(
        "vector-accepted",
        Additive,
        "the input of a vector was refused, and is now read",
        "more is read; the schemas decide what is written"
    );

    public static readonly Rule VectorErrorChanged = Rules.Add(
        "vector-error-changed",
        Additive,
        "the input of a vector is refused with another code, pointer or offset",
        "it is refused as before; a program that distinguishes errors sees another one"
    );

    public static readonly Rule VectorsChanged = Rules.Add(
        "vectors-changed",
        Documentation,
        "vectors are added or removed, or their text changes",
        "they show existing behaviour"
    );

    public static readonly Rule StreamChanged = Rules.Add(
        "stream-changed",
        BreaksReaders,
        "something else becomes of a test stream",
        "a reader that passed fails now"
    );

    public static readonly Rule StreamsChanged = Rules.Add(
        "streams-changed",
        Documentation,
        "test streams are added or removed, or their text changes",
        "they show existing behaviour"
    );
}
