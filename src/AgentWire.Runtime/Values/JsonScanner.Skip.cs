namespace AgentWire.Runtime.Values;

/// <summary>Values that are read as a whole.</summary>
internal ref partial struct JsonScanner
{
    // One bit for each level of nesting. It is set for objects.
    private const int KindWords = (WireOptions.DepthLimit / 64) + 1;

    /// <summary>Reads a value of any kind, unchanged except that it is compact.</summary>
    public RawJson ReadRaw()
    {
        Peek();
        RawCapture capture = BeginCapture(Position, Depth);
        Skip();
        return Failed ? default : EndCapture(capture);
    }

    /// <summary>Reads an object with any members, unchanged except that it is compact.</summary>
    public RawJson ReadRawObject()
    {
        if (Peek() != '{')
        {
            FailType(Wanted.Object);
            return default;
        }

        return ReadRaw();
    }

    /// <summary>Skips a value of any kind, and checks all of it.</summary>
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
                Fail(WireErrorCode.Syntax, Position, Wanted.Value);
                break;
        }
    }

    private void SkipContainer()
    {
        Span<ulong> kinds = stackalloc ulong[KindWords];
        int outer = Depth;
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

                SetKind(kinds, Depth, isObject);
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
        } while (Depth > outer && !Failed);
    }

    /// <summary>After a value: leaves the containers that end here, and moves to the next value of the container that does not.</summary>
    private void EndValues(scoped ReadOnlySpan<ulong> kinds, int outer)
    {
        while (Depth > outer && !Failed)
        {
            bool isObject = IsObject(kinds, Depth);
            byte next = Peek();
            if (next == ',')
            {
                Position++;
                if (isObject)
                {
                    SkipName();
                }

                return;
            }

            if (next != (isObject ? '}' : ']'))
            {
                Fail(WireErrorCode.Syntax, Position, isObject ? Wanted.NextMember : Wanted.NextElement);
                return;
            }

            Leave();
        }
    }

    private void SkipName()
    {
        if (Peek() != '"')
        {
            Fail(WireErrorCode.Syntax, Position, Wanted.MemberName);
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

    /// <summary>Starts a capture of the bytes from an offset.</summary>
    /// <param name="start">The offset of the first byte.</param>
    /// <param name="depth">The number of arrays and objects around it.</param>
    /// <param name="isUnderWay">Whether some of these bytes have already been read.</param>
    public RawCapture BeginCapture(int start, int depth, bool isUnderWay = false)
    {
        RawCapture capture = new(start, depth, _deepest, _superfluous);
        _deepest = Depth;
        _superfluous &= isUnderWay;
        return capture;
    }

    /// <summary>Returns the captured value. For a member, whose name was read before, returns an object with this one member.</summary>
    public RawJson EndCapture(RawCapture capture, bool isMember = false)
    {
        ReadOnlySpan<byte> text = Text.Slice(capture.Start, Position - capture.Start);
        int depth = _deepest - capture.Depth;
        RawJson json = isMember
            ? RawJson.ObjectOf(text, depth, isCompact: !_superfluous && !capture.OuterSuperfluous)
            : RawJson.FromChecked(text, depth, isCompact: !_superfluous);
        _deepest = Math.Max(_deepest, capture.OuterDeepest);
        _superfluous |= capture.OuterSuperfluous;
        return json;
    }

    internal readonly struct RawCapture(int start, int depth, int outerDeepest, bool outerSuperfluous)
    {
        public int Start { get; } = start;

        public int Depth { get; } = depth;

        public int OuterDeepest { get; } = outerDeepest;

        public bool OuterSuperfluous { get; } = outerSuperfluous;
    }
}
