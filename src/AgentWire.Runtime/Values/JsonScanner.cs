using AgentWire.Runtime.Text;

namespace AgentWire.Runtime.Values;

/// <summary>
/// Reads the tokens of one JSON document in UTF-8. It does not know any contract. The first error is stored, and from then on
/// the input is empty: every call returns immediately with a value that is not used. <see cref="Failed"/> says whether there
/// is an error.
/// </summary>
internal ref partial struct JsonScanner
{
    private WireErrorCode _endCode;
    private int _deepest;

    // Whether the input contains anything that the compact form does not have: white space or unnecessary escapes.
    private bool _superfluous;

    private bool _isAscii;
    private int _errorOffset;
    private string? _expected;
    private string? _missing;

    /// <summary>Gets the limits.</summary>
    public WireOptions Options { get; private set; }

    /// <summary>The document, or an empty span after a failure.</summary>
    public ReadOnlySpan<byte> Text;

    /// <summary>The offset of the next byte.</summary>
    public int Position;

    /// <summary>The number of open arrays and objects.</summary>
    public int Depth;

    /// <summary>Gets the code of the first error, or none.</summary>
    public WireErrorCode Code { get; private set; }

    public readonly bool Failed => Code != WireErrorCode.None;

    /// <summary>Gets the bytes that have not been read.</summary>
    public readonly ReadOnlySpan<byte> Rest => Text.Slice(Position);

    /// <summary>Opens a document, and checks how much of it is UTF-8. A scanner is large, so it is initialized in place.</summary>
    public void Open(ReadOnlySpan<byte> utf8, WireOptions options)
    {
        bool isAscii = false;
        int invalid = utf8.Length > options.MaxMessageBytes ? -1 : Utf8Text.IndexOfInvalid(utf8, out isAscii);
        if (invalid < 0)
        {
            OpenChecked(utf8, WireErrorCode.Truncated, options, isAscii);
        }
        else
        {
            OpenChecked(utf8.Slice(0, invalid), WireErrorCode.InvalidUtf8, options);
        }
    }

    /// <summary>Opens the copy of a string, which ends before the first lone surrogate.</summary>
    public void Open(PooledUtf8 copy, WireOptions options) =>
        OpenChecked(copy.Utf8, copy.IsComplete ? WireErrorCode.Truncated : WireErrorCode.LoneSurrogate, options);

    /// <summary>Opens a document that is known to be UTF-8.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="endCode">The error if the input ends too early: either the input is truncated, or invalid text follows.</param>
    /// <param name="options">The limits.</param>
    /// <param name="isAscii">Whether the bytes are known to be ASCII.</param>
    public void OpenChecked(ReadOnlySpan<byte> utf8, WireErrorCode endCode, WireOptions options, bool isAscii = false)
    {
        Text = utf8;
        Options = options;
        _endCode = endCode;
        _isAscii = isAscii;
        if (utf8.Length > options.MaxMessageBytes)
        {
            Fail(WireErrorCode.TooLarge, options.MaxMessageBytes, $"at most {options.MaxMessageBytes} bytes");
        }
    }

    /// <summary>Stores the first error. Later errors are consequences of it and are ignored.</summary>
    public void Fail(WireErrorCode code, int offset, string expected, string? missing = null)
    {
        if (Failed)
        {
            return;
        }

        Code = code;
        _errorOffset = offset;
        _expected = expected;
        _missing = missing;
        Text = default;
        Position = 0;
    }

    public void FailAtEnd() =>
        Fail(_endCode, Text.Length, _endCode == WireErrorCode.Truncated ? Wanted.MoreInput : Wanted.Text);

    /// <summary>Refuses the next value, because it has another type or is not JSON.</summary>
    public void FailType(string expected)
    {
        byte first = Peek();
        switch (first)
        {
            case (byte)'t' or (byte)'f' or (byte)'n':
                int start = Position;
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
                Fail(WireErrorCode.WrongType, Position, expected);
                break;
            default:
                Fail(WireErrorCode.Syntax, Position, expected);
                break;
        }
    }

    /// <summary>Creates the error with its message and pointer. This requires the whole document again.</summary>
    public readonly WireError Error(ReadOnlySpan<byte> utf8, string dialect, string type) =>
        Error(Code, _errorOffset, _expected!, _missing, utf8, dialect, type);

    /// <summary>Creates another error instead, unless its position is after that of the first error.</summary>
    public readonly WireError Error(
        (WireErrorCode Code, int Offset, string Expected) earlier,
        ReadOnlySpan<byte> utf8,
        string dialect,
        string type
    ) =>
        earlier.Offset <= _errorOffset
            ? Error(earlier.Code, earlier.Offset, earlier.Expected, missing: null, utf8, dialect, type)
            : Error(utf8, dialect, type);

    /// <summary>Checks that nothing but white space follows the document.</summary>
    public void EndDocument()
    {
        if (Failed)
        {
            return;
        }

        SkipWhiteSpace();
        if (Position < Text.Length)
        {
            Fail(WireErrorCode.TrailingData, Position, "nothing after the document");
        }
        else if (_endCode != WireErrorCode.Truncated)
        {
            Fail(_endCode, Position, Wanted.Text);
        }
    }

    /// <summary>Returns the next byte that is not white space, without reading it. Returns 0 at the end, which is an error.</summary>
    public byte Peek()
    {
        int position = Position;
        ReadOnlySpan<byte> text = Text;
        if ((uint)position < (uint)text.Length && text[position] > ' ')
        {
            return text[position];
        }

        return PeekPastWhiteSpace();
    }

    /// <summary>Reads a literal whose first letter is known.</summary>
    public bool ReadLiteral(ReadOnlySpan<byte> literal)
    {
        ReadOnlySpan<byte> rest = Rest;
        if (rest.StartsWith(literal))
        {
            Position += literal.Length;
            return true;
        }

        if (literal.StartsWith(rest))
        {
            FailAtEnd();
        }
        else
        {
            Fail(WireErrorCode.Syntax, Position, Wanted.Value);
        }

        return false;
    }

    /// <summary>Reads the colon after a name.</summary>
    public bool ReadColon()
    {
        if (Peek() != ':')
        {
            Fail(WireErrorCode.Syntax, Position, "':'");
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Reads an opening bracket.</summary>
    public bool Enter()
    {
        if (Depth >= Options.MaxDepth)
        {
            Fail(WireErrorCode.TooDeep, Position, "less nesting");
            return false;
        }

        Depth++;
        _deepest = Math.Max(_deepest, Depth);
        Position++;
        return true;
    }

    /// <summary>Reads a closing bracket.</summary>
    public void Leave()
    {
        Depth--;
        Position++;
    }

    private byte PeekPastWhiteSpace()
    {
        SkipWhiteSpace();
        if (Position < Text.Length)
        {
            return Text[Position];
        }

        FailAtEnd();
        return 0;
    }

    private void SkipWhiteSpace()
    {
        while (Position < Text.Length && Text[Position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            Position++;
            _superfluous = true;
        }
    }

    private readonly WireError Error(
        WireErrorCode code,
        int offset,
        string expected,
        string? missing,
        ReadOnlySpan<byte> utf8,
        string dialect,
        string type
    )
    {
        bool ofMember =
            code
            is WireErrorCode.DuplicateMember
                or WireErrorCode.UnexpectedMember
                or WireErrorCode.UnknownMember
                or WireErrorCode.UnknownTag
                or WireErrorCode.TooLarge;
        return new WireError(
            code,
            utf8.Length > Options.MaxMessageBytes ? "" : JsonLocator.At(utf8, offset, ofMember, missing),
            offset,
            dialect,
            type,
            WireErrorText.Describe(code, utf8, offset, expected)
        );
    }
}
