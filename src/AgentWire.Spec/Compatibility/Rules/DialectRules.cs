using static AgentWire.Spec.Compatibility.Level;

namespace AgentWire.Spec.Compatibility.Rules;

/// <summary>The dialect as a whole: what its manifest says, and its sides.</summary>
internal static class DialectRules
{
    private static readonly RuleList Rules = new();

    public static IReadOnlyList<Rule> All => Rules.All;

    public static readonly Rule DialectAdded = Rules.Add(
        "dialect-added",
        Additive,
        "a dialect is added",
        "nobody has spoken it before"
    );

    public static readonly Rule DialectRemoved = Rules.Add(
        "dialect-removed",
        BreaksBoth,
        "a dialect is removed",
        "its peers have no contract any more"
    );

    public static readonly Rule SideAdded = Rules.Add(
        "side-added",
        Additive,
        "a side that sent nothing has a root type",
        "nobody has sent or awaited it before"
    );

    public static readonly Rule SideRemoved = Rules.Add(
        "side-removed",
        BreaksWriters,
        "a side has no root type any more",
        "what it sends is not read any more"
    );

    public static readonly Rule RootChanged = Rules.Add(
        "root-changed",
        BreaksBoth,
        "a side sends another type",
        "each version reads what the other does not send"
    );

    public static readonly Rule FramingAdded = Rules.Add(
        "framing-added",
        Additive,
        "a framing is added",
        "the transports that there are stay as they are"
    );

    public static readonly Rule FramingRemoved = Rules.Add(
        "framing-removed",
        BreaksBoth,
        "a framing is removed",
        "peers over that transport do not understand each other"
    );

    public static readonly Rule EventWithoutMessageAdded = Rules.Add(
        "event-without-message-added",
        BreaksReaders,
        "`sse.withoutMessage` names one more event",
        "an older reader takes such an event for a message"
    );

    public static readonly Rule EventWithoutMessageRemoved = Rules.Add(
        "event-without-message-removed",
        BreaksBoth,
        "`sse.withoutMessage` names an event no more",
        "an older reader drops the messages in it; what an older writer sends there is taken for a message"
    );

    public static readonly Rule KeepAliveChanged = Rules.Add(
        "keep-alive-changed",
        Additive,
        "`sse.keepAlive` is another",
        "a reader passes over either; an event that an older one does not know is judged by its name"
    );

    public static readonly Rule OpaqueOrderChanged = Rules.Add(
        "opaque-order-changed",
        BreaksWriters,
        "`order.opaque` is another",
        "opaque values are written in another order; a reader takes any"
    );
}
