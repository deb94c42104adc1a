using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AgentWire.Tool.Conformance;

/// <summary>
/// A second process of the tool that outlives the run when the run is killed, and then ends the testee: it waits for the
/// end of its input, which comes with the end of the run, however that ends.
/// </summary>
internal sealed class TesteeGuard : IDisposable
{
    private const string CommandName = "guard-testee";
    private static readonly TimeSpan EndAllowance = TimeSpan.FromSeconds(5);

    private readonly Process? _process;

    private TesteeGuard(Process? process) => _process = process;

    /// <summary>Starts it, where the platform shows which processes are the testee's.</summary>
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
            // The run goes on without it: its own end still ends the testee, unless it is killed.
            return new TesteeGuard(null);
        }
    }

    /// <summary>The command that the guard is; nobody else has a use for it.</summary>
    public static Command CreateCommand()
    {
        var mark = new Argument<string>("MARK");
        mark.Validators.Add(result =>
        {
            if (!TesteeProcesses.IsMark(result.GetValueOrDefault<string>()))
            {
                result.AddError("The mark is none of a testee.");
            }
        });
        var command = new Command(CommandName) { mark };
        command.Hidden = true;
        command.SetAction(line => Guard(new TesteeProcesses(line.GetRequiredValue(mark))));
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

    private static int Guard(TesteeProcesses testee)
    {
        // Ctrl+C and the end of a terminal reach every process in it; this one has to see the run end.
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        PosixSignalRegistration[] ignored =
        [
            .. signals.Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true)),
        ];
        StandardStreams.OpenInput().CopyTo(Stream.Null);
        testee.KillMarked();
        GC.KeepAlive(ignored);
        return ExitCodes.Ok;
    }
}
