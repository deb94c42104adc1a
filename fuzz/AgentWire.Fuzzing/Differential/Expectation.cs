namespace AgentWire.Fuzzing.Differential;

/// <summary>Specifies how a peer can differ from the library.</summary>
internal enum Difference
{
    /// <summary>It accepts what the library refuses.</summary>
    Accepts,

    /// <summary>It refuses what the library accepts.</summary>
    Refuses,

    /// <summary>Both accept the input, but it writes other bytes.</summary>
    Writes,

    /// <summary>It fails.</summary>
    Fails,
}

/// <summary>An expectation from the input alone: a peer can differ in one way, for a reason.</summary>
/// <param name="Predicate">The name of the reason: a difference of a dialect.json, a reason why validators cannot judge, or one of <see cref="Predicates"/>.</param>
/// <param name="Peer">The name of the peer.</param>
/// <param name="Difference">The kind of difference.</param>
internal readonly record struct Expectation(string Predicate, string Peer, Difference Difference);
