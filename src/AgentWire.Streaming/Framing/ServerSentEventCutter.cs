using System.Buffers;
using System.Text;
using AgentWire.Runtime.Text;

namespace AgentWire.Streaming.Framing;

/// <summary>
/// Cuts a stream into server-sent events, as the HTML standard defines it. The framework's parser is not used. It sets the id
/// of an event before the event is complete, and cannot tell a cut event from silence, or an event without data from no event.
/// </summary>
internal sealed class ServerSentEventCutter(int maxBytes, IEnumerable<string> eventsWithoutMessage) : FrameCutter
{
    // Room for the name and the id of an event, in addition to its data.
    private const int Allowance = 1024;

    // The part of a data line that is not data: "data: ", minus the line break that joins it to the previous line.
    private const int LineOverhead = 5;

    // The longest start of a line that determines its field and where its value begins: "event: " and "retry: ".
    private const int HeadBytes = 7;

    private readonly long _maxEventBytes = (long)maxBytes + Allowance;
    private readonly byte[][] _eventsWithoutMessage =
    [
        .. eventsWithoutMessage.Select(name => Encoding.UTF8.GetBytes(name)),
    ];
    private readonly PooledWriter _joined = new();

    private bool _isPastMark;
    private bool _isAfterReturn;
    private bool _mayBeData;
    private long _searched;
    private long _eventBytes;
    private long _dataBytes;
    private int _dataLines;
    private ReadOnlySequence<byte> _onlyLine;
    private bool _isJoined;
    private bool _hasNoMessage;
    private string _id = "";
    private string _lastEventId = "";
    private TimeSpan? _reconnectionInterval;

    // This can change, because an event can get its name after its data, and then another name.
    public override bool InMessage => !_hasNoMessage && (_dataLines > 0 || _mayBeData);

    /// <summary>Gets the same as <see cref="WireServerSentEventReader{T}.LastEventId"/>.</summary>
    public string LastEventId => _lastEventId;

    /// <summary>Gets the same as <see cref="WireServerSentEventReader{T}.ReconnectionInterval"/>.</summary>
    public TimeSpan? ReconnectionInterval => _reconnectionInterval;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public override bool TryTake(ref ReadOnlySequence<byte> input, out ReadOnlySequence<byte>? message)
    {
        message = null;
        if (_dataLines == 0 && _joined.Capacity > 0)
        {
            _joined.Release();
        }

        _mayBeData = false;
        while (TryTakeLine(ref input, out ReadOnlySequence<byte> line))
        {
            if (line.IsEmpty)
            {
                message = EndEvent();
                return true;
            }

            ReadLine(line);
        }

        JoinData();
        _mayBeData = _isPastMark && MayBeData(input);
        return false;
    }

    public override void Release() => _joined.Release();

    /// <summary>Does the same as <see cref="WireServerSentEventReader{T}.Resume"/>.</summary>
    public void Resume(string lastEventId)
    {
        _id = lastEventId;
        _lastEventId = lastEventId;
    }

    private bool TryTakeLine(ref ReadOnlySequence<byte> input, out ReadOnlySequence<byte> line)
    {
        line = default;
        if (!_isPastMark && !PassMark(ref input))
        {
            return false;
        }

        if (_isAfterReturn && !input.IsEmpty)
        {
            _isAfterReturn = false;
            if (Start(input, stackalloc byte[1])[0] == '\n')
            {
                input = input.Slice(1);
            }
        }

        foreach (ReadOnlyMemory<byte> piece in input.Slice(_searched))
        {
            int length = piece.Span.IndexOfAny((byte)'\r', (byte)'\n');
            if (length < 0)
            {
                _searched += piece.Length;
                continue;
            }

            _isAfterReturn = piece.Span[length] == '\r';
            line = input.Slice(0, _searched + length);
            input = input.Slice(line.Length + 1);
            _searched = 0;
            CheckSize(line.Length);
            return true;
        }

        CheckSize(_searched);
        return false;
    }

    /// <summary>Skips a byte order mark at the start of the stream. Returns false while one can still arrive.</summary>
    private bool PassMark(ref ReadOnlySequence<byte> input)
    {
        ReadOnlySpan<byte> start = Start(input, stackalloc byte[ByteOrderMark.Length]);
        if (start.Length < ByteOrderMark.Length && ByteOrderMark.StartsWith(start))
        {
            return false;
        }

        _isPastMark = true;
        input = start.SequenceEqual(ByteOrderMark) ? input.Slice(ByteOrderMark.Length) : input;
        return true;
    }

    private void CheckSize(long lineBytes)
    {
        if (_eventBytes + lineBytes > _maxEventBytes + LineOverhead)
        {
            throw WireStreamException.TooLarge(maxBytes);
        }
    }

