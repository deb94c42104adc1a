using static AgentWire.Spec.Compatibility.Level;

namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>Members of objects: which there are, whether they must be there, their order and repetition.</summary>
internal static class MemberRules
{
    private static readonly RuleList Rules = new();

    public static IReadOnlyList<Rule> All => Rules.All;

    public static readonly Rule OptionalMemberAdded = Rules.Add(
        "optional-member-added",
        Additive,
        "an optional member is added",
        "an older reader ignores it, an older writer leaves it out"
    );

    public static readonly Rule RequiredMemberAdded = Rules.Add(
        "required-member-added",
        BreaksWriters,
        "a required or nullable member is added",
        "an older writer leaves out what the schema requires"
    );

    public static readonly Rule OptionalMemberRemoved = Rules.Add(
        "optional-member-removed",
        BreaksWriters,
        "an optional or nullable member is removed",
        "what an older writer says there is passed over"
    );

    public static readonly Rule RequiredMemberRemoved = Rules.Add(
        "required-member-removed",
        BreaksBoth,
        "a required or strict member is removed",
        "an older reader misses it; what an older writer says there is passed over"
    );

    public static readonly Rule MemberRenamed = Rules.Add(
        "member-renamed",
        BreaksBoth,
        "a member has another name, with the same type and the same description or C# name",
        "neither version finds what the other says"
    );

    public static readonly Rule MadeRequired = Rules.Add(
        "made-required",
        BreaksWriters,
        "an optional member is required",
        "an older writer may leave it out"
    );

    public static readonly Rule MadeOptional = Rules.Add(
        "made-optional",
        BreaksReaders,
        "a required or strict member is optional",
        "an older reader misses it where it is left out"
    );

    public static readonly Rule NullAllowed = Rules.Add(
        "null-allowed",
        BreaksReaders,
        "a required member is nullable",
        "an older reader refuses null"
    );

    public static readonly Rule NullForbidden = Rules.Add(
        "null-forbidden",
        BreaksWriters,
        "a nullable member is required without null",
        "an older writer may write null"
    );

    public static readonly Rule NullToAbsent = Rules.Add(
        "null-to-absent",
        BreaksWriters,
        "a nullable member is optional",
        "where null was written, it is left out"
    );

    public static readonly Rule AbsentToNull = Rules.Add(
        "absent-to-null",
        BreaksWriters,
        "an optional member is nullable",
        "where it was left out, null is written"
    );

    public static readonly Rule AbsenceRefused = Rules.Add(
        "absence-refused",
        BreaksWriters,
        "a nullable member is `strict`, or one place of a mirrored fact is required",
        "an input without it was read, and is refused"
    );

    public static readonly Rule AbsenceAccepted = Rules.Add(
        "absence-accepted",
        Additive,
        "a nullable member is `strict` no more, or one place of a mirrored fact may be left out",
        "more is read, nothing else is written"
    );

    public static readonly Rule OmitEmptyChanged = Rules.Add(
        "omit-empty-changed",
        BreaksWriters,
        "`omitEmpty` names a list, or does no more",
        "an empty list is written otherwise; a reader takes either"
    );

    public static readonly Rule OrderChanged = Rules.Add(
        "order-changed",
        BreaksWriters,
        "the members that both versions have are in another order",
        "the bytes are others for the same value; a reader takes any order"
    );

    public static readonly Rule MirrorAdded = Rules.Add(
        "mirror-added",
        BreaksWriters,
        "a fact is written in one more place",
        "the bytes are others for the same value; a reader takes either place"
    );

    public static readonly Rule MirrorRemoved = Rules.Add(
        "mirror-removed",
        BreaksWriters,
        "a fact is written in one place less",
        "the bytes are others for the same value; a reader takes either place"
    );

    public static readonly Rule MirrorChanged = Rules.Add(
        "mirror-changed",
        BreaksBoth,
        "a place repeats another fact",
        "each version refuses the other's mismatch"
    );

    public static readonly Rule MirrorJoined = Rules.Add(
        "mirror-joined",
        BreaksWriters,
        "a member of its own repeats another",
        "two that differ are refused"
    );

    public static readonly Rule MirrorSeparated = Rules.Add(
        "mirror-separated",
        BreaksReaders,
        "a repetition is a member of its own",
        "an older reader refuses two that differ"
    );

    public static readonly Rule InlineChanged = Rules.Add(
        "inline-changed",
        BreaksWriters,
        "`inline` names an object, or does no more",
        "when it is left out, and where its unknown members are kept, is another"
    );
}
