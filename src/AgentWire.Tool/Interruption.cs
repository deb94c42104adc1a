using System.Runtime.InteropServices;

namespace AgentWire.Tool;

/// <summary>
/// An orderly end upon Ctrl+C, SIGTERM and SIGHUP: what there is so far is still written. A second signal, or too long
/// a way to that end, ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private const int FirstSignal = 128;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _source = new();
    private readonly Timer _deadline;
    private readonly PosixSignalRegistration[] _registrations;
    private (string Name, int Number) _signal;

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

    /// <summary>Whether a signal has come.</summary>
    public bool HasCome => _source.IsCancellationRequested;

    /// <summary>The signal's name.</summary>
    public string Signal => _signal.Name;

    /// <summary>What a shell gives for a process that the signal has ended.</summary>
    public int ExitCode => FirstSignal + _signal.Number;

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
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                if (!HasCome)
                {
                    context.Cancel = true;
                    _signal = (signal.ToString(), number);
                    _deadline.Change(Grace, Timeout.InfiniteTimeSpan);
                    _source.Cancel();
                }
            }
        );
}
