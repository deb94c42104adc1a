namespace AgentWire.Tool.Lines;

/// <summary>
/// Splits a byte stream into lines, only at LF. The longest allowed line limits the memory. A last line without LF is a line. There
/// is no empty line after a last LF.
/// </summary>
/// <param name="input">The stream.</param>
/// <param name="name">The name of the input in messages.</param>
/// <param name="maxLineBytes">The maximum length of a line that is returned completely, without its LF.</param>
/// <param name="beforeRead">A callback before every read from <paramref name="input"/>, because each of them can block.</param>
internal sealed class LineReader(Stream input, string name, int maxLineBytes, Action beforeRead)
{
    private const int FirstCapacity = 128 * 1024;

    // The strings of a line with at least this length are large objects, which the garbage collector collects late. After
    // this number of bytes in such lines, a collection is requested.
    private const int LargeLine = 32 * 1024;
    private const int CollectAfter = 8 * 1024 * 1024;

    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(FirstCapacity);

    // The unread bytes are _buffer[_start.._end]. The current line is before _start.
    private int _start;
    private int _end;
    private int _lineStart;
    private int _lineLength;
    private bool _inLongLine;
    private int _uncollected;

    /// <summary>Gets the name of the input in messages.</summary>
    public string Name => name;

    /// <summary>Gets the number of the current line, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Gets the number of bytes read from the input.</summary>
    public long BytesRead { get; private set; }

    /// <summary>
    /// Gets the current line without its LF. If a line exceeds the limit, gets its first bytes, one more than the limit, which is
    /// enough for a codec with the same limit to refuse it. Valid until the next call of <see cref="MoveNext"/>.
    /// </summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>Gets whether the current line contains only white space, including a CR before its LF.</summary>
    public bool IsBlank => !_inLongLine && !Line.ContainsAnyExcept(" \t\r"u8);

    /// <summary>Moves to the next line. Returns false at the end.</summary>
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
        // The read that exceeded the limit may have returned the whole line.
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
