using System.Runtime.CompilerServices;

namespace AgentWire.Streaming.Framing;

/// <summary>
/// Passes server-sent events on to the parser, which buffers lines and events of any length and says nothing of one that
/// the end of the stream cuts off. This follows the ends of lines and events to bound both, and to report such a cut.
/// </summary>
internal sealed class EventStream(Stream inner, int maxMessageBytes) : Stream
{
    // Room for an event's name and id beside its data.
    private const int Allowance = 1024;

    // What a line of data holds beside the data: "data: ", less the line break that joins it to the one before.
    private const int LineOverhead = 5;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly long _maxEventBytes = (long)maxMessageBytes + Allowance;

    private WireStreamException? _failure;
    private int _markBytes;
    private long _lineBytes;
    private long _eventBytes;
    private bool _inComment;
    private bool _inEvent;
    private bool _afterReturn;

    /// <summary>That of the enumeration that is reading.</summary>
    public FrameTimer? Timer { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private bool InFrame => _inEvent || _lineBytes > 0;

#if NET
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Begin();
        try
        {
            int count = await inner.ReadAsync(buffer, Timer!.Token).ConfigureAwait(false);
            return Pass(buffer.Span.Slice(0, count));
        }
        catch (Exception exception) when (Timer!.Translate(exception, InFrame) is { } translated)
        {
            throw translated;
        }
    }
#else
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Begin();
        try
        {
            int read = await inner.ReadAsync(buffer, offset, count, Timer!.Token).ConfigureAwait(false);
            return Pass(buffer.AsSpan(offset, read));
        }
        catch (Exception exception) when (Timer!.Translate(exception, InFrame) is { } translated)
        {
            throw translated;
        }
    }
#endif

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush() { }

    private void Begin()
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        Timer!.Wait(InFrame);
    }

    /// <summary>How many of the bytes the parser may have: all, or those before one that breaks a limit.</summary>
    private int Pass(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return InFrame ? throw WireStreamException.Truncated() : 0;
        }

        int at = SkipByteOrderMark(bytes);
        while (at < bytes.Length)
        {
            int length = bytes.Slice(at).IndexOfAny((byte)'\r', (byte)'\n');
            bool ends = length >= 0;
            AddToLine(bytes.Slice(at, ends ? length : bytes.Length - at));
            if (_eventBytes + _lineBytes > _maxEventBytes + LineOverhead)
            {
                // The events before this one are the parser's; the rest is for nobody.
                _failure = WireStreamException.TooLarge(maxMessageBytes);
                return at > 0 ? at : throw _failure;
            }

            if (!ends)
            {
                break;
            }

            at += length + 1;
            EndLine(bytes[at - 1]);
        }

        return bytes.Length;
    }

    private void AddToLine(ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty)
        {
            return;
        }

        _inComment = _lineBytes == 0 ? part[0] == ':' : _inComment;
        _afterReturn = false;
        _lineBytes += part.Length;
    }

    private void EndLine(byte end)
    {
        bool secondHalf = end == '\n' && _afterReturn;
        _afterReturn = end == '\r';
        if (secondHalf)
        {
            return;
        }

        if (_lineBytes == 0)
        {
            _inEvent = false;
            _eventBytes = 0;
            Timer!.Stop();
        }
        else if (!_inComment)
        {
            _inEvent = true;
            _eventBytes += Math.Max(1, _lineBytes - LineOverhead);
        }
        else if (!_inEvent)
        {
            Timer!.Stop();
        }

        _lineBytes = 0;
    }

    private int SkipByteOrderMark(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (_markBytes < ByteOrderMark.Length && at < bytes.Length)
        {
            if (bytes[at] != ByteOrderMark[_markBytes])
            {
                // What looked like a mark belongs to the first line.
                _lineBytes += _markBytes;
                _markBytes = ByteOrderMark.Length;
                return at;
            }

            _markBytes++;
            at++;
        }

        return at;
    }
}
