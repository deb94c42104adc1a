using System.Text;
using AgentWire.Tool.Lines;

namespace AgentWire.Tool.Conformance;

/// <summary>Reads the standard error of a testee, so that the testee never blocks, and keeps the last lines.</summary>
internal sealed class TesteeErrors
{
    private const int KeptLines = 8;
    private const int KeptBytes = 300;

    private readonly Queue<string> _last = [];
    private readonly Task _reading;

    public TesteeErrors(Stream stream) =>
        _reading = Task.Factory.StartNew(() => Read(stream), TaskCreationOptions.LongRunning);

    /// <summary>Returns the last lines that were written until shortly after the testee ended.</summary>
    public IReadOnlyList<string> Last()
    {
        Task.WaitAny([_reading], TimeSpan.FromSeconds(2));
        lock (_last)
        {
            return [.. _last];
        }
    }

    private void Read(Stream stream)
    {
        var lines = new LineReader(stream, "the testee", KeptBytes, () => { });
        try
        {
            while (lines.MoveNext())
            {
                string line = Printable.Escape(Encoding.UTF8.GetString(lines.Line).TrimEnd());
                lock (_last)
                {
                    _last.Enqueue(line.Length > KeptBytes ? line[..KeptBytes] + "…" : line);
                    if (_last.Count > KeptLines)
                    {
                        _last.Dequeue();
                    }
                }
            }
        }
        catch (Exception error) when (error is UsageException or ObjectDisposedException)
        {
            // The testee was stopped.
        }
    }
}
