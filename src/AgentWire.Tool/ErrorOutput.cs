using AgentWire.Spec;

namespace AgentWire.Tool;

/// <summary>
/// Standard error, buffered. If its reader closes it, the work continues without it, because results go to standard output and
/// the exit code is still set.
/// </summary>
internal sealed class ErrorOutput(TextWriter writer)
{
    private bool _closed;

    /// <summary>Writes a line that describes a finding and its position.</summary>
    public void Report(in Finding finding) => WriteLine(finding.ToString());

    /// <summary>Writes a line as it is, with escaped control characters.</summary>
    public void Report(string line) => WriteLine(Printable.Escape(line));

    /// <summary>Writes a line for each fault in a schema or a manifest.</summary>
    public void Report(SpecException refusal)
    {
        foreach (AgentWire.Spec.Finding finding in refusal.Findings)
        {
            Report(BuildError.Of(finding));
        }
    }

    /// <summary>Writes a line that begins with the name of the tool.</summary>
    public void Say(string message) => WriteLine($"agentwire: {Printable.Escape(message)}");

    public void Flush()
    {
        if (!_closed)
        {
            Try(writer.Flush);
        }
    }

    private void WriteLine(string line)
    {
        if (!_closed)
        {
            Try(() => writer.WriteLine(line));
        }
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _closed = true;
        }
    }
}
