using System.ComponentModel;
using AgentWire.Runtime.Text;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>
/// Reads one message from UTF-8, for generated code. The first error is stored, and from then on every call returns immediately
/// with a value that is not used. <see cref="Failed"/> says whether there is an error.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct WireReader
{
    private JsonScanner _json;

    // Whether a tag can be assumed to be where it looks like it, by a caller that reads again after an error.
    private bool _guessesTags;

    // Whether the options, and not the contract, refused a tag.
    private bool _failedByPolicy;

    // The offset of the first unknown member that the options refuse, or 0 if there is none.
    private int _unknownMember;

    /// <summary>Gets whether anything was refused so far.</summary>
    public readonly bool Failed => _json.Failed;

    /// <summary>Gets whether a tag was assumed to be where it looked like it. An error can then differ from the first defect.</summary>
    internal bool HasGuessedTag { get; private set; }

    /// <summary>Gets whether the error is in the shape of a value, which another type could have, and not in the JSON itself.</summary>
    public readonly bool FailedByShape =>
        !_failedByPolicy
        && _json.Code
            is WireErrorCode.WrongType
                or WireErrorCode.OutOfRange
                or WireErrorCode.InvalidValue
                or WireErrorCode.MissingMember
                or WireErrorCode.DuplicateMember
                or WireErrorCode.UnexpectedMember
                or WireErrorCode.UnknownTag
                or WireErrorCode.UnknownValue
                or WireErrorCode.MirrorMismatch;

    /// <summary>Reads a Boolean.</summary>
    public bool ReadBoolean()
    {
        switch (_json.Peek())
        {
            case (byte)'t' when _json.ReadLiteral("true"u8):
                return true;
            case (byte)'f':
                _json.ReadLiteral("false"u8);
                return false;
            default:
                _json.FailType(Wanted.Boolean);
                return false;
        }
    }

    /// <summary>Reads a <c>null</c> if it is next.</summary>
    public bool ReadNull() => _json.Peek() == 'n' && _json.ReadLiteral("null"u8);

    /// <summary>Reads a <c>null</c>, and refuses anything else.</summary>
    public void ExpectNull()
    {
        if (!ReadNull())
        {
            _json.FailType(Wanted.Null);
        }
    }

    /// <summary>Reads a value of another contract type.</summary>
    public T? Read<T, TFormat>()
        where TFormat : struct, IWireDecoder<T> => default(TFormat).Read(ref this);

    /// <summary>Reads a value of any kind, unchanged except that it is compact.</summary>
    public RawJson ReadRaw() => _json.ReadRaw();

    /// <summary>Reads any JSON but null, unchanged except that it is compact.</summary>
    public RawJson ReadRawNotNull()
    {
        _json.Peek();
        int start = _json.Position;
        RawJson value = _json.ReadRaw();
        if (!Failed && value.IsNull)
        {
            _json.Fail(WireErrorCode.WrongType, start, Wanted.NotNull);
        }

        return value;
    }

    /// <summary>Reads an object with any members, unchanged except that it is compact.</summary>
    public RawJson ReadRawObject() => _json.ReadRawObject();

    /// <summary>Opens a message, and checks how much of it is UTF-8. A reader is large, so it is initialized in place.</summary>
    /// <param name="utf8">The message.</param>
    /// <param name="options">The limits, and how unknown members and tags are treated.</param>
    /// <param name="guessesTags">Whether a tag can be assumed to be where it looks like it, by a caller that reads again after an error.</param>
    internal void Open(ReadOnlySpan<byte> utf8, WireOptions options, bool guessesTags = false)
    {
        _json.Open(utf8, options);
        _guessesTags = guessesTags;
    }

    /// <summary>Opens the copy of a string.</summary>
    internal void Open(PooledUtf8 copy, WireOptions options) => _json.Open(copy, options);

    /// <summary>Goes back to the position of another reader, to try another shape there.</summary>
    public void Retry(scoped in WireReader start)
    {
        bool hasGuessed = HasGuessedTag;
        this = start;
        HasGuessedTag |= hasGuessed;
    }

    /// <summary>Opens a message that is known to be UTF-8.</summary>
    internal void OpenChecked(ReadOnlySpan<byte> utf8, WireOptions options) =>
        _json.OpenChecked(utf8, WireErrorCode.Truncated, options);

    /// <summary>Skips a value of any kind, and checks all of it.</summary>
    internal void Skip() => _json.Skip();

    /// <summary>Checks that nothing but white space follows the document.</summary>
    internal void EndDocument()
    {
        _json.EndDocument();
        if (_unknownMember > 0)
        {
            _json.Fail(WireErrorCode.UnknownMember, _unknownMember, Wanted.KnownMembers);
        }
    }

    /// <summary>Creates the error with its message and pointer. This requires the whole message again.</summary>
    internal readonly WireError Error(ReadOnlySpan<byte> utf8, string dialect, string type) =>
        _unknownMember > 0
            ? _json.Error((WireErrorCode.UnknownMember, _unknownMember, Wanted.KnownMembers), utf8, dialect, type)
            : _json.Error(utf8, dialect, type);
}
