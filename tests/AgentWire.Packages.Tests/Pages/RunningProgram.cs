using System.Diagnostics;
using System.Text;

namespace AgentWire.Packages.Tests.Pages;

/// <summary>A program that runs while other commands do.</summary>
internal sealed class RunningProgram : IDisposable
{
    // A build can come first.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private int _taken;

    public RunningProgram(ProcessStartInfo command)
    {
        _process = Process.Start(command)!;
        _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until the program has printed so many lines since the last call, or has ended, and returns what it has printed since then.</summary>
    public string Take(int lines) => TakeUntil(printed => printed.AsSpan().Count('\n') >= lines);

    /// <summary>Waits until what the program has printed since the last call is enough, or the program has ended, and returns it.</summary>
    public string TakeUntil(Predicate<string> isEnough)
    {
        for (long start = Stopwatch.GetTimestamp(); ; Thread.Sleep(50))
        {
            bool isLast = _process.HasExited || Stopwatch.GetElapsedTime(start) > Patience;
            if (_process.HasExited)
            {
                // Waits for the end of the output too.
                _process.WaitForExit();
            }

            lock (_output)
            {
                string printed = _output.ToString(_taken, _output.Length - _taken);
                if (isLast || isEnough(printed))
                {
                    _taken = _output.Length;
                    return printed;
                }
            }
        }
    }

    /// <summary>Waits until the program ends by itself, without an error.</summary>
    public void WaitForEnd()
    {
        _process.WaitForExit(Patience).ShouldBeTrue("A program that the page does not stop has not ended by itself.");
        lock (_output)
        {
            _process.ExitCode.ShouldBe(0, _errors.ToString());
        }
    }

    /// <summary>Ends the program, and all that it has started.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Add(StringBuilder text, string? line)
    {
        lock (_output)
        {
            _ = line is null ? text : text.Append(line).Append('\n');
        }
    }
}
