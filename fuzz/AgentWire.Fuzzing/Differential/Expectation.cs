namespace AgentWire.Fuzzing.Differential;

/// <summary>How a peer may differ from the library.</summary>
internal enum Difference
{
    /// <summary>It takes what the library refuses.</summary>
    Accepts,

    /// <summary>It refuses what the library takes.</summary>
    Refuses,

    /// <summary>It writes other bytes for what both take.</summary>
    Writes,

    /// <summary>It breaks down.</summary>
    Fails,
}

/// <summary>What an input alone lets expect: that a peer may differ in one way, and why.</summary>
/// <param name="Predicate">The reason's name: a difference of a dialect.json, a reason why validators cannot judge, or one of <see cref="Predicates"/>.</param>
/// <param name="Peer">The peer's name.</param>
/// <param name="Difference">The way.</param>
internal readonly record struct Expectation(string Predicate, string Peer, Difference Difference);
