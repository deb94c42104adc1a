using AgentWire.Tests.Conformance;

namespace AgentWire.Tests.Robustness;

/// <summary>Messages that are cut, in segments, or with one changed byte are read, or refused with a consistent error.</summary>
[Trait("Category", "Load")]
public sealed class DamagedInputTests
{
    // Long enough for the beginning and the end of any message, and for the sizes of buffers and vectors.
    private const int Head = 600;
    private const int Tail = 100;
    private const int Stride = 97;

    // Bytes with a meaning in JSON or UTF-8, and their neighbours.
    private static readonly byte[] Interesting =
    [
        0x00,
        0x08,
        0x09,
        0x0A,
        0x0D,
        0x1F,
        0x20,
        .. "!\"#+,-./0189:;@AEZ[\\]^_abefnrtuz{|}~"u8,
        0x7F,
        0x80,
        0xBF,
        0xC0,
        0xC2,
        0xE0,
        0xED,
        0xEF,
        0xF0,
        0xF4,
        0xFF,
    ];

    private const int Share = 4;

    public static TheoryData<string> Dialects => [.. Repository.Dialects];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_message_cut_at_any_byte_is_truncated_there(string dialect)
    {
        Report report = new();
        foreach (Sample sample in Sample.All(dialect))
        {
            int whole = sample.Message.AsSpan().TrimEnd(" \t\r\n"u8).Length;
            foreach (int length in Places(sample).Where(place => place < sample.Message.Length))
            {
                ReadOnlySpan<byte> cut = sample.Message.AsSpan(0, length);
                bool reads = sample.Codec.TryReadObject(cut, out _, out WireError error);
                string place = $"{sample.Place} cut at {length}";
                if (!reads)
                {
                    report.Sound(place, sample.Codec, cut, error);
                }

                // A number that is cut can still be a number.
                if (sample.Reads && length < whole && sample.Message.AsSpan().IndexOfAny("{[\""u8) >= 0)
                {
                    bool inCharacter = (sample.Message[length] & 0xC0) == 0x80;
                    report.That(!reads, place, "it reads");
                    report.That(
                        inCharacter
                            ? error.Code == WireErrorCode.InvalidUtf8 && error.ByteOffset >= length - 3
                            : error.Code == WireErrorCode.Truncated && error.ByteOffset == length,
                        place,
                        error.ToString()
                    );
                }
            }
        }

        report.ShouldBeClean();
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void It_makes_no_difference_where_the_memory_is_split(string dialect)
    {
        Report report = new();
        foreach (IGrouping<WireCodec, Sample> samples in Sample.All(dialect).GroupBy(sample => sample.Codec))
        {
            TypedCodec typed = TypedCodec.Of(samples.Key);
            foreach (Sample sample in samples)
            {
                object expected = Read(() => typed.Read(sample.Message));
                report.Same(
                    $"{sample.Place} in single bytes",
                    expected,
                    Read(() => typed.Read(Segments.OneByteEach(sample.Message)))
                );
                foreach (int at in Places(sample))
                {
                    report.Same(
                        $"{sample.Place} split at {at}",
                        expected,
                        Read(() => typed.Read(Segments.Split(sample.Message, at)))
                    );
                }
            }
        }

        report.ShouldBeClean();
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_message_with_any_byte_replaced_or_left_out_reads_or_is_refused(string dialect)
    {
        Report report = new();
        foreach (Sample sample in Sample.Few(dialect, 3))
        {
            for (int at = 0; at < sample.Message.Length; at++)
            {
                // One byte in four. The next position uses the next bytes.
                for (int i = at % Share; i < Interesting.Length; i += Share)
                {
                    byte[] damaged = [.. sample.Message];
                    damaged[at] = Interesting[i];
                    ReadsOrIsRefused(report, $"{sample.Place} with {damaged[at]:x2} at {at}", sample.Codec, damaged);
                }

                byte[] shorter = [.. sample.Message[..at], .. sample.Message[(at + 1)..]];
                ReadsOrIsRefused(report, $"{sample.Place} without {at}", sample.Codec, shorter);
            }
        }

        report.ShouldBeClean();
    }

    /// <summary>Checks that a value that can be read is written in a form that reads as the same value and is written with the same bytes.</summary>
    private static void ReadsOrIsRefused(Report report, string place, WireCodec codec, byte[] input)
    {
        if (!codec.TryReadObject(input, out object? value, out WireError error))
        {
            report.Sound(place, codec, input, error);
            return;
        }

        byte[] output = codec.Write(value);
        report.That(codec.TryReadObject(output, out object? again, out error), place, error.ToString());
        if (again is not null)
        {
            report.Same(place, value, again);
            report.That(codec.Write(again).AsSpan().SequenceEqual(output), place, "other bytes the second time");
        }
    }

    private static object Read(Func<object> read)
    {
        try
        {
            return read();
        }
        catch (WireException e)
        {
            return e.Error;
        }
    }

    /// <summary>
    /// Returns the positions in a message, including its end, at which to try something. For a few long messages these are not all
    /// positions; <c>./build.sh Load</c> tries all of them.
    /// </summary>
    private static IEnumerable<int> Places(Sample sample)
    {
        int length = sample.Message.Length;
        return Enumerable
            .Range(0, length + 1)
            .Where(at => Thoroughness.IsFull || at < Head || at >= length - Tail || at % Stride == 0);
    }
}
