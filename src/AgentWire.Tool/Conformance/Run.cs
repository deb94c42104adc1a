using System.ComponentModel;
using System.Diagnostics;
using AgentWire.Spec.Model;

namespace AgentWire.Tool.Conformance;

/// <summary>The options of a run.</summary>
internal sealed record RunOptions(string Exec, TimeSpan Limit, Baseline Baseline, bool Strict, bool FailOnSkip);

/// <summary>Runs cases against a testee. A testee that violates the protocol is restarted, up to a limit.</summary>
internal sealed class Run(RunOptions options, IReadOnlyList<Case> cases)
{
    // If there was no answer yet, the command is wrong. Later, single messages can crash a testee.
    private const int MaxFaultsBeforeAnswer = 3;
    private const int MaxFaults = 20;

    private readonly List<Check> _checks = [];
    private readonly List<string> _notes = [];
    private readonly TesteeProcesses _processes = new();
    private Testee? _testee;
    private bool _hasAnswered;
    private int _faults;
    private Interruption? _interruption;

    public RunOptions Options => options;

    public int Cases => cases.Count;

    /// <summary>Gets the version of the peer whose cases are run, or null for all cases.</summary>
    public ContractVersion? AsOf { get; init; }

    /// <summary>Gets the number of cases that were left out, because this version does not have everything in them.</summary>
    public int LeftOut { get; init; }

    /// <summary>Gets the number of cases that were sent to a testee.</summary>
    public int Asked { get; private set; }

    public IReadOnlyList<Check> Checks => _checks;

    /// <summary>Gets the lines of the baseline that match no existing check.</summary>
    public required IReadOnlyList<BaselineEntry> StaleEntries { get; init; }

    /// <summary>Gets additional notes about the testee.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Gets why the run was not completed, or null if it was.</summary>
    public string? Broken { get; private set; }

    public TimeSpan Time { get; private set; }

    /// <summary>Gets whether all cases were skipped, so that nothing was judged.</summary>
    public bool SkippedAll => _checks.Count > 0 && _checks.TrueForAll(check => check.Outcome == Outcome.Skipped);

    public bool Conforms =>
        Broken is null
        && !SkippedAll
        && StaleEntries.Count == 0
        && !_checks.Exists(check =>
            check.Outcome is Outcome.Failed or Outcome.Unexpected
            || (options.FailOnSkip && check.Outcome == Outcome.Skipped)
        );

    public int ExitCode =>
        _interruption is not null ? _interruption.ExitCode
        : Broken is not null ? ExitCodes.InternalError
        : Conforms ? ExitCodes.Ok
        : ExitCodes.Findings;

    public int Count(Outcome outcome) => _checks.Count(check => check.Outcome == outcome);

    /// <summary>Runs all cases.</summary>
    /// <param name="command">The program and the arguments of the testee.</param>
    /// <param name="interruption">The signals that can end the run early.</param>
    /// <param name="progress">A callback that is called after each case.</param>
    public void Execute(IReadOnlyList<string> command, Interruption interruption, Action? progress = null)
    {
        long start = Stopwatch.GetTimestamp();
        using var guard = TesteeGuard.Start(_processes);
        try
        {
            foreach (Case question in cases.TakeWhile(_ => Broken is null))
            {
                _testee ??= Testee.Start(command, _processes, options.Limit, interruption.Token);
                Ask(_testee, question);
                progress?.Invoke();
            }

            if (_testee?.End() is { } note)
            {
                _notes.Add($"the testee {note}");
            }
        }
        catch (Win32Exception error)
        {
            // The message of the exception itself also contains the working directory.
            Broken = $"cannot start '{command[0]}': {new Win32Exception(error.NativeErrorCode).Message}";
        }
        catch (OperationCanceledException)
        {
            _interruption = interruption;
            Broken = $"the run was interrupted by {interruption.Signal} after {Asked} of {cases.Count} cases";
        }
        finally
        {
            _testee?.Dispose();
            Time = Stopwatch.GetElapsedTime(start);
        }
    }

    private void Ask(Testee testee, Case question)
    {
        long start = Stopwatch.GetTimestamp();
        Asked++;
        try
        {
            Answer answer = testee.Ask(question);
            _hasAnswered = true;
            foreach (Check check in Judge.Checks(question, answer, options.Strict))
            {
                Add(check, start);
            }
        }
        catch (TesteeException fault)
        {
            testee.Dispose();
            _testee = null;
            Add(Judge.Unanswered(question, fault, testee.Errors.Last()), start);
            if (++_faults == (_hasAnswered ? MaxFaults : MaxFaultsBeforeAnswer))
            {
                Broken = _hasAnswered
                    ? $"the testee violated the protocol {_faults} times, and the run was stopped after {Asked} of {cases.Count} cases: fix the first ones, or select others with --filter"
                    : $"the testee gave no valid answer in {_faults} starts; check whether the command works on its own: echo | {options.Exec}";
            }
        }
    }

    private void Add(Check check, long start)
    {
        BaselineEntry? listed = options.Baseline.Find(check.Id);
        Outcome outcome = check.Outcome switch
        {
            Outcome.Passed when listed is not null => Outcome.Unexpected,
            Outcome.Failed when listed is not null => Outcome.Known,
            Outcome.Failed when !check.IsRequired && !options.Strict => Outcome.Warned,
            _ => check.Outcome,
        };
        _checks.Add(check with { Outcome = outcome, Listed = listed, Time = Stopwatch.GetElapsedTime(start) });
    }
}
