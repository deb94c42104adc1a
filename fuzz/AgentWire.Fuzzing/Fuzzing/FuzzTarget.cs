using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using AgentWire.Fuzzing.Corpus;
using AgentWire.Fuzzing.Mutation;

namespace AgentWire.Fuzzing.Fuzzing;

/// <summary>Tests all ways of reading one type with one input. It reuses its buffers, so it is for one thread.</summary>
internal abstract class FuzzTarget
{
    /// <summary>The memory that an input can cost: a constant, and an amount per byte.</summary>
    private protected const long BytesPerInput = 32 * 1024;

    private protected const long BytesPerByte = 128;

    public static FuzzTarget Of(WireCodec codec) =>
        (FuzzTarget)Activator.CreateInstance(typeof(FuzzTarget<>).MakeGenericType(codec.Type), codec)!;

    /// <summary>Reads the input in all cheap ways, and in one of the expensive ways, which the number selects.</summary>
    /// <returns><see cref="WireErrorCode.None"/> if it can be read.</returns>
    /// <exception cref="BrokenPromiseException">A promise is broken. Any other exception is also a finding.</exception>
    public abstract WireErrorCode Check(ReadOnlySpan<byte> input, long number);
}

internal sealed class FuzzTarget<T> : FuzzTarget
    where T : notnull
{
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = WireOptions.DepthLimit };

    // JsonSerializer reads the items of a list without the rules of the contract.
    private static readonly bool IsSerializable =
        !typeof(T).IsGenericType
        && (
            typeof(T).Assembly == typeof(WireCodec).Assembly
            || typeof(T).Assembly == typeof(WireDialects).Assembly
            || typeof(T).Assembly == typeof(TestDialects).Assembly
        );

    private readonly ArrayBufferWriter<byte> _first = new();
    private readonly ArrayBufferWriter<byte> _second = new();
    private readonly JsonMap _map = new();
    private readonly WireCodec<T> _codec;
    private readonly Variation[] _variations;
    private readonly WireCodec<T>[] _forOlderPeers;
    private readonly Leeway _leeway;

    public FuzzTarget(WireCodec<T> codec)
        : this(
            codec,
            [.. VersionsOf(codec).Select(version => codec.With(WireOptions.Default with { PeerVersion = version }))]
        ) { }

    /// <param name="codec">The codec with the default options.</param>
    /// <param name="forOlderPeers">The codecs that write for older peers, which are tried in turn.</param>
    internal FuzzTarget(WireCodec<T> codec, WireCodec<T>[] forOlderPeers)
    {
        _codec = codec;
        _forOlderPeers = forOlderPeers;
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
        _leeway = Leeway.Of(codec.Dialect);
    }

    public override WireErrorCode Check(ReadOnlySpan<byte> input, long number)
    {
        long cost = Read(input, out bool reads, out T? value, out WireError error);
        long most = BytesPerInput + (BytesPerByte * input.Length);
        // Memory that only the first read on a thread allocates is not a cost of the input.
        Promise(cost <= most || Read(input, out _, out _, out _) <= most, "reading takes too much memory");
        Promise(reads || IsSound(error, input), "an error without a code or position");
        Promise(_codec.TryPeekTag(input, out string? tag) == (tag is not null), "a tag that is null");
        if (reads)
        {
            CheckFixpoint(_codec, value!, input);
        }

        if (number % 4 == 0)
        {
            CheckVariation(_variations[number / 4 % _variations.Length], input, reads, value, error);
        }

        if (number % 4 == 1 && _forOlderPeers.Length > 0)
        {
            CheckOlderPeer(_forOlderPeers[number / 4 % _forOlderPeers.Length], input, reads, value, error);
        }

        // A check that can throw an exception takes as long as a dozen other inputs.
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

    /// <summary>Reads the input, and returns the number of allocated bytes.</summary>
    private long Read(ReadOnlySpan<byte> input, out bool reads, out T? value, out WireError error)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        reads = _codec.TryRead(input, out value, out error);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Checks that the written value reads as the same value, and is then written with the same bytes.</summary>
    private void CheckFixpoint(WireCodec<T> codec, T value, ReadOnlySpan<byte> input)
    {
        _first.ResetWrittenCount();
        codec.Write(_first, value);
        if (!codec.TryRead(_first.WrittenSpan, out T? again, out _))
        {
            Promise(MayBecomeTyped(input), "the written message cannot be read");
            return;
        }

        _second.ResetWrittenCount();
        codec.Write(_second, again);
        bool sameBytes = _first.WrittenSpan.SequenceEqual(_second.WrittenSpan);
        if (sameBytes && value.Equals(again))
        {
            return;
        }

        // If members are sorted, entries of maps and kept members were read in another order than they are written.
        bool isSorted =
            sameBytes && (_leeway.SortsEntries || codec.Options.UnknownMembers == UnknownMemberHandling.Preserve);
        Promise(
            isSorted || MayBecomeTyped(input),
            "the written message has another value, or other bytes the second time"
        );
        CheckFixpoint(codec, again, default);
    }

    private bool MayBecomeTyped(ReadOnlySpan<byte> input) => _leeway.TriesShapes && HasNameTwice(input);

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

    /// <summary>Checks that other options refuse more only for their own reasons, and change only the bytes of members that they keep.</summary>
    private void CheckVariation(Variation variation, ReadOnlySpan<byte> input, bool reads, T? expected, WireError error)
    {
        bool readsToo = variation.Codec.TryRead(input, out T? value, out WireError other);
        if (!readsToo)
        {
            bool isOwn = variation.Refusals.Contains(other.Code);
            Promise(
                isOwn || (!reads && error.Code == other.Code),
                "options refuse an input for a reason that is not their own"
            );
            return;
        }

        Promise(reads, "options read what the default refuses");
        if (!CanWrite(variation.Codec, value!, variation.Refusals))
        {
            return;
        }

        if (variation.Codec.Options.UnknownMembers == UnknownMemberHandling.Ignore)
        {
            Promise(value!.Equals(expected), "options change the value");
        }

        CheckFixpoint(variation.Codec, value!, input);
    }

    /// <summary>Returns whether a value can be written. Members that were absent are filled in, and can exceed a limit.</summary>
    private bool CanWrite(WireCodec<T> codec, T value, params ReadOnlySpan<WireErrorCode> refusals)
    {
        _second.ResetWrittenCount();
        try
        {
            codec.Write(_second, value);
            return true;
        }
        catch (WireException e) when (refusals.Contains(e.Code))
        {
            return false;
        }
    }

    /// <summary>Returns a version of each kind of peer: the first one, and those that have something new or no longer have something.</summary>
    private static IEnumerable<string> VersionsOf(WireCodec codec) =>
        codec.Versions.Changes.Count > 0 ? codec.Versions.Changes.Prepend(codec.Versions.From ?? "0") : [];

    /// <summary>
    /// Checks that a version of the peer changes nothing that is read, and that what is written for it can be read and written again.
    /// A value that the version does not have can be refused.
    /// </summary>
    private void CheckOlderPeer(WireCodec<T> codec, ReadOnlySpan<byte> input, bool reads, T? expected, WireError error)
    {
        bool readsToo = codec.TryRead(input, out T? value, out WireError other);
        Promise(
            readsToo == reads && (reads ? value!.Equals(expected) : other == error),
            "a version of the peer changes what is read"
        );
        if (!reads || !CanWrite(codec, value!, WireErrorCode.NotRepresentable))
        {
            return;
        }

        if (
            _codec.TryRead(_second.WrittenSpan, out T? again, out _)
            && CanWrite(codec, again, WireErrorCode.NotRepresentable)
        )
        {
            CheckFixpoint(codec, again, input);
        }
        else
        {
            Promise(MayBecomeTyped(input), "what is written for an older peer cannot be read, or not be written again");
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
            Promise(!reads && e.Error == error, "a sequence is refused with another error");
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
            Promise(!isText || (!reads && e.Error == error), "text is refused with another error");
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
            // A null is not passed to the converter.
            Promise(reads ? value!.Equals(read) : read is null, "JsonSerializer reads another value");
        }
        catch (JsonException)
        {
            Promise(!reads, "JsonSerializer refuses an input that can be read");
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

    /// <summary>A codec with other options, and the codes with which it refuses what the default accepts.</summary>
    private sealed record Variation(WireCodec<T> Codec, params WireErrorCode[] Refusals);
}
