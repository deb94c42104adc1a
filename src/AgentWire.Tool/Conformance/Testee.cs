using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AgentWire.Tool.Lines;

namespace AgentWire.Tool.Conformance;

/// <summary>A running implementation under test: one question, one answer, and a limit on everything else.</summary>
internal sealed class Testee : IDisposable
{
    // A message of 16 MiB in base64, and what stands around it.
    private const int MaxAnswerBytes = 24 * 1024 * 1024;

    /// <summary>What the first answer may take longer, since starting takes its time.</summary>
    private static readonly TimeSpan StartAllowance = TimeSpan.FromSeconds(5);

    /// <summary>What a process may take to end that has closed its output or was told to end.</summary>
    private static readonly TimeSpan EndAllowance = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly TimeSpan _limit;
    private readonly LineReader _answers;
    private readonly ArrayBufferWriter<byte> _request = new();
    private bool _hasAnswered;

    private Testee(Process process, TimeSpan limit)
    {
        _process = process;
        _limit = limit;
        _answers = new LineReader(process.StandardOutput.BaseStream, "the testee", MaxAnswerBytes, () => { });
        Errors = new TesteeErrors(process.StandardError.BaseStream);
    }

    /// <summary>What it wrote to standard error.</summary>
    public TesteeErrors Errors { get; }

    /// <exception cref="Win32Exception">The command cannot be started.</exception>
    public static Testee Start(IReadOnlyList<string> command, TimeSpan limit)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new Testee(Process.Start(start)!, limit);
    }

    /// <exception cref="TesteeException">There was no answer; the testee is out of step and no longer of use.</exception>
    public Answer Ask(Case question)
    {
        TimeSpan limit = _hasAnswered ? _limit : _limit + StartAllowance;
        Write(question);
        Task<bool> exchange = Task.Run(Exchange);
        if (Task.WaitAny([exchange], limit) < 0)
        {
            throw new TesteeException(
                $"nothing within {limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s, and was stopped",
                "Flush every answer, and let no input make the reader run on. If it is only slow, raise --timeout."
            );
        }

        if (!exchange.GetAwaiter().GetResult())
        {
            throw new TesteeException(
                HowItEnded(),
                "Let no input bring the testee down, and end at the end of input only."
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

    /// <summary>Ends the input, upon which the testee has to end.</summary>
    /// <returns>What it did instead, or null.</returns>
    public string? End()
    {
        Task<bool> more = Task.Run(() =>
        {
            CloseInput();
            return TryReadLine();
        });
        if (Task.WaitAny([more], _limit) < 0 || (!more.Result && !_process.WaitForExit(EndAllowance)))
        {
            return "did not end at the end of its input, and was stopped";
        }

        return more.Result ? $"wrote more lines than it was asked for: {Excerpt.Of(_answers.Line)}" : null;
    }

    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException) { }

        _process.Dispose();
    }

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
            // It no longer reads; what it wrote, or how it ended, tells more.
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
            json.WriteString("op", question.Operation == Operation.Read ? "read" : "schema");
            json.WriteString("dialect", question.Vector.Dialect);
            json.WriteString("type", question.Vector.Type);
            json.WriteBase64String("input", question.Vector.Input);
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
