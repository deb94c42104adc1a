using System.Buffers;
using System.Runtime.InteropServices;
using AgentWire.Tool.Lines;

namespace AgentWire.Tool.Checks;

/// <summary>Reads files with a codec and counts the results. Its memory does not grow with the input.</summary>
internal sealed class Checker
{
    // The sender can invent unknown tags. Those beyond this number of distinct tags, and longer ones, are counted together.
    private const int MaxUnknownTags = 50;
    private const int MaxUnknownTagLength = 60;

    private readonly WireCodec _codec;
    private readonly StandardStreams _streams;

    // A codec that refuses unknown tags, which is how a message with an unknown tag is noticed.
    private readonly WireCodec? _knowing;
    private readonly ArrayBufferWriter<byte> _canonical = new();
    private readonly Dictionary<string, Tally> _tags;
    private readonly List<FileTally> _files = [];
    private int _unknownTags;
    private Tally _otherTags;

    /// <param name="codec">The codec of the lines.</param>
    /// <param name="peer">The check for a version of the peer, or null.</param>
    /// <param name="streams">The standard streams.</param>
    public Checker(WireCodec codec, PeerCheck? peer, StandardStreams streams)
    {
        _codec = codec;
        Peer = peer;
        _streams = streams;
        _knowing =
            codec.Options.UnknownTags == UnknownTagHandling.Reject
                ? null
                : codec.With(codec.Options with { UnknownTags = UnknownTagHandling.Reject });
        _tags = codec.Tags.ToDictionary(tag => tag, _ => default(Tally), StringComparer.Ordinal);
    }

    public WireCodec Codec => _codec;

    public PeerCheck? Peer { get; }

    public IReadOnlyList<FileTally> Files => _files;

    /// <summary>Gets the accepted messages by tag: all known tags, and the unknown tags that occurred.</summary>
    public IReadOnlyDictionary<string, Tally> Tags => _tags;

    /// <summary>Gets the messages without a tag, and those with an unknown tag that is not in <see cref="Tags"/>.</summary>
    public Tally OtherTags => _otherTags;

    public FindingList Refused { get; } = new();

    /// <summary>Gets the messages that are not canonical.</summary>
    public FindingList NotCanonical { get; } = new();

    /// <summary>Gets the messages that contain an unknown variant at any depth.</summary>
    public FindingList Unknown { get; } = new();

    /// <summary>Gets what the version of the peer does not know, by place.</summary>
    public FindingList UnknownToPeer { get; } = new();

    /// <summary>Reads one file.</summary>
    /// <param name="name">The file, or <c>-</c> for standard input.</param>
    /// <param name="progress">A callback that is called from time to time with the number of bytes read so far.</param>
    /// <param name="interrupted">A token that ends the reading. What was read so far counts.</param>
    /// <exception cref="OperationCanceledException">The reading was interrupted.</exception>
    public void Read(string name, Action<long>? progress, CancellationToken interrupted)
    {
        var file = new FileTally(name);
        _files.Add(file);
        try
        {
            using InputFile input = InputFile.Open(name, _streams);
            LineReader lines = null!;
            lines = new LineReader(input.Stream, name, _codec.Options.MaxMessageBytes, BeforeRead);
            while (lines.MoveNext())
            {
                file.Lines++;
                if (lines.IsBlank)
                {
                    file.Empty++;
                }
                else
                {
                    Judge(lines, file);
                }
            }

            void BeforeRead()
            {
                file.Bytes = lines.BytesRead;
                progress?.Invoke(lines.BytesRead);
                input.Wait(interrupted);
            }
        }
        catch (UsageException error)
        {
            file.Error = error.Message;
        }
    }

    private void Judge(LineReader lines, FileTally file)
    {
        ReadOnlySpan<byte> line = lines.Line;
        if (!TryRead(lines, out object? message, out WireError error))
        {
            Refuse(error);
            return;
        }

        _canonical.ResetWrittenCount();
        try
        {
            _codec.WriteObject(_canonical, message!);
        }
        catch (WireException tooLargeToWrite)
        {
            Refuse(tooLargeToWrite.Error);
            return;
        }

        Count(line);
        foreach (var (code, pointer, offset, text) in Peer?.Find(message!, _canonical.WrittenMemory) ?? [])
        {
            UnknownToPeer.Add(new Finding(file.Name, lines.LineNumber, code, pointer, offset, text));
        }

        ReadOnlySpan<byte> canonical = _canonical.WrittenSpan;
        if (!canonical.SequenceEqual(line))
        {
            file.NotCanonical++;
            NotCanonical.Add(
                new Finding(
                    file.Name,
                    lines.LineNumber,
                    Finding.NotCanonical,
                    "",
                    canonical.CommonPrefixLength(line),
                    "canon writes it differently from this byte"
                )
            );
        }

        void Refuse(in WireError error)
        {
            file.Refused++;
            Refused.Add(new Finding(file.Name, lines.LineNumber, error));
        }
    }

    private bool TryRead(LineReader lines, out object? message, out WireError error)
    {
        if (_knowing is null)
        {
            return _codec.TryReadObject(lines.Line, out message, out error);
        }

        if (_knowing.TryReadObject(lines.Line, out message, out WireError unknown))
        {
            error = default;
            return true;
        }

        if (!_codec.TryReadObject(lines.Line, out message, out error))
        {
            return false;
        }

        Unknown.Add(new Finding(lines.Name, lines.LineNumber, unknown));
        return true;
    }

    private void Count(ReadOnlySpan<byte> line)
    {
        if (_codec.TryPeekTag(line, out string? tag))
        {
            ref Tally known = ref CollectionsMarshal.GetValueRefOrNullRef(_tags, tag);
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref known))
            {
                known.Add(line.Length);
                return;
            }

            if (_unknownTags < MaxUnknownTags && tag.Length <= MaxUnknownTagLength)
            {
                _unknownTags++;
                Tally first = default;
                first.Add(line.Length);
                _tags.Add(tag, first);
                return;
            }
        }

        _otherTags.Add(line.Length);
    }
}
