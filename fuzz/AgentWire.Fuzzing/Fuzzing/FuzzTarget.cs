using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using AgentWire.Fuzzing.Mutation;

namespace AgentWire.Fuzzing.Fuzzing;

/// <summary>All that reads one type, put to the test by one input. Of one thread: it reuses its buffers.</summary>
internal abstract class FuzzTarget
{
    /// <summary>What an input may cost in memory: a constant, and so much a byte.</summary>
    private protected const long BytesPerInput = 32 * 1024;

    private protected const long BytesPerByte = 128;

    public static FuzzTarget Of(WireCodec codec) =>
        (FuzzTarget)Activator.CreateInstance(typeof(FuzzTarget<>).MakeGenericType(codec.Type), codec)!;

    /// <summary>Reads the input in every way but the costly ones, of which the number chooses.</summary>
    /// <returns><see cref="WireErrorCode.None"/> where it is read.</returns>
    /// <exception cref="BrokenPromiseException">A promise is broken. Any other exception is a finding too.</exception>
    public abstract WireErrorCode Check(ReadOnlySpan<byte> input, long number);
}

internal sealed class FuzzTarget<T> : FuzzTarget
    where T : notnull
{
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = WireOptions.DepthLimit };
    private static readonly bool IsSerializable =
        typeof(T).Assembly == typeof(WireCodec).Assembly || typeof(T).Assembly == typeof(WireDialects).Assembly;

    private readonly ArrayBufferWriter<byte> _first = new();
    private readonly ArrayBufferWriter<byte> _second = new();
    private readonly JsonMap _map = new();
    private readonly WireCodec<T> _codec;
    private readonly Variation[] _variations;

    public FuzzTarget(WireCodec<T> codec)
    {
        _codec = codec;
        WireOptions preserving = new() { UnknownMembers = UnknownMemberHandling.Preserve };
        _variations =
        [
            new(codec.With(preserving), WireErrorCode.TooLarge, WireErrorCode.MirrorMismatch),
            new(codec.With(new() { UnknownMembers = UnknownMemberHandling.Reject }), WireErrorCode.UnknownMember),
            new(codec.With(new() { UnknownTags = UnknownTagHandling.Reject }), WireErrorCode.UnknownTag),
            new(codec.With(new() { MaxDepth = 3 }), WireErrorCode.TooDeep),
            new(codec.With(new() { MaxMessageBytes = 100 }), WireErrorCode.TooLarge),
            new(
                codec.With(preserving with { MaxPreservedMembers = 1 }),
                WireErrorCode.TooLarge,
                WireErrorCode.MirrorMismatch
            ),
        ];
    }

    public override WireErrorCode Check(ReadOnlySpan<byte> input, long number)
    {
        long cost = Read(input, out bool reads, out T? value, out WireError error);
        long most = BytesPerInput + (BytesPerByte * input.Length);
        // What only the first read on a thread takes is no cost of the input.
        Promise(cost <= most || Read(input, out _, out _, out _) <= most, "reading takes too much memory");
        Promise(reads || IsSound(error, input), "an error of no code or place");
        Promise(_codec.TryPeekTag(input, out string? tag) == (tag is not null), "a tag that is null");
        if (reads)
        {
            CheckFixpoint(_codec, value!, input);
        }

        if (number % 4 == 0)
        {
            CheckVariation(_variations[number / 4 % _variations.Length], input, reads, value, error);
        }

        // What may throw an exception takes the time of a dozen other inputs.
        switch (number % 64)
        {
            case 0:
                CheckSequence(Pieces.Of(input, number), reads, value, error);
                break;
            case 1:
                CheckText(input, reads, value, error);
                break;
            case 2:
                CheckOpaque(input);
                break;
            case 3 when IsSerializable:
                CheckSerializer(input, reads, value);
                break;
        }

        return reads ? WireErrorCode.None : error.Code;
    }

    /// <summary>Reads the input, and returns how many bytes that allocates.</summary>
    private long Read(ReadOnlySpan<byte> input, out bool reads, out T? value, out WireError error)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        reads = _codec.TryRead(input, out value, out error);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>What was read is written so that it reads as the same value, which is written alike.</summary>
    private void CheckFixpoint(WireCodec<T> codec, T value, ReadOnlySpan<byte> input)
    {
        _first.ResetWrittenCount();
        codec.Write(_first, value);
        if (!codec.TryRead(_first.WrittenSpan, out T? again, out _))
        {
            Promise(MayBecomeTyped(input), "what is written does not read");
            return;
        }

        _second.ResetWrittenCount();
        codec.Write(_second, again);
        bool sameBytes = _first.WrittenSpan.SequenceEqual(_second.WrittenSpan);
        if (sameBytes && value.Equals(again))
        {
            return;
        }

        // Where members are sorted, those that are kept have come in another order than they are written in.
        bool isSorted = sameBytes && codec.Options.UnknownMembers == UnknownMemberHandling.Preserve;
        Promise(isSorted || MayBecomeTyped(input), "what is written is another value, or other bytes the second time");
        CheckFixpoint(codec, again, default);
    }

    /// <summary>A payload is generic where a member stands twice. In what is written it stands once, and may be typed.</summary>
    private bool MayBecomeTyped(ReadOnlySpan<byte> input) => _codec.Dialect == "systemprompt" && HasNameTwice(input);

    private bool HasNameTwice(ReadOnlySpan<byte> input)
    {
        HashSet<(int, string)> names = [];
        bool found = false;
        for (int i = 0; _map.Scan(input) && i < _map.Count; i++)
        {
            JsonNode node = _map[i];
            found |= node.HasName && !names.Add((node.Parent, JsonText.Unescape(input[node.NameStart..node.NameEnd])));
        }

        return found;
    }

    /// <summary>Other options refuse more, for a reason of their own, and change no bytes but those of members that they keep.</summary>
    private void CheckVariation(Variation variation, ReadOnlySpan<byte> input, bool reads, T? expected, WireError error)
    {
        bool readsToo = variation.Codec.TryRead(input, out T? value, out WireError other);
        if (!readsToo)
        {
            bool isOwn = variation.Refusals.Contains(other.Code);
            Promise(isOwn || (!reads && error.Code == other.Code), "options refuse for another reason than their own");
            return;
        }

        Promise(reads, "options read what the default refuses");
        if (!CanWrite(variation, value!))
        {
            return;
        }

        if (variation.Codec.Options.UnknownMembers == UnknownMemberHandling.Ignore)
        {
            Promise(value!.Equals(expected), "options change the value");
        }

        CheckFixpoint(variation.Codec, value!, input);
    }

    /// <summary>What was left out is filled in, and may then be beyond a limit.</summary>
    private bool CanWrite(Variation variation, T value)
    {
        try
        {
            _second.ResetWrittenCount();
            variation.Codec.Write(_second, value);
            return true;
        }
        catch (WireException e) when (variation.Refusals.Contains(e.Code))
        {
            return false;
        }
    }

    private void CheckSequence(ReadOnlySequence<byte> pieces, bool reads, T? value, WireError error)
    {
        try
        {
            T read = _codec.Read(pieces);
            Promise(reads && read.Equals(value), "a sequence reads as another value");
        }
        catch (WireException e)
        {
            Promise(!reads && e.Error == error, "a sequence is refused otherwise");
        }
    }

    private void CheckText(ReadOnlySpan<byte> input, bool reads, T? value, WireError error)
    {
        bool isText = Utf8.IsValid(input);
        string text = Encoding.UTF8.GetString(input);
        try
        {
            T read = _codec.Read(isText ? text : text.Replace('\ufffd', '\ud800'));
            Promise(!isText || (reads && read.Equals(value)), "text reads as another value");
        }
        catch (WireException e)
        {
            Promise(!isText || (!reads && e.Error == error), "text is refused otherwise");
        }
    }

    private static void CheckOpaque(ReadOnlySpan<byte> input)
    {
        RawJson value;
        try
        {
            value = RawJson.Parse(input);
        }
        catch (WireException)
        {
            return;
        }

        RawJson again = RawJson.Parse(value.Utf8);
        Promise(again.Utf8.SequenceEqual(value.Utf8), "an opaque value changes");
        Promise(again == value && again.GetHashCode() == value.GetHashCode(), "an opaque value is another one");
    }

    private static void CheckSerializer(ReadOnlySpan<byte> input, bool reads, T? value)
    {
        try
        {
            T? read = JsonSerializer.Deserialize<T>(input, Deep);
            // A null is none of the converter's business.
            Promise(reads ? value!.Equals(read) : read is null, "JsonSerializer reads another value");
        }
        catch (JsonException)
        {
            Promise(!reads, "JsonSerializer refuses what reads");
        }
    }

    private static bool IsSound(WireError error, ReadOnlySpan<byte> input) =>
        error.Code != WireErrorCode.None && error.ByteOffset >= 0 && error.ByteOffset <= input.Length;

    private static void Promise([DoesNotReturnIf(false)] bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new BrokenPromiseException(otherwise);
        }
    }

    /// <summary>A codec with other options, and the code with which it refuses what the default reads.</summary>
    private sealed record Variation(WireCodec<T> Codec, params WireErrorCode[] Refusals);
}
