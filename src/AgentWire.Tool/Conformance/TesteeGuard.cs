using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AgentWire.Tool.Conformance;

/// <summary>
/// A second process of the tool. If the run is killed, it survives and ends the testee. It waits for the end of its input, which
/// comes when the run ends, however it ends.
/// </summary>
internal sealed class TesteeGuard : IDisposable
{
    private const string CommandName = "guard-testee";
    private static readonly TimeSpan EndAllowance = TimeSpan.FromSeconds(5);

    private readonly Process? _process;

    private TesteeGuard(Process? process) => _process = process;

    /// <summary>Starts the guard, if the platform shows which processes belong to the testee.</summary>
    public static TesteeGuard Start(TesteeProcesses testee)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new TesteeGuard(null);
        }

        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileName(program) == "dotnet";
        string[] self = isHost ? ["exec", typeof(TesteeGuard).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. self, CommandName, testee.Mark])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return new TesteeGuard(Process.Start(start));
        }
        catch (Win32Exception)
        {
            // The run continues without the guard. A run that ends also ends the testee, unless the run is killed.
            return new TesteeGuard(null);
        }
    }

    /// <summary>Creates the command that runs the guard. It is not for users.</summary>
    public static Command CreateCommand(StandardStreams streams)
    {
        var mark = new Argument<string>("MARK");
        mark.Validators.Add(result =>
        {
            if (!TesteeProcesses.IsMark(result.GetValueOrDefault<string>()))
            {
                result.AddError("The mark is not that of a testee.");
            }
        });
        var command = new Command(CommandName) { mark };
        command.Hidden = true;
        command.SetAction(line => Guard(new TesteeProcesses(line.GetRequiredValue(mark)), streams));
        return command;
    }

    public void Dispose()
    {
        if (_process is null)
        {
            return;
        }

        _process.StandardInput.Close();
        if (!_process.WaitForExit(EndAllowance))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static int Guard(TesteeProcesses testee, StandardStreams streams)
    {
        // Ctrl+C and the end of a terminal reach all of its processes. The guard must survive to see the end of the run.
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        PosixSignalRegistration[] ignored =
        [
            .. signals.Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true)),
        ];
        streams.OpenInput().Stream.CopyTo(Stream.Null);
        testee.KillMarked();
        GC.KeepAlive(ignored);
        return ExitCodes.Ok;
    }
}