    private void ReadLine(in ReadOnlySequence<byte> line)
    {
        ReadOnlySpan<byte> head = Start(line, stackalloc byte[HeadBytes]);
        if (head[0] == ':')
        {
            return;
        }

        _eventBytes += Math.Max(1, line.Length - LineOverhead);
        if (ValueOffset(head, "data"u8) is { } data)
        {
            AddData(line.Slice(data));
        }
        else if (ValueOffset(head, "event"u8) is { } name)
        {
            _hasNoMessage = IsWithoutMessage(line.Slice(name));
        }
        else if (ValueOffset(head, "id"u8) is { } id)
        {
            SetId(line.Slice(id));
        }
        else if (ValueOffset(head, "retry"u8) is { } retry)
        {
            SetReconnectionInterval(line.Slice(retry));
        }
    }

    private void AddData(in ReadOnlySequence<byte> value)
    {
        _dataBytes += value.Length + (_dataLines > 0 ? 1 : 0);
        if (_dataBytes > maxBytes)
        {
            throw WireStreamException.TooLarge(maxBytes);
        }

        if (_dataLines > 0)
        {
            JoinData();
            _joined.Write("\n"u8);
            Join(value);
        }
        else
        {
            _onlyLine = value;
        }

        _dataLines++;
    }

    /// <summary>Copies the pending data line. A data line stays in the input until another one follows, or until the input is returned.</summary>
    private void JoinData()
    {
        if (_dataLines > 0 && !_isJoined)
        {
            Join(_onlyLine);
            _onlyLine = default;
            _isJoined = true;
        }
    }

    private void Join(in ReadOnlySequence<byte> value)
    {
        foreach (ReadOnlyMemory<byte> piece in value)
        {
            _joined.Write(piece.Span);
        }
    }

    private bool IsWithoutMessage(in ReadOnlySequence<byte> name)
    {
        foreach (byte[] known in _eventsWithoutMessage)
        {
            if (name.Length == known.Length && name.ToArray().AsSpan().SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    private void SetId(in ReadOnlySequence<byte> value)
    {
        if (value.PositionOf((byte)0) is null)
        {
#if NET
            _id = Encoding.UTF8.GetString(value);
#else
            _id = Encoding.UTF8.GetString(value.ToArray());
#endif
        }
    }

    /// <summary>Sets the interval from milliseconds in digits. Any other text, and a value that no time span can hold, is ignored.</summary>
    private void SetReconnectionInterval(in ReadOnlySequence<byte> value)
    {
        double milliseconds = 0;
        foreach (ReadOnlyMemory<byte> piece in value)
        {
            foreach (byte digit in piece.Span)
            {
                milliseconds =
                    (10 * milliseconds) + (digit is >= (byte)'0' and <= (byte)'9' ? digit - '0' : double.NaN);
            }
        }

        if (!value.IsEmpty && milliseconds < TimeSpan.MaxValue.TotalMilliseconds)
        {
            _reconnectionInterval = TimeSpan.FromMilliseconds(milliseconds);
        }
    }

    /// <summary>Ends an event. Its id counts from now on, whether the event carries a message or not.</summary>
    private ReadOnlySequence<byte>? EndEvent()
    {
        ReadOnlySequence<byte>? message = null;
        if (_dataLines > 0 && !_hasNoMessage)
        {
            ReadOnlySequence<byte> data = _isJoined ? new(_joined.Segment.Array!, 0, _joined.Segment.Count) : _onlyLine;
            message = Blank.Is(data) ? null : data;
        }

        _lastEventId = _id;
        _eventBytes = 0;
        _dataBytes = 0;
        _dataLines = 0;
        _onlyLine = default;
        _isJoined = false;
        _hasNoMessage = false;
        return message;
    }

    /// <summary>Returns whether a line begins like a data line, or can still become one.</summary>
    private static bool MayBeData(in ReadOnlySequence<byte> line)
    {
        ReadOnlySpan<byte> head = Start(line, stackalloc byte[HeadBytes]);
        return !head.IsEmpty && ("data"u8.StartsWith(head) || ValueOffset(head, "data"u8) is not null);
    }

    /// <summary>Returns the index at which the value of a field begins, or null if the line is another field.</summary>
    private static int? ValueOffset(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        if (!head.StartsWith(name))
        {
            return null;
        }

        ReadOnlySpan<byte> rest = head.Slice(name.Length);
        return rest.IsEmpty ? name.Length
            : rest[0] != ':' ? null
            : rest.Length > 1 && rest[1] == ' ' ? name.Length + 2
            : name.Length + 1;
    }

    /// <summary>Returns the first bytes, up to the size of the buffer.</summary>
    private static ReadOnlySpan<byte> Start(in ReadOnlySequence<byte> bytes, Span<byte> buffer)
    {
        int length = (int)Math.Min(bytes.Length, buffer.Length);
        ReadOnlySpan<byte> first = bytes.First.Span;
        if (first.Length >= length)
        {
            return first.Slice(0, length);
        }

        bytes.Slice(0, length).CopyTo(buffer);
        return buffer.Slice(0, length);
    }
}
