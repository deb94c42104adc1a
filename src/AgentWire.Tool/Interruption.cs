using System.Runtime.InteropServices;

namespace AgentWire.Tool;

/// <summary>
/// Handles Ctrl+C, SIGTERM and SIGHUP: the command ends in order, and the results so far are written. A second signal, or an
/// end that takes too long, ends the process immediately.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private const int FirstSignal = 128;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _source = new();
    private readonly Timer _deadline;
    private readonly PosixSignalRegistration[] _registrations;
    private (string Name, int Number) _signal;
    private int _received;

    public Interruption()
    {
        _deadline = new Timer(_ => Environment.Exit(ExitCode));
        _registrations =
        [
            Register(PosixSignal.SIGINT, 2),
            Register(PosixSignal.SIGTERM, 15),
            Register(PosixSignal.SIGHUP, 1),
        ];
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Gets whether a signal was received.</summary>
    public bool HasCome => _source.IsCancellationRequested;

    /// <summary>Gets the name of the signal.</summary>
    public string Signal => _signal.Name;

    /// <summary>Gets the exit code that a shell reports for a process that the signal has ended.</summary>
    public int ExitCode => FirstSignal + _signal.Number;

    /// <summary>Takes note of a signal. Signals that arrive together are handled at the same time, on several threads.</summary>
    /// <returns>Whether it is the first. Otherwise, the process has to end immediately.</returns>
    public bool Receive(PosixSignal signal, int number)
    {
        if (Interlocked.Increment(ref _received) > 1)
        {
            return false;
        }

        _signal = (signal.ToString(), number);
        _deadline.Change(Grace, Timeout.InfiniteTimeSpan);
        _source.Cancel();
        return true;
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _deadline.Dispose();
        _source.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal, int number) =>
        PosixSignalRegistration.Create(signal, context => context.Cancel = Receive(signal, number));
}
