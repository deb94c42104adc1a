namespace AgentWire.Testing.Tests;

/// <summary>What is wrong with a store.</summary>
public enum Fault
{
    None,

    // Numbers and messages.
    StartsWithAMessage,
    NumbersFromZero,
    ReturnsTheNextPosition,
    KeepsTheCallersMemory,
    CutsLongMessages,
    HasOneEpochForAll,

    // Sequence numbers.
    IgnoresSequences,
    ComparesSequencesForEquality,
    ComparesSequencesAsDoubles,
    AcceptsNegativeSequences,
    RefusesRepetitionsAfterTheEnd,
    ForgetsSequencesOfDiscardedMessages,

    // Pages.
    IgnoresTheMaximum,
    SkipsAMessageBetweenPages,
    ReturnsEmptyPages,
    UsesTheMemoryOfPagesAgain,

    // Ends.
    SaysTheEndOnTheLastPageOnly,
    TakesAnEmptyErrorForNone,
    TakesTheLastEnd,
    AppendsAfterTheEnd,

    // Waits.
    WaitsForWhatIsThere,
    DoesNotWake,
    DoesNotWakeAtTheEnd,
    WakesOne,
    Spins,
    IgnoresCancellation,
    CancelsAll,

    // Discarding.
    KeepsEverything,
    DiscardsTooMuch,
    DiscardsFromTheMiddle,
    RenumbersWhenDiscarding,

    // Threads.
    AppendsWithoutALock,
    ShowsANumberBeforeItsMessage,
    ChecksSequencesWithoutALock,
    ChecksTheEndWithoutALock,

    // Disposing.
    WaitsOnWhenDisposed,
    CanBeUsedWhenDisposed,
    ThrowsWhenDisposedAgain,

    // Several stores of a log.
    HasAnEpochForEachStore,
    HasSequencesForEachStore,
    NumbersByItself,
    WakesItsOwnOnly,
    WakesItsOwnOnlyAtTheEnd,
    DisposesTheLog,
}
