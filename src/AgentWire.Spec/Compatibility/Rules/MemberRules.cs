using static AgentWire.Spec.Compatibility.Level;

namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>Rules for the members of objects: which members exist, whether they are required, their order and repetition.</summary>
internal static class MemberRules
{
    private static readonly RuleList Rules = new();

    public static IReadOnlyList<Rule> All => Rules.All;

    public static readonly Rule OptionalMemberAdded = Rules.Add(
        "optional-member-added",
        Additive,
        "an optional member is added",
        "an older reader ignores it, and an older writer omits it"
    );

    public static readonly Rule RequiredMemberAdded = Rules.Add(
        "required-member-added",
        BreaksWriters,
        "a required or nullable member is added",
        "an older writer omits what the schema requires"
    );

    public static readonly Rule OptionalMemberRemoved = Rules.Add(
        "optional-member-removed",
        BreaksWriters,
        "an optional or nullable member is removed",
        "what an older writer writes there is ignored"
    );

    public static readonly Rule RequiredMemberRemoved = Rules.Add(
        "required-member-removed",
        BreaksBoth,
        "a required or strict member is removed",
        "an older reader requires it; what an older writer writes there is ignored"
    );

    public static readonly Rule MemberRenamed = Rules.Add(
        "member-renamed",
        BreaksBoth,
        "a member is renamed, with the same type and the same description or C# name",
        "neither version finds the other's member"
    );

    public static readonly Rule MadeRequired = Rules.Add(
        "made-required",
        BreaksWriters,
        "an optional member becomes required, or an optional and nullable one is always written",
        "an older writer can omit it"
    );

    public static readonly Rule MadeOptional = Rules.Add(
        "made-optional",
        BreaksReaders,
        "a required or strict member becomes optional, or a nullable one optional and nullable",
        "an older reader requires it, or reads null where it is absent"
    );

    public static readonly Rule NullAllowed = Rules.Add(
        "null-allowed",
        BreaksReaders,
        "a required member becomes nullable",
        "an older reader refuses null"
    );

    public static readonly Rule NullForbidden = Rules.Add(
        "null-forbidden",
        BreaksWriters,
        "a nullable member becomes required and not nullable",
        "an older writer can write null"
    );

    public static readonly Rule NullToAbsent = Rules.Add(
        "null-to-absent",
        BreaksWriters,
        "a nullable member becomes optional",
        "where null was written, the member is omitted"
    );

    public static readonly Rule AbsentToNull = Rules.Add(
        "absent-to-null",
        BreaksWriters,
        "an optional member becomes nullable",
        "where the member was omitted, null is written"
    );

    public static readonly Rule AbsenceRefused = Rules.Add(
        "absence-refused",
        BreaksWriters,
        "a nullable member becomes `strict`, or one place of a mirrored fact becomes required",
        "an input without it was read, and is now refused"
    );

    public static readonly Rule AbsenceAccepted = Rules.Add(
        "absence-accepted",
        Additive,
        "a nullable member is no longer `strict`, or one place of a mirrored fact becomes optional",
        "more is read, and nothing is written differently"
    );

    public static readonly Rule OmitEmptyChanged = Rules.Add(
        "omit-empty-changed",
        BreaksWriters,
        "a list is added to `omitEmpty`, or removed from it",
        "an empty list is written differently; a reader accepts both"
    );

    public static readonly Rule EmptyWhenAbsentChanged = Rules.Add(
        "empty-when-absent-changed",
        BreaksWriters,
        "a list is added to `emptyWhenAbsent`, or removed from it",
        "an absent list is written differently; a reader accepts both"
    );

    public static readonly Rule OrderChanged = Rules.Add(
        "order-changed",
        BreaksWriters,
        "the members that both versions have are in another order",
        "the same value has other bytes; a reader accepts any order"
    );

    public static readonly Rule KeepUnknownChanged = Rules.Add(
        "keep-unknown-changed",
        BreaksWriters,
        "a type is added to `keepUnknown`, or removed from it",
        "unknown members are written, or dropped; a reader accepts both"
    );

    public static readonly Rule MirrorAdded = Rules.Add(
        "mirror-added",
        BreaksWriters,
        "a fact is written in an additional place",
        "the same value has other bytes; a reader accepts either place"
    );

    public static readonly Rule MirrorRemoved = Rules.Add(
        "mirror-removed",
        BreaksWriters,
        "a fact is no longer written in one of its places",
        "the same value has other bytes; a reader accepts either place"
    );

    public static readonly Rule MirrorChanged = Rules.Add(
        "mirror-changed",
        BreaksBoth,
        "a place repeats another fact",
        "each version refuses the other's messages because the places differ"
    );

    public static readonly Rule MirrorJoined = Rules.Add(
        "mirror-joined",
        BreaksWriters,
        "a separate member becomes the repetition of another",
        "two values that differ are refused"
    );

    public static readonly Rule MirrorSeparated = Rules.Add(
        "mirror-separated",
        BreaksReaders,
        "a repetition becomes a separate member",
        "an older reader refuses two values that differ"
    );

    public static readonly Rule InlineChanged = Rules.Add(
        "inline-changed",
        BreaksWriters,
        "an object is added to `inline`, or removed from it",
        "it is omitted in other cases, and its unknown members are kept elsewhere"
    );
}
