using static AgentWire.Tool.Diff.Level;

namespace AgentWire.Tool.Diff;

/// <summary>All rules, in the order of docs/wire-review.md.</summary>
internal static class Rules
{
    private static readonly List<Rule> Known = [];

    public static IReadOnlyList<Rule> All => Known;

    public static readonly Rule DialectAdded = New(
        "dialect-added",
        Additive,
        "a dialect is added",
        "nobody has spoken it before"
    );

    public static readonly Rule DialectRemoved = New(
        "dialect-removed",
        BreaksBoth,
        "a dialect is removed",
        "its peers have no contract any more"
    );

    public static readonly Rule SideAdded = New(
        "side-added",
        Additive,
        "a side that sent nothing has a root type",
        "nobody has sent or awaited it before"
    );

    public static readonly Rule SideRemoved = New(
        "side-removed",
        BreaksWriters,
        "a side has no root type any more",
        "what it sends is not read any more"
    );

    public static readonly Rule RootChanged = New(
        "root-changed",
        BreaksBoth,
        "a side sends another type",
        "each version reads what the other does not send"
    );

    public static readonly Rule FramingAdded = New(
        "framing-added",
        Additive,
        "a framing is added",
        "the transports that there are stay as they are"
    );

    public static readonly Rule FramingRemoved = New(
        "framing-removed",
        BreaksBoth,
        "a framing is removed",
        "peers over that transport do not understand each other"
    );

    public static readonly Rule EventWithoutMessageAdded = New(
        "event-without-message-added",
        BreaksReaders,
        "`sse.withoutMessage` names one more event",
        "an older reader takes such an event for a message"
    );

    public static readonly Rule EventWithoutMessageRemoved = New(
        "event-without-message-removed",
        BreaksBoth,
        "`sse.withoutMessage` names an event no more",
        "an older reader drops the messages in it; what an older writer sends there is taken for a message"
    );

    public static readonly Rule KeepAliveChanged = New(
        "keep-alive-changed",
        Additive,
        "`sse.keepAlive` is another",
        "a reader passes over either; an event that an older one does not know is judged by its name"
    );

    public static readonly Rule OpaqueOrderChanged = New(
        "opaque-order-changed",
        BreaksWriters,
        "`order.opaque` is another",
        "opaque values are written in another order; a reader takes any"
    );

    public static readonly Rule TypeAdded = New(
        "type-added",
        Additive,
        "a type is added",
        "what refers to it is judged at its own place"
    );

    public static readonly Rule TypeRemoved = New(
        "type-removed",
        BreaksWriters,
        "a type is removed",
        "a document or a part of that type is not read any more"
    );

    public static readonly Rule TypeRenamed = New(
        "type-renamed",
        Documentation,
        "a type has another name and the same form",
        "the names of types are not on the wire"
    );

    public static readonly Rule TypeChanged = New(
        "type-changed",
        BreaksBoth,
        "a type is of another kind: object, union or string",
        "neither version reads the other's values"
    );

    public static readonly Rule SortingChanged = New(
        "sorting-changed",
        BreaksWriters,
        "the members of a type are sorted, and were in declared order, or the other way round",
        "the bytes are others for the same value; a reader takes any order"
    );

    public static readonly Rule TaggingChanged = New(
        "tagging-changed",
        BreaksBoth,
        "the tagging of a union is another: its kind, the name of its tag or content, `flattened`",
        "the variants are told apart by something else"
    );

    public static readonly Rule UnionOpened = New(
        "union-opened",
        Additive,
        "a union keeps unknown tags that it refused",
        "more is read, nothing else is written"
    );

    public static readonly Rule UnionClosed = New(
        "union-closed",
        BreaksWriters,
        "a union refuses unknown tags that it kept",
        "a peer with more variants is refused"
    );

    public static readonly Rule FallbackAdded = New(
        "fallback-added",
        Additive,
        "a union has a fallback",
        "what fits no variant is read"
    );

    public static readonly Rule FallbackRemoved = New(
        "fallback-removed",
        BreaksWriters,
        "a union has no fallback any more",
        "what fits no variant is refused"
    );

    public static readonly Rule VariantAdded = New(
        "variant-added",
        Additive,
        "a variant is added to a union that takes unknown tags",
        "an older reader keeps it as unknown"
    );

    public static readonly Rule VariantAddedToClosedUnion = New(
        "variant-added-to-closed-union",
        BreaksReaders,
        "a variant is added to a union that takes no unknown tags, or to an untagged one",
        "an older reader refuses it"
    );

    public static readonly Rule VariantRemoved = New(
        "variant-removed",
        BreaksWriters,
        "a variant is removed",
        "who sends it is refused, or kept as unknown and not understood"
    );

    public static readonly Rule TagRenamed = New(
        "tag-renamed",
        BreaksBoth,
        "a variant has another tag, with the same body and the same description or C# name",
        "neither version knows the other's tag"
    );

