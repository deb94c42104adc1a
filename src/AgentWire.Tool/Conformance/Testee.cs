using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AgentWire.Spec.Vectors;
using AgentWire.Tool.Lines;

namespace AgentWire.Tool.Conformance;

/// <summary>A running implementation under test. It answers one request at a time, within limits of time and size.</summary>
internal sealed class Testee : IDisposable
{
    // A message of 16 MiB in base64, and the rest of the answer.
    private const int MaxAnswerBytes = 24 * 1024 * 1024;

    /// <summary>The additional time for the first answer, because starting takes time.</summary>
    private static readonly TimeSpan StartAllowance = TimeSpan.FromSeconds(5);

    /// <summary>The time that a process has to end after it has closed its output or was told to end.</summary>
    private static readonly TimeSpan EndAllowance = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly TesteeProcesses _processes;
    private readonly TimeSpan _limit;
    private readonly CancellationToken _interrupted;
    private readonly LineReader _answers;
    private readonly ArrayBufferWriter<byte> _request = new();
    private bool _hasAnswered;

    private Testee(Process process, TesteeProcesses processes, TimeSpan limit, CancellationToken interrupted)
    {
        _process = process;
        _processes = processes;
        _limit = limit;
        _interrupted = interrupted;
        _answers = new LineReader(process.StandardOutput.BaseStream, "the testee", MaxAnswerBytes, () => { });
        Errors = new TesteeErrors(process.StandardError.BaseStream);
    }

    /// <summary>Gets what the testee wrote to standard error.</summary>
    public TesteeErrors Errors { get; }

    /// <param name="command">The program and its arguments.</param>
    /// <param name="processes">The processes of the testee, including all that it starts.</param>
    /// <param name="limit">The time limit for an answer.</param>
    /// <param name="interrupted">The token that ends the wait for an answer.</param>
    /// <exception cref="Win32Exception">The command cannot be started.</exception>
    public static Testee Start(
        IReadOnlyList<string> command,
        TesteeProcesses processes,
        TimeSpan limit,
        CancellationToken interrupted
    )
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        processes.Add(start);
        return new Testee(Process.Start(start)!, processes, limit, interrupted);
    }

    /// <exception cref="TesteeException">There was no answer. The testee is out of step and cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The tool was interrupted.</exception>
    public Answer Ask(Case question)
    {
        TimeSpan limit = _hasAnswered ? _limit : _limit + StartAllowance;
        Write(question);
        Task<bool> exchange = Task.Run(Exchange);
        if (!IsDone(exchange, limit))
        {
            throw new TesteeException(
                $"nothing within {limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s and was stopped",
                "Flush every answer, and make sure that no input makes the reader loop. If the testee is only slow, increase --timeout."
            );
        }

        if (!exchange.GetAwaiter().GetResult())
        {
            throw new TesteeException(
                HowItEnded(),
                "Make sure that no input crashes the testee, and that it ends only at the end of its input."
            );
        }

        if (_answers.Line.Length > MaxAnswerBytes)
        {
            throw new TesteeException(
                $"a line of more than {MaxAnswerBytes / (1024 * 1024)} MiB: {Excerpt.Of(_answers.Line)}",
                Answer.Advice
            );
        }

        var answer = Answer.Parse(_answers.Line.ToArray(), question);
        _hasAnswered = true;
        return answer;
    }

    /// <summary>Closes the input. The testee must then end.</summary>
    /// <returns>What it did instead, or null.</returns>
    /// <exception cref="OperationCanceledException">The tool was interrupted.</exception>
    public string? End()
    {
        Task<bool> more = Task.Run(() =>
        {
            CloseInput();
            return TryReadLine();
        });
        if (!IsDone(more, _limit) || (!more.Result && !_process.WaitForExit(EndAllowance)))
        {
            return "did not end at the end of its input, and was stopped";
        }

        return more.Result ? $"wrote more lines than requested: {Excerpt.Of(_answers.Line)}" : null;
    }

    public void Dispose()
    {
        _processes.Kill(_process);
        _process.Dispose();
    }

    private bool IsDone(Task task, TimeSpan limit) =>
        Task.WaitAny([task], (int)limit.TotalMilliseconds, _interrupted) >= 0;

    private bool Exchange()
    {
        try
        {
            Stream input = _process.StandardInput.BaseStream;
            input.Write(_request.WrittenSpan);
            input.Flush();
        }
        catch (IOException)
        {
            // The testee no longer reads. What it wrote, or how it ended, says more.
        }

        return TryReadLine();
    }

    private bool TryReadLine()
    {
        try
        {
            return _answers.MoveNext();
        }
        catch (Exception error) when (error is UsageException or ObjectDisposedException)
        {
            return false;
        }
    }

    private void Write(Case question)
    {
        _request.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_request))
        {
            json.WriteStartObject();
            json.WriteString("id", question.Key);
            json.WriteString("op", question.Operation.ToString().ToLowerInvariant());
            json.WriteString("dialect", question.Dialect);
            json.WriteString("type", question.Type);
            json.WriteBase64String("input", question.Input);
            json.WriteEndObject();
        }

        _request.Write("\n"u8);
    }

    private string HowItEnded() =>
        _process.WaitForExit(EndAllowance)
            ? $"nothing: it ended with exit code {_process.ExitCode.ToString(CultureInfo.InvariantCulture)}"
            : "nothing: it closed its standard output";

    private void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException) { }
    }
}
