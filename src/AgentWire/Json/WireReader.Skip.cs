namespace AgentWire.Json;

internal ref partial struct WireReader
{
    // One bit a level of nesting: set for objects.
    private const int KindWords = (WireOptions.DepthLimit / 64) + 1;

    /// <summary>Takes a value of any kind, as it came but compact.</summary>
    public RawJson ReadRaw()
    {
        Peek();
        RawCapture capture = BeginCapture(_position, _depth);
        Skip();
        return Failed ? default : EndCapture(capture);
    }

    /// <summary>Takes an object of any form, as it came but compact.</summary>
    public RawJson ReadRawObject()
    {
        if (Peek() != '{')
        {
            FailType(Wanted.Object);
            return default;
        }

        return ReadRaw();
    }

    /// <summary>Takes a value of any kind, and checks all of it.</summary>
    public void Skip()
    {
        if (Peek() is (byte)'{' or (byte)'[')
        {
            SkipContainer();
        }
        else
        {
            SkipScalar();
        }
    }

    private void SkipScalar()
    {
        switch (Peek())
        {
            case (byte)'"':
                ScanString(out _, out _);
                break;
            case (byte)'t':
                ReadLiteral("true"u8);
                break;
            case (byte)'f':
                ReadLiteral("false"u8);
                break;
            case (byte)'n':
                ReadLiteral("null"u8);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                ScanNumber(out _);
                break;
            default:
                Fail(WireErrorCode.Syntax, _position, Wanted.Value);
                break;
        }
    }

    private void SkipContainer()
    {
        Span<ulong> kinds = stackalloc ulong[KindWords];
        int outer = _depth;
        do
        {
            byte open = Peek();
            if (open is (byte)'{' or (byte)'[')
            {
                bool isObject = open == '{';
                if (!Enter())
                {
                    return;
                }

                SetKind(kinds, _depth, isObject);
                if (Peek() == (isObject ? '}' : ']'))
                {
                    Leave();
                }
                else
                {
                    if (isObject)
                    {
                        SkipName();
                    }

                    continue;
                }
            }
            else
            {
                SkipScalar();
            }

            EndValues(kinds, outer);
        } while (_depth > outer && !Failed);
    }

    /// <summary>Behind a value: leaves the containers that end here, and goes on to the next value of one that does not.</summary>
    private void EndValues(scoped ReadOnlySpan<ulong> kinds, int outer)
    {
        while (_depth > outer && !Failed)
        {
            bool isObject = IsObject(kinds, _depth);
            byte next = Peek();
            if (next == ',')
            {
                _position++;
                if (isObject)
                {
                    SkipName();
                }

                return;
            }

            if (next != (isObject ? '}' : ']'))
            {
                Fail(WireErrorCode.Syntax, _position, isObject ? Wanted.NextMember : Wanted.NextElement);
                return;
            }

            Leave();
        }
    }

    private void SkipName()
    {
        if (Peek() != '"')
        {
            Fail(WireErrorCode.Syntax, _position, Wanted.MemberName);
        }
        else if (ScanString(out _, out _))
        {
            ReadColon();
        }
    }

    private static void SetKind(Span<ulong> kinds, int depth, bool isObject)
    {
        ulong bit = 1UL << (depth & 63);
        kinds[depth >> 6] = isObject ? kinds[depth >> 6] | bit : kinds[depth >> 6] & ~bit;
    }

    private static bool IsObject(ReadOnlySpan<ulong> kinds, int depth) =>
        (kinds[depth >> 6] & (1UL << (depth & 63))) != 0;

    /// <summary>Starts to note what the bytes from an offset hold, the reader standing in them at that depth's first level.</summary>
    private RawCapture BeginCapture(int start, int depth)
    {
        RawCapture capture = new(start, depth, _deepest, _superfluous);
        _deepest = _depth;
        _superfluous = false;
        return capture;
    }

    /// <summary>The noted value; of a member, whose name was passed before, the object that it alone makes up.</summary>
    private RawJson EndCapture(RawCapture capture, bool isMember = false)
    {
        ReadOnlySpan<byte> text = _json.Slice(capture.Start, _position - capture.Start);
        int depth = _deepest - capture.Depth;
        RawJson json = isMember
            ? RawJson.ObjectOf(text, depth, isCompact: !_superfluous && !capture.OuterSuperfluous)
            : RawJson.FromChecked(text, depth, isCompact: !_superfluous);
        _deepest = Math.Max(_deepest, capture.OuterDeepest);
        _superfluous |= capture.OuterSuperfluous;
        return json;
    }

    private readonly struct RawCapture(int start, int depth, int outerDeepest, bool outerSuperfluous)
    {
        public int Start { get; } = start;

        public int Depth { get; } = depth;

        public int OuterDeepest { get; } = outerDeepest;

        public bool OuterSuperfluous { get; } = outerSuperfluous;
    }
}