    public static readonly Rule PayloadChanged = New(
        "payload-changed",
        BreaksBoth,
        "a variant's body is of another kind: nothing, an object, one value",
        "neither version reads the other's body"
    );

    public static readonly Rule BranchOrderChanged = New(
        "branch-order-changed",
        BreaksWriters,
        "the branches of an untagged union are tried in another order",
        "a value that fits two of them is read as another than it was written"
    );

    public static readonly Rule OptionalMemberAdded = New(
        "optional-member-added",
        Additive,
        "an optional member is added",
        "an older reader ignores it, an older writer leaves it out"
    );

    public static readonly Rule RequiredMemberAdded = New(
        "required-member-added",
        BreaksWriters,
        "a required or nullable member is added",
        "an older writer leaves out what the schema requires"
    );

    public static readonly Rule OptionalMemberRemoved = New(
        "optional-member-removed",
        BreaksWriters,
        "an optional or nullable member is removed",
        "what an older writer says there is passed over"
    );

    public static readonly Rule RequiredMemberRemoved = New(
        "required-member-removed",
        BreaksBoth,
        "a required or strict member is removed",
        "an older reader misses it; what an older writer says there is passed over"
    );

    public static readonly Rule MemberRenamed = New(
        "member-renamed",
        BreaksBoth,
        "a member has another name, with the same type and the same description or C# name",
        "neither version finds what the other says"
    );

    public static readonly Rule MadeRequired = New(
        "made-required",
        BreaksWriters,
        "an optional member is required",
        "an older writer may leave it out"
    );

    public static readonly Rule MadeOptional = New(
        "made-optional",
        BreaksReaders,
        "a required or strict member is optional",
        "an older reader misses it where it is left out"
    );

    public static readonly Rule NullAllowed = New(
        "null-allowed",
        BreaksReaders,
        "a required member is nullable",
        "an older reader refuses null"
    );

    public static readonly Rule NullForbidden = New(
        "null-forbidden",
        BreaksWriters,
        "a nullable member is required without null",
        "an older writer may write null"
    );

    public static readonly Rule NullToAbsent = New(
        "null-to-absent",
        BreaksWriters,
        "a nullable member is optional",
        "where null was written, it is left out"
    );

    public static readonly Rule AbsentToNull = New(
        "absent-to-null",
        BreaksWriters,
        "an optional member is nullable",
        "where it was left out, null is written"
    );

    public static readonly Rule AbsenceRefused = New(
        "absence-refused",
        BreaksWriters,
        "a nullable member is `strict`, or one place of a mirrored fact is required",
        "an input without it was read, and is refused"
    );

    public static readonly Rule AbsenceAccepted = New(
        "absence-accepted",
        Additive,
        "a nullable member is `strict` no more, or one place of a mirrored fact may be left out",
        "more is read, nothing else is written"
    );

    public static readonly Rule OmitEmptyChanged = New(
        "omit-empty-changed",
        BreaksWriters,
        "`omitEmpty` names a list, or does no more",
        "an empty list is written otherwise; a reader takes either"
    );

    public static readonly Rule OrderChanged = New(
        "order-changed",
        BreaksWriters,
        "the members that both versions have are in another order",
        "the bytes are others for the same value; a reader takes any order"
    );

    public static readonly Rule MirrorAdded = New(
        "mirror-added",
        BreaksWriters,
        "a fact is written in one more place",
        "the bytes are others for the same value; a reader takes either place"
    );

    public static readonly Rule MirrorRemoved = New(
        "mirror-removed",
        BreaksWriters,
        "a fact is written in one place less",
        "the bytes are others for the same value; a reader takes either place"
    );

    public static readonly Rule MirrorChanged = New(
        "mirror-changed",
        BreaksBoth,
        "a place repeats another fact",
        "each version refuses the other's mismatch"
    );

    public static readonly Rule MirrorJoined = New(
        "mirror-joined",
        BreaksWriters,
        "a member of its own repeats another",
        "two that differ are refused"
    );

    public static readonly Rule MirrorSeparated = New(
        "mirror-separated",
        BreaksReaders,
        "a repetition is a member of its own",
        "an older reader refuses two that differ"
    );

    public static readonly Rule InlineChanged = New(
        "inline-changed",
        BreaksWriters,
        "`inline` names an object, or does no more",
        "when it is left out, and where its unknown members are kept, is another"
    );

    public static readonly Rule ValueChanged = New(
        "value-changed",
        BreaksBoth,
        "a value is of another kind",
        "neither version reads the other's values"
    );

    public static readonly Rule ValueNarrowed = New(
        "value-narrowed",
        BreaksWriters,
        "any JSON becomes a type, or an object",
        "an older writer may write what is refused"
    );

    public static readonly Rule ValueWidened = New(
        "value-widened",
        BreaksReaders,
        "a type becomes any JSON",
        "an older reader refuses what is no such value"
    );

    public static readonly Rule BoundsNarrowed = New(
        "bounds-narrowed",
        BreaksWriters,
        "a bound of an integer, or its width, is narrower",
        "an older writer may write what is out of range"
    );

