using static AgentWire.Spec.Compatibility.Level;

namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>Rules for a whole dialect: its manifest and its sides.</summary>
internal static class DialectRules
{
    private static readonly RuleList Rules = new();

    public static IReadOnlyList<Rule> All => Rules.All;

    public static readonly Rule DialectAdded = Rules.Add(
        "dialect-added",
        Additive,
        "a dialect is added",
        "no peer used it before"
    );

    public static readonly Rule DialectRemoved = Rules.Add(
        "dialect-removed",
        BreaksBoth,
        "a dialect is removed",
        "its peers no longer have a contract"
    );

    public static readonly Rule SideAdded = Rules.Add(
        "side-added",
        Additive,
        "a side that sent nothing gets a root type",
        "no peer sent or expected it before"
    );

    public static readonly Rule SideRemoved = Rules.Add(
        "side-removed",
        BreaksWriters,
        "a side no longer has a root type",
        "what it sends is no longer read"
    );

    public static readonly Rule RootChanged = Rules.Add(
        "root-changed",
        BreaksBoth,
        "a side sends another type",
        "neither version reads what the other sends"
    );

    public static readonly Rule RootAdded = Rules.Add(
        "root-added",
        Additive,
        "a side gets another root",
        "no peer sent or expected it before"
    );

    public static readonly Rule RootRemoved = Rules.Add(
        "root-removed",
        BreaksWriters,
        "a side loses one of its roots",
        "what it sends there is no longer read"
    );

    public static readonly Rule RootRenamed = Rules.Add(
        "root-renamed",
        Documentation,
        "a root gets another name, or a name",
        "the names of roots are not on the wire"
    );

    public static readonly Rule FramingAdded = Rules.Add(
        "framing-added",
        Additive,
        "a framing is added",
        "the existing transports do not change"
    );

    public static readonly Rule FramingRemoved = Rules.Add(
        "framing-removed",
        BreaksBoth,
        "a framing is removed",
        "peers that use this transport can no longer communicate"
    );

    public static readonly Rule EventWithoutMessageAdded = Rules.Add(
        "event-without-message-added",
        BreaksReaders,
        "an event is added to `sse.withoutMessage`",
        "an older reader reads such an event as a message"
    );

    public static readonly Rule EventWithoutMessageRemoved = Rules.Add(
        "event-without-message-removed",
        BreaksBoth,
        "an event is removed from `sse.withoutMessage`",
        "an older reader drops the messages in it; what an older writer sends in it is read as a message"
    );

    public static readonly Rule KeepAliveChanged = Rules.Add(
        "keep-alive-changed",
        Additive,
        "`sse.keepAlive` changes",
        "a reader skips both; an event that an older reader does not know is handled by its name"
    );

    public static readonly Rule EventIdsAdded = Rules.Add(
        "event-ids-added",
        Additive,
        "`sse.ids` becomes true",
        "a reader that does not continue streams ignores ids"
    );

    public static readonly Rule EventIdsRemoved = Rules.Add(
        "event-ids-removed",
        BreaksReaders,
        "`sse.ids` becomes false",
        "a reader can no longer continue a stream that was cut off"
    );

    public static readonly Rule OpaqueNumbersChanged = Rules.Add(
        "opaque-numbers-changed",
        BreaksWriters,
        "`numbers.opaque` changes",
        "the numbers in opaque values are written differently; a reader accepts any form"
    );

    public static readonly Rule OpaqueOrderChanged = Rules.Add(
        "opaque-order-changed",
        BreaksWriters,
        "`order.opaque` changes",
        "opaque values are written in another order; a reader accepts any order"
    );
}
