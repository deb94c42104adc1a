namespace AgentWire.Json;

/// <summary>
/// Reads one JSON document from UTF-8. An error is noted once and sticks: from then on the input is empty, every call
/// returns at once with a value that nobody uses, and <see cref="Failed"/> tells.
/// </summary>
internal ref partial struct WireReader
{
    private readonly WireOptions _options;
    private readonly WireErrorCode _endCode;
    private ReadOnlySpan<byte> _json;
    private int _position;
    private int _depth;
    private int _deepest;

    // Whether anything was passed that the compact form does not have: white space, superfluous escapes.
    private bool _superfluous;

    // Whether the message is known to be ASCII.
    private bool _isAscii;

    // Whether the tag may be taken for the last member where it looks like that.
    private bool _expectsTagLast;

    // Whether the options, not the contract, refused a tag.
    private bool _failedByPolicy;

    // The offset of the first unknown member that the options refuse; 0 where there is none.
    private int _unknownMember;

    private WireErrorCode _code;
    private int _errorOffset;
    private string? _expected;
    private string? _missing;

    /// <param name="json">UTF-8 that is known to be well formed.</param>
    /// <param name="endCode">What reaching the end too early means: the input is cut short, or what follows is not text.</param>
    /// <param name="options">The limits and the treatment of unknowns.</param>
    private WireReader(ReadOnlySpan<byte> json, WireErrorCode endCode, WireOptions options)
    {
        _json = json;
        _endCode = endCode;
        _options = options;
    }

    /// <summary>Opens a message, and finds out first how far it is UTF-8.</summary>
    /// <param name="utf8">The message.</param>
    /// <param name="options">The limits and the treatment of unknowns.</param>
    /// <param name="expectsTagLast">Whether the tag may be taken for the last member, by one who reads again after an error.</param>
    public static WireReader Open(ReadOnlySpan<byte> utf8, WireOptions options, bool expectsTagLast = false)
    {
        bool isAscii = false;
        int invalid = utf8.Length > options.MaxMessageBytes ? -1 : Utf8Text.IndexOfInvalid(utf8, out isAscii);
        WireReader reader =
            invalid < 0
                ? Open(utf8, WireErrorCode.Truncated, options)
                : Open(utf8.Slice(0, invalid), WireErrorCode.InvalidUtf8, options);
        reader._isAscii = isAscii;
        reader._expectsTagLast = expectsTagLast;
        return reader;
    }

    /// <summary>Opens what is known to be UTF-8.</summary>
    public static WireReader Open(ReadOnlySpan<byte> utf8, WireErrorCode endCode, WireOptions options)
    {
        WireReader reader = new(utf8, endCode, options);
        if (utf8.Length > options.MaxMessageBytes)
        {
            reader.Fail(WireErrorCode.TooLarge, options.MaxMessageBytes, $"at most {options.MaxMessageBytes} bytes");
        }

        return reader;
    }

    /// <summary>Whether the tag was taken for the last member: an error may then be another than the first defect.</summary>
    public bool HasTakenTagForLast { get; private set; }

    public readonly bool Failed => _code != WireErrorCode.None;

    /// <summary>The error, put into words and place; it takes the whole message again.</summary>
    public readonly WireError Error(ReadOnlySpan<byte> utf8, string dialect, string type)
    {
        bool isUnknownMember = _unknownMember > 0 && _unknownMember <= _errorOffset;
        WireErrorCode code = isUnknownMember ? WireErrorCode.UnknownMember : _code;
        int offset = isUnknownMember ? _unknownMember : _errorOffset;
        string expected = isUnknownMember ? Wanted.KnownMembers : _expected!;
        string? missing = isUnknownMember ? null : _missing;
        bool ofMember =
            code
            is WireErrorCode.DuplicateMember
                or WireErrorCode.UnexpectedMember
                or WireErrorCode.UnknownMember
                or WireErrorCode.UnknownTag
                or WireErrorCode.TooLarge;
        return new WireError(
            code,
            utf8.Length > _options.MaxMessageBytes ? "" : JsonPointer.At(utf8, offset, ofMember, missing),
            offset,
            dialect,
            type,
            WireErrorText.Describe(code, utf8, offset, expected)
        );
    }

    /// <summary>Whether the error is in the shape of a value, which another type could have, and not in the JSON itself.</summary>
    public readonly bool FailedByShape =>
        !_failedByPolicy
        && _code
            is WireErrorCode.WrongType
                or WireErrorCode.OutOfRange
                or WireErrorCode.InvalidValue
                or WireErrorCode.MissingMember
                or WireErrorCode.DuplicateMember
                or WireErrorCode.UnexpectedMember
                or WireErrorCode.UnknownTag
                or WireErrorCode.UnknownValue
                or WireErrorCode.MirrorMismatch;

    /// <summary>Checks that nothing but white space follows the document.</summary>
    public void EndDocument()
    {
        if (Failed)
        {
            return;
        }

        SkipWhiteSpace();
        if (_position < _json.Length)
        {
            Fail(WireErrorCode.TrailingData, _position, "nothing after the document");
        }
        else if (_endCode != WireErrorCode.Truncated)
        {
            Fail(_endCode, _position, Wanted.Text);
        }
        else if (_unknownMember > 0)
        {
            Fail(WireErrorCode.UnknownMember, _unknownMember, Wanted.KnownMembers);
        }
    }

    public bool ReadBoolean()
    {
        switch (Peek())
        {
            case (byte)'t' when ReadLiteral("true"u8):
                return true;
            case (byte)'f':
                ReadLiteral("false"u8);
                return false;
            default:
                FailType(Wanted.Boolean);
                return false;
        }
    }

    /// <summary>Takes a <c>null</c> if it is next.</summary>
    public bool ReadNull() => Peek() == 'n' && ReadLiteral("null"u8);

    /// <summary>Takes a <c>null</c>, and refuses anything else.</summary>
    public void ExpectNull()
    {
        if (!ReadNull())
        {
            FailType(Wanted.Null);
        }
    }

    /// <summary>Reads a value of another contract type.</summary>
    public T? Read<T, TFormat>()
        where TFormat : struct, IWireFormat<T> => default(TFormat).Read(ref this);

    /// <summary>Notes the first error; later ones are its echoes.</summary>
    public void Fail(WireErrorCode code, int offset, string expected, string? missing = null)
    {
        if (Failed)
        {
            return;
        }

        _code = code;
        _errorOffset = offset;
        _expected = expected;
        _missing = missing;
        _json = default;
        _position = 0;
    }

    /// <summary>The next byte that is not white space, without taking it; 0 at the end, which is an error.</summary>
    private byte Peek()
    {
        int position = _position;
        ReadOnlySpan<byte> json = _json;
        if ((uint)position < (uint)json.Length && json[position] > ' ')
        {
            return json[position];
        }

        return PeekPastWhiteSpace();
    }

    private byte PeekPastWhiteSpace()
    {
        SkipWhiteSpace();
        if (_position < _json.Length)
        {
            return _json[_position];
        }

        FailAtEnd();
        return 0;
    }

    private void SkipWhiteSpace()
    {
        while (_position < _json.Length && _json[_position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            _position++;
            _superfluous = true;
        }
    }

    private void FailAtEnd() =>
        Fail(_endCode, _json.Length, _endCode == WireErrorCode.Truncated ? Wanted.MoreInput : Wanted.Text);

    /// <summary>Refuses the next value: it is of another kind, or no JSON at all.</summary>
    private void FailType(string expected)
    {
        byte first = Peek();
        switch (first)
        {
            case (byte)'t' or (byte)'f' or (byte)'n':
                int start = _position;
                if (
                    ReadLiteral(
                        first == 't' ? "true"u8
                        : first == 'f' ? "false"u8
                        : "null"u8
                    )
                )
                {
                    Fail(WireErrorCode.WrongType, start, expected);
                }

                break;
            case (byte)'"' or (byte)'{' or (byte)'[' or (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                Fail(WireErrorCode.WrongType, _position, expected);
                break;
            default:
                Fail(WireErrorCode.Syntax, _position, expected);
                break;
        }
    }

    /// <summary>Takes a literal whose first letter is known to be next.</summary>
    private bool ReadLiteral(ReadOnlySpan<byte> literal)
    {
        ReadOnlySpan<byte> rest = _json.Slice(_position);
        if (rest.StartsWith(literal))
        {
            _position += literal.Length;
            return true;
        }

        if (literal.StartsWith(rest))
        {
            FailAtEnd();
        }
        else
        {
            Fail(WireErrorCode.Syntax, _position, Wanted.Value);
        }

        return false;
    }

    private bool Enter()
    {
        if (_depth >= _options.MaxDepth)
        {
            Fail(WireErrorCode.TooDeep, _position, "less nesting");
            return false;
        }

        _depth++;
        _deepest = Math.Max(_deepest, _depth);
        _position++;
        return true;
    }

    private void Leave()
    {
        _depth--;
        _position++;
    }

    /// <summary>What a message says was expected, said the same way everywhere.</summary>
    private static class Wanted
    {
        public const string Array = "an array";
        public const string Boolean = "true or false";
        public const string Integer = "an integer";
        public const string KnownMembers = "only members that the contract knows";
        public const string MemberName = "a member's name in quotes";
        public const string MoreInput = "more input";
        public const string NextElement = "',' or ']'";
        public const string NextMember = "',' or '}'";
        public const string Null = "null";
        public const string NotBlank = "a string that is not all white space";
        public const string Number = "a number";
        public const string Object = "an object";
        public const string String = "a string";
        public const string Tag = "a tag, a string";
        public const string Text = "well-formed text";
        public const string Timestamp = "an RFC 3339 time from year 0 to year 9999";
        public const string Uuid = "a UUID";
        public const string Value = "a JSON value";
    }
}