    public static readonly Rule BoundsWidened = New(
        "bounds-widened",
        BreaksReaders,
        "a bound of an integer, or its width, is wider",
        "to an older reader it may be out of range"
    );

    public static readonly Rule LengthNarrowed = New(
        "length-narrowed",
        BreaksWriters,
        "a string's or list's length has a narrower bound",
        "an older writer may write what is refused"
    );

    public static readonly Rule LengthWidened = New(
        "length-widened",
        BreaksReaders,
        "a string's or list's length has a wider bound, or none",
        "an older reader may refuse it"
    );

    public static readonly Rule PatternAdded = New(
        "pattern-added",
        BreaksWriters,
        "a string has a pattern",
        "an older writer may write what does not match"
    );

    public static readonly Rule PatternRemoved = New(
        "pattern-removed",
        BreaksReaders,
        "a string has no pattern any more",
        "an older reader refuses what does not match"
    );

    public static readonly Rule PatternChanged = New(
        "pattern-changed",
        BreaksBoth,
        "a string has another pattern",
        "which of the two takes more is not decided by a program"
    );

    public static readonly Rule ScalarKindAdded = New(
        "scalar-kind-added",
        BreaksWriters,
        "`scalars` gives a string a meaning",
        "an older writer may write what has none"
    );

    public static readonly Rule ScalarKindRemoved = New(
        "scalar-kind-removed",
        BreaksReaders,
        "a string has no meaning of its own any more",
        "an older reader refuses other strings"
    );

    public static readonly Rule ScalarKindChanged = New(
        "scalar-kind-changed",
        BreaksBoth,
        "a string has another meaning",
        "neither version reads the other's values"
    );

    public static readonly Rule WidthTo32 = New(
        "f32-added",
        BreaksWriters,
        "a number is a 32-bit float",
        "a double is rounded, and written as another"
    );

    public static readonly Rule WidthTo64 = New(
        "f32-removed",
        BreaksReaders,
        "a number is a double, and was a 32-bit float",
        "an older reader rounds it"
    );

    public static readonly Rule SetOpened = New(
        "set-opened",
        BreaksReaders,
        "a closed set of strings is open, or any string",
        "an older reader refuses further values"
    );

    public static readonly Rule SetClosed = New(
        "set-closed",
        BreaksWriters,
        "an open set of strings, or any string, is a closed set",
        "an older writer may write what is refused"
    );

    public static readonly Rule SetValueAdded = New(
        "set-value-added",
        Additive,
        "a value is added to an open set of strings",
        "an older reader keeps it"
    );

    public static readonly Rule SetValueAddedToClosedSet = New(
        "set-value-added-to-closed-set",
        BreaksReaders,
        "a value is added to a closed set of strings",
        "an older reader refuses it"
    );

    public static readonly Rule SetValueRemoved = New(
        "set-value-removed",
        BreaksWriters,
        "a value is removed from a set of strings",
        "who writes it is refused, or kept and not understood"
    );

    public static readonly Rule VectorRefused = New(
        "vector-refused",
        BreaksWriters,
        "a vector's input was read, and is refused",
        "the vectors are part of the contract"
    );

    public static readonly Rule VectorOutputChanged = New(
        "vector-output-changed",
        BreaksWriters,
        "a vector's input is written back otherwise",
        "other bytes for the same value"
    );

    public static readonly Rule VectorAccepted = New(
        "vector-accepted",
        Additive,
        "a vector's input was refused, and is read",
        "more is read; what is written is judged by the schemas"
    );

    public static readonly Rule VectorErrorChanged = New(
        "vector-error-changed",
        Additive,
        "a vector's input is refused with another code, pointer or offset",
        "it is refused as before; who tells errors apart sees another"
    );

    public static readonly Rule VectorsChanged = New(
        "vectors-changed",
        Documentation,
        "vectors are added, removed or worded otherwise",
        "they show what already held"
    );

    public static readonly Rule NameChanged = New(
        "name-changed",
        Documentation,
        "a member, variant, value or namespace has another C# name",
        "it is not on the wire; the API review tells of it"
    );

    public static readonly Rule WordsChanged = New(
        "words-changed",
        Documentation,
        "a description, a title, the reference or a constructor is another",
        "no byte differs"
    );

    public static readonly Rule DifferencesChanged = New(
        "differences-changed",
        Documentation,
        "`differences` has an entry more, less, or otherwise",
        "it tells of the reference; what the contract does is judged at its place"
    );

    public static readonly Rule VersionChanged = New(
        "version-changed",
        Documentation,
        "a dialect's `version` is another",
        "it follows from the other changes"
    );

    public static readonly Rule FileChanged = New(
        "file-changed",
        Documentation,
        "a file differs, and nothing that is compared within it",
        "its words are for a person to read, those of the rules in README.md above all"
    );

    private static Rule New(string id, Level level, string change, string why)
    {
        Rule rule = new(id, level, change, why);
        Known.Add(rule);
        return rule;
    }
}
