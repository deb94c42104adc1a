namespace AgentWire.Tool.Lines;

/// <summary>
/// Splits a byte stream into lines, at LF and nowhere else, in memory that the longest allowed line bounds. A last line
/// without LF is a line; nothing after a last LF is none.
/// </summary>
/// <param name="input">Where the bytes come from.</param>
/// <param name="name">What the input is called in messages.</param>
/// <param name="maxLineBytes">The longest line, without its LF, that is handed out whole.</param>
/// <param name="beforeRead">Called before every read from <paramref name="input"/>, since any of them could block.</param>
internal sealed class LineReader(Stream input, string name, int maxLineBytes, Action beforeRead)
{
    private const int FirstCapacity = 128 * 1024;

    // What becomes of a line that is at least as long lies among the large objects, where the collector looks late:
    // after so many bytes of such lines it is told to.
    private const int LargeLine = 32 * 1024;
    private const int CollectAfter = 8 * 1024 * 1024;

    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(FirstCapacity);

    // The unread bytes are _buffer[_start.._end]; the current line lies before _start.
    private int _start;
    private int _end;
    private int _lineStart;
    private int _lineLength;
    private bool _inLongLine;
    private int _uncollected;

    /// <summary>What the input is called in messages.</summary>
    public string Name => name;

    /// <summary>The current line's number, counted from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>How many bytes were taken from the input.</summary>
    public long BytesRead { get; private set; }

    /// <summary>
    /// The current line without its LF. Of a line past the limit, the first bytes, one more than the limit allows: enough
    /// for a codec with the same limit to refuse it. Valid until the next call of <see cref="MoveNext"/>.
    /// </summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>Whether the current line holds white space only, a CR before its LF included.</summary>
    public bool IsBlank => !_inLongLine && !Line.ContainsAnyExcept(" \t\r"u8);

    /// <summary>Goes to the next line, and returns false at the end.</summary>
    /// <exception cref="UsageException">The input cannot be read.</exception>
    public bool MoveNext()
    {
        CollectGarbage();
        if (_inLongLine && !SkipLongLine())
        {
            return false;
        }

        int scanned = 0;
        while (true)
        {
            int lineEnd = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (lineEnd >= 0)
            {
                return Take(scanned + lineEnd, 1);
            }

            scanned = _end - _start;
            if (scanned > maxLineBytes)
            {
                _inLongLine = true;
                return Take(maxLineBytes + 1, 0);
            }

            if (!Fill())
            {
                return scanned > 0 && Take(scanned, 0);
            }
        }
    }

    private void CollectGarbage()
    {
        _uncollected += _lineLength >= LargeLine ? _lineLength : 0;
        if (_uncollected >= CollectAfter)
        {
            GC.Collect();
            _uncollected = 0;
        }
    }

    private bool Take(int length, int lineEndLength)
    {
        // A whole line may have come in with the read that took it past the limit.
        if (length > maxLineBytes && !_inLongLine)
        {
            length = maxLineBytes + 1;
            lineEndLength = 0;
            _inLongLine = true;
        }

        _lineStart = _start;
        _lineLength = length;
        _start += length + lineEndLength;
        LineNumber++;
        return true;
    }

    private bool SkipLongLine()
    {
        while (true)
        {
            int lineEnd = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (lineEnd >= 0)
            {
                _start += lineEnd + 1;
                _inLongLine = false;
                return true;
            }

            _start = _end;
            if (!Fill())
            {
                return false;
            }
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, Math.Max(maxLineBytes + 1L, FirstCapacity)));
        }

        beforeRead();
        int count;
        try
        {
            count = input.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot read '{name}': {error.Message}", error);
        }

        _end += count;
        BytesRead += count;
        return count > 0;
    }
}
