using static AgentWire.Spec.Compatibility.Level;

namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>Rules for single values: kinds, bounds, patterns and sets of strings.</summary>
internal static class ValueRules
{
    private static readonly RuleList Rules = new();

    public static IReadOnlyList<Rule> All => Rules.All;

    public static readonly Rule ValueChanged = Rules.Add(
        "value-changed",
        BreaksBoth,
        "a value changes its kind",
        "neither version reads the other's values"
    );

    public static readonly Rule ValueNarrowed = Rules.Add(
        "value-narrowed",
        BreaksWriters,
        "any JSON becomes a type, an object or any JSON but null, any object becomes a map, a string or Boolean becomes a constant, or a member is no longer optional and nullable",
        "an older writer can write a value that is refused"
    );

    public static readonly Rule ValueWidened = Rules.Add(
        "value-widened",
        BreaksReaders,
        "a type becomes any JSON, any JSON but null becomes any JSON, a map becomes any object, a constant becomes a string or Boolean that can have its value, or a member becomes optional and nullable",
        "an older reader refuses other values, or reads null as absent"
    );

    public static readonly Rule BoundsNarrowed = Rules.Add(
        "bounds-narrowed",
        BreaksWriters,
        "a bound or the width of an integer becomes narrower",
        "an older writer can write a value that is out of range"
    );

    public static readonly Rule BoundsWidened = Rules.Add(
        "bounds-widened",
        BreaksReaders,
        "a bound or the width of an integer becomes wider",
        "a value can be out of range for an older reader"
    );

    public static readonly Rule LengthNarrowed = Rules.Add(
        "length-narrowed",
        BreaksWriters,
        "a bound on the length of a string or list becomes narrower",
        "an older writer can write a value that is refused"
    );

    public static readonly Rule LengthWidened = Rules.Add(
        "length-widened",
        BreaksReaders,
        "a bound on the length of a string or list becomes wider, or is removed",
        "an older reader can refuse a value"
    );

    public static readonly Rule PatternAdded = Rules.Add(
        "pattern-added",
        BreaksWriters,
        "a string gets a pattern",
        "an older writer can write a value that does not match"
    );

    public static readonly Rule PatternRemoved = Rules.Add(
        "pattern-removed",
        BreaksReaders,
        "a string no longer has a pattern",
        "an older reader refuses values that do not match"
    );

    public static readonly Rule PatternChanged = Rules.Add(
        "pattern-changed",
        BreaksBoth,
        "a string gets another pattern",
        "a program cannot decide which of the two accepts more"
    );

    public static readonly Rule ScalarKindAdded = Rules.Add(
        "scalar-kind-added",
        BreaksWriters,
        "`scalars` gives a string a meaning",
        "an older writer can write a string without this meaning"
    );

    public static readonly Rule ScalarKindRemoved = Rules.Add(
        "scalar-kind-removed",
        BreaksReaders,
        "a string loses its meaning",
        "an older reader refuses other strings"
    );

    public static readonly Rule ScalarKindChanged = Rules.Add(
        "scalar-kind-changed",
        BreaksBoth,
        "a string gets another meaning",
        "neither version reads the other's values"
    );

    public static readonly Rule WidthTo32 = Rules.Add(
        "f32-added",
        BreaksWriters,
        "a number becomes a 32-bit float",
        "a double is rounded, and written with another value"
    );

    public static readonly Rule WidthTo64 = Rules.Add(
        "f32-removed",
        BreaksReaders,
        "a 32-bit float becomes a double",
        "an older reader rounds it"
    );

    public static readonly Rule SetOpened = Rules.Add(
        "set-opened",
        BreaksReaders,
        "a closed set of strings becomes open, or any string",
        "an older reader refuses other values"
    );

    public static readonly Rule SetClosed = Rules.Add(
        "set-closed",
        BreaksWriters,
        "an open set of strings, or any string, becomes a closed set",
        "an older writer can write a value that is refused"
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
        "a writer that writes it is refused, or it is kept and not understood"
    );
}
