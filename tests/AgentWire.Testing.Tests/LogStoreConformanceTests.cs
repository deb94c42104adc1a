using AgentWire.Streaming;

namespace AgentWire.Testing.Tests;

/// <summary>The checks accept the store in memory and another one that conforms, and find each fault.</summary>
public sealed class LogStoreConformanceTests
{
    private static readonly LogStoreCheck[] All = [.. LogStoreConformance.Checks, .. LogStoreConformance.ReopenChecks];

    // A fault, and a check that finds it.
    private static readonly Dictionary<Fault, string> Found = new()
    {
        [Fault.StartsWithAMessage] = "A new log is empty",
        [Fault.NumbersFromZero] = "Messages are numbered from 1 without gaps",
        [Fault.ReturnsTheNextPosition] = "Messages are numbered from 1 without gaps",
        [Fault.KeepsTheCallersMemory] = "The memory of a message can be used again after it was appended",
        [Fault.CutsLongMessages] = "Messages come back byte for byte",
        [Fault.HasOneEpochForAll] = "Two logs have different epochs",
        [Fault.IgnoresSequences] = "A sequence number that the log has seen, or a smaller one, appends nothing",
        [Fault.ComparesSequencesForEquality] =
            "A sequence number that the log has seen, or a smaller one, appends nothing",
        [Fault.ComparesSequencesAsDoubles] = "Sequence numbers of 64 bits are told apart",
        [Fault.AcceptsNegativeSequences] = "A negative sequence number is refused",
        [Fault.RefusesRepetitionsAfterTheEnd] = "A repetition is recognized after the end of the log",
        [Fault.ForgetsSequencesOfDiscardedMessages] = "A repetition is recognized after the message was discarded",
        [Fault.IgnoresTheMaximum] = "A page begins where it was asked to and is not longer",
        [Fault.SkipsAMessageBetweenPages] = "A page begins where it was asked to and is not longer",
        [Fault.ReturnsEmptyPages] = "A log is read whole in pages of any size",
        [Fault.UsesTheMemoryOfPagesAgain] = "A page does not change when the log does",
        [Fault.SaysTheEndOnTheLastPageOnly] = "The end is in every page",
        [Fault.TakesAnEmptyErrorForNone] = "The end is in every page",
        [Fault.TakesTheLastEnd] = "The first end counts",
        [Fault.AppendsAfterTheEnd] = "Nothing is appended after the end",
        [Fault.WaitsForWhatIsThere] = "A wait for a message that is there returns",
        [Fault.DoesNotWake] = "A wait returns when a message is appended",
        [Fault.DoesNotWakeAtTheEnd] = "A wait returns when the log ends",
        [Fault.WakesOne] = "One message wakes all who wait",
        [Fault.Spins] = "A wait does not return again and again without a reason",
        [Fault.IgnoresCancellation] = "A wait that is cancelled ends, and others do not",
        [Fault.CancelsAll] = "A wait that is cancelled ends, and others do not",
        [Fault.KeepsEverything] = "Messages are discarded from the oldest on",
        [Fault.DiscardsTooMuch] = "Messages are discarded from the oldest on",
        [Fault.DiscardsFromTheMiddle] = "Messages are discarded from the oldest on",
        [Fault.RenumbersWhenDiscarding] = "Readers of a log that discards get right messages",
        [Fault.AppendsWithoutALock] = "Messages of many appenders get one position each",
        [Fault.ShowsANumberBeforeItsMessage] = "Readers follow many appenders without a gap",
        [Fault.ChecksSequencesWithoutALock] =
            "Of several appenders with the same sequence numbers one appends each message",
        [Fault.ChecksTheEndWithoutALock] = "The end comes after all messages, with many appenders too",
        [Fault.WaitsOnWhenDisposed] = "Disposing ends the calls that wait, and refuses others",
        [Fault.CanBeUsedWhenDisposed] = "Disposing ends the calls that wait, and refuses others",
        [Fault.ThrowsWhenDisposedAgain] = "Disposing ends the calls that wait, and refuses others",
        [Fault.HasAnEpochForEachStore] = "Another store of the log has its messages, its epoch and its end",
        [Fault.HasSequencesForEachStore] = "Two stores of the log share its sequence numbers",
        [Fault.NumbersByItself] = "Two stores of the log number its messages together",
        [Fault.WakesItsOwnOnly] = "A message of one store wakes who waits at the other",
        [Fault.WakesItsOwnOnlyAtTheEnd] = "The end of one store wakes who waits at the other",
        [Fault.DisposesTheLog] = "Disposing one store leaves the log to the other",
    };

    public static TheoryData<string> Names => [.. LogStoreConformance.Checks.Select(check => check.Name)];

    public static TheoryData<string> AllNames => [.. All.Select(check => check.Name)];

    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>().Except([Fault.None])];

    [Theory]
    [MemberData(nameof(Names))]
    public Task The_store_in_memory_conforms(string name) => Check(name).RunAsync(new MemoryStores());

    [Theory]
    [MemberData(nameof(AllNames))]
    public Task Another_store_without_faults_conforms(string name) => Check(name).RunAsync(new ListStores(Fault.None));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_found(Fault fault)
    {
        LogStoreCheck check = Check(Found[fault]);
        LogStoreConformanceException found = await Should.ThrowAsync<LogStoreConformanceException>(
            check.RunAsync(new ListStores(fault))
        );
        found.Check.ShouldBe(check.Name);
        found.Message.ShouldBe($"{found.Check}: {found.Reason}");
        found.Reason.ShouldEndWith(".");
    }

    [Fact]
    public void Each_check_finds_a_fault_that_is_tried() =>
        All.Select(check => check.Name).Except(Found.Values).ShouldBeEmpty();

    [Fact]
    public void Each_check_has_a_name_of_its_own()
    {
        All.Select(check => check.Name).Distinct().Count().ShouldBe(All.Length);
        All[0].ToString().ShouldBe(All[0].Name);
    }

    [Fact]
    public async Task A_check_can_be_cancelled()
    {
        using CancellationTokenSource source = new();
        Task check = Check("A wait returns when a message is appended")
            .RunAsync(new ListStores(Fault.DoesNotWake), source.Token);
        source.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(check);
    }

    [Fact]
    public async Task A_factory_that_fails_is_named()
    {
        LogStoreConformanceException found = await Should.ThrowAsync<LogStoreConformanceException>(
            LogStoreConformance.ReopenChecks[0].RunAsync(new MemoryStores())
        );
        found.Reason.ShouldBe(
            "ReopenAsync of the factory threw NotSupportedException: The factory does not override ReopenAsync."
        );
        found.InnerException.ShouldBeOfType<NotSupportedException>();
        await Should.ThrowAsync<ArgumentNullException>(LogStoreConformance.Checks[0].RunAsync(null!));
    }

    private static LogStoreCheck Check(string name) => All.Single(check => check.Name == name);
}
