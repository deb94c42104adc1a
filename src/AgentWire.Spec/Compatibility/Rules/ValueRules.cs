using static AgentWire.Spec.Compatibility.Level;

namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>Single values: kinds, bounds, patterns and sets of strings.</summary>
internal static class ValueRules
{
    private static readonly RuleList Rules = new();

    public static IReadOnlyList<Rule> All => Rules.All;

    public static readonly Rule ValueChanged = Rules.Add(
        "value-changed",
        BreaksBoth,
        "a value is of another kind",
        "neither version reads the other's values"
    );

    public static readonly Rule ValueNarrowed = Rules.Add(
        "value-narrowed",
        BreaksWriters,
        "any JSON becomes a type, or an object",
        "an older writer may write what is refused"
    );

    public static readonly Rule ValueWidened = Rules.Add(
        "value-widened",
        BreaksReaders,
        "a type becomes any JSON",
        "an older reader refuses what is no such value"
    );

    public static readonly Rule BoundsNarrowed = Rules.Add(
        "bounds-narrowed",
        BreaksWriters,
        "a bound of an integer, or its width, is narrower",
        "an older writer may write what is out of range"
    );

    public static readonly Rule BoundsWidened = Rules.Add(
        "bounds-widened",
        BreaksReaders,
        "a bound of an integer, or its width, is wider",
        "to an older reader it may be out of range"
    );

    public static readonly Rule LengthNarrowed = Rules.Add(
        "length-narrowed",
        BreaksWriters,
        "a string's or list's length has a narrower bound",
        "an older writer may write what is refused"
    );

    public static readonly Rule LengthWidened = Rules.Add(
        "length-widened",
        BreaksReaders,
        "a string's or list's length has a wider bound, or none",
        "an older reader may refuse it"
    );

    public static readonly Rule PatternAdded = Rules.Add(
        "pattern-added",
        BreaksWriters,
        "a string has a pattern",
        "an older writer may write what does not match"
    );

    public static readonly Rule PatternRemoved = Rules.Add(
        "pattern-removed",
        BreaksReaders,
        "a string has no pattern any more",
        "an older reader refuses what does not match"
    );

    public static readonly Rule PatternChanged = Rules.Add(
        "pattern-changed",
        BreaksBoth,
        "a string has another pattern",
        "which of the two takes more is not decided by a program"
    );

    public static readonly Rule ScalarKindAdded = Rules.Add(
        "scalar-kind-added",
        BreaksWriters,
        "`scalars` gives a string a meaning",
        "an older writer may write what has none"
    );

    public static readonly Rule ScalarKindRemoved = Rules.Add(
        "scalar-kind-removed",
        BreaksReaders,
        "a string has no meaning of its own any more",
        "an older reader refuses other strings"
    );

    public static readonly Rule ScalarKindChanged = Rules.Add(
        "scalar-kind-changed",
        BreaksBoth,
        "a string has another meaning",
        "neither version reads the other's values"
    );

    public static readonly Rule WidthTo32 = Rules.Add(
        "f32-added",
        BreaksWriters,
        "a number is a 32-bit float",
        "a double is rounded, and written as another"
    );

    public static readonly Rule WidthTo64 = Rules.Add(
        "f32-removed",
        BreaksReaders,
        "a number is a double, and was a 32-bit float",
        "an older reader rounds it"
    );

    public static readonly Rule SetOpened = Rules.Add(
        "set-opened",
        BreaksReaders,
        "a closed set of strings is open, or any string",
        "an older reader refuses further values"
    );

    public static readonly Rule SetClosed = Rules.Add(
        "set-closed",
        BreaksWriters,
        "an open set of strings, or any string, is a closed set",
        "an older writer may write what is refused"
    );

    public static readonly Rule SetValueAdded = Rules.Add(
        "set-value-added",
        Additive,
        "a value is added to an open set of strings",
        "an older reader keeps it"
    );

    public static readonly Rule SetValueAddedToClosedSet = Rules.Add(
        "set-value-added-to-closed-set",
        BreaksReaders,
        "a value is added to a closed set of strings",
        "an older reader refuses it"
    );

    public static readonly Rule SetValueRemoved = Rules.Add(
        "set-value-removed",
        BreaksWriters,
        "a value is removed from a set of strings",
        "who writes it is refused, or kept and not understood"
    );
}
