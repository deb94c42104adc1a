namespace AgentWire.Streaming.Logs;

/// <summary>
/// Messages of a log with consecutive numbers. A message is never removed or replaced, so that readers can use a part of the array
/// while messages are appended. The segment is dropped as a whole.
/// </summary>
internal sealed class LogSegment(long first, int capacity, bool hasTimes)
{
    private readonly WireLogEntry[] _entries = new WireLogEntry[capacity];
    private readonly long[]? _times = hasTimes ? new long[capacity] : null;
    private int _count;

    /// <summary>Gets the number of the first message.</summary>
    public long First { get; } = first;

    /// <summary>Gets the number of the last message.</summary>
    public long Last => First + _count - 1;

    /// <summary>Gets the size of all messages.</summary>
    public long Bytes { get; private set; }

    public bool IsFull => _count == _entries.Length;

    public void Add(ReadOnlyMemory<byte> message, long time)
    {
        if (_times is not null)
        {
            _times[_count] = time;
        }

        _entries[_count] = new(First + _count, message);
        _count++;
        Bytes += message.Length;
    }

    public int LengthOf(long number) => _entries[number - First].Message.Length;

    public long TimeOf(long number) => _times![number - First];

    public ReadOnlyMemory<WireLogEntry> From(long number, int maxEntries)
    {
        int index = (int)(number - First);
        return _entries.AsMemory(index, Math.Min(maxEntries, _count - index));
    }
}
