using AgentWire.Testing.Logs;

namespace AgentWire.Testing;

/// <summary>
/// Checks whether a store does what <see cref="Streaming.WireLogStore"/> requires. The checks do not need a test framework: list them as
/// the data of a test, and run each of them.
/// </summary>
/// <example>
/// With xunit:
/// <code>
/// public static TheoryData&lt;string&gt; Names => [.. LogStoreConformance.Checks.Select(check => check.Name)];
///
/// [Theory]
/// [MemberData(nameof(Names))]
/// public Task The_store_conforms(string name) =>
///     LogStoreConformance.Checks.Single(check => check.Name == name).RunAsync(new MyStores());
/// </code>
/// </example>
public static class LogStoreConformance
{
    /// <summary>Gets the checks for every store.</summary>
    public static IReadOnlyList<LogStoreCheck> Checks { get; } =
    [
        new("A new log is empty", AppendChecks.NewLogAsync),
        new("Messages are numbered from 1 without gaps", AppendChecks.NumbersAsync),
        new("Messages come back byte for byte", AppendChecks.BytesAsync),
        new("The memory of a message can be used again after it was appended", AppendChecks.CopiesAsync),
        new("Two logs have different epochs", AppendChecks.EpochsAsync),
        new(
            "A sequence number that the log has seen, or a smaller one, appends nothing",
            SequenceChecks.RepetitionsAsync
        ),
        new("Sequence numbers of 64 bits are told apart", SequenceChecks.LargeNumbersAsync),
        new("A negative sequence number is refused", SequenceChecks.NegativeAsync),
        new("A repetition is recognized after the end of the log", SequenceChecks.AfterEndAsync),
        new("A repetition is recognized after the message was discarded", SequenceChecks.AfterDiscardingAsync),
        new("A page begins where it was asked to and is not longer", ReadChecks.PagesAsync),
        new("A log is read whole in pages of any size", ReadChecks.WholeAsync),
        new("A page does not change when the log does", ReadChecks.StablePagesAsync),
        new("The end is in every page", EndChecks.EndsAsync),
        new("The first end counts", EndChecks.FirstEndAsync),
        new("Nothing is appended after the end", EndChecks.AppendAfterEndAsync),
        new("A wait for a message that is there returns", WaitChecks.ThereAsync),
        new("A wait returns when a message is appended", WaitChecks.AppendAsync),
        new("A wait returns when the log ends", WaitChecks.EndAsync),
        new("One message wakes all who wait", WaitChecks.ManyAsync),
        new("A wait does not return again and again without a reason", WaitChecks.PatientAsync),
        new("A wait that is cancelled ends, and others do not", WaitChecks.CancelAsync),
        new("Messages are discarded from the oldest on", DiscardChecks.OldestAsync),
        new("Readers of a log that discards get right messages", DiscardChecks.WhileReadingAsync),
        new("Messages of many appenders get one position each", ConcurrencyChecks.AppendersAsync),
        new("Readers follow many appenders without a gap", ConcurrencyChecks.ReadersAsync),
        new(
            "Of several appenders with the same sequence numbers one appends each message",
            ConcurrencyChecks.SequencesAsync
        ),
        new("The end comes after all messages, with many appenders too", ConcurrencyChecks.EndAsync),
        new("Disposing ends the calls that wait, and refuses others", DisposalChecks.DisposeAsync),
    ];

    /// <summary>
    /// Gets the checks for a store whose log can be used by several programs, or continues when a program starts again. They call
    /// <see cref="LogStoreFactory.ReopenAsync"/>.
    /// </summary>
    public static IReadOnlyList<LogStoreCheck> ReopenChecks { get; } =
    [
        new("Another store of the log has its messages, its epoch and its end", ReopeningChecks.SameLogAsync),
        new("Two stores of the log number its messages together", ReopeningChecks.NumbersAsync),
        new("Two stores of the log share its sequence numbers", ReopeningChecks.SequencesAsync),
        new("A message of one store wakes who waits at the other", ReopeningChecks.WakesAsync),
        new("The end of one store wakes who waits at the other", ReopeningChecks.EndWakesAsync),
        new("Disposing one store leaves the log to the other", ReopeningChecks.DisposeAsync),
    ];
}
