namespace AgentWire.Tool;

/// <summary>Standard output, which has the results of a command.</summary>
internal sealed class ResultOutput(Stream stream, bool isTerminal)
{
    public Stream Stream => stream;

    /// <summary>Gets whether a person reads the results on a terminal.</summary>
    public bool IsTerminal => isTerminal;

    /// <summary>Writes a whole report. If its reader has closed the pipe, only the exit code shows the result.</summary>
    public void WriteReport(ReadOnlySpan<byte> report)
    {
        try
        {
            stream.Write(report);
        }
        catch (IOException error) when (OutputStream.IsClosedPipe(error)) { }
    }
}
