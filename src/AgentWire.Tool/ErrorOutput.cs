namespace AgentWire.Tool;

/// <summary>
/// Standard error, buffered. When its reader goes away the work goes on without it: results are for standard output,
/// and the exit code still tells.
/// </summary>
internal sealed class ErrorOutput(TextWriter writer)
{
    private bool _closed;

    /// <summary>A line that says what was found and where.</summary>
    public void Report(in Finding finding) => WriteLine(finding.ToString());

    /// <summary>A line in the tool's own name.</summary>
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
