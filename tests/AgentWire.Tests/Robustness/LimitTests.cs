using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AgentWire.Tests.Conformance;
using AgentWire.Walrus;

namespace AgentWire.Tests.Robustness;

/// <summary>Depth, size and time: each limit is exact, and input can be made to be expensive.</summary>
[Trait("Category", "Load")]
public sealed class LimitTests
{
    // A linear algorithm takes a second, and any other takes hours.
    private static readonly TimeSpan LongTime = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Dialects => [.. Repository.Dialects];

    public static TheoryData<string, int> DialectsAndDepths
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string dialect in Repository.Dialects)
            {
                foreach (int depth in new[] { 3, 64, 65, 127, 128, WireOptions.DepthLimit })
                {
                    data.Add(dialect, depth);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(DialectsAndDepths))]
    public void An_ignored_or_kept_member_may_be_as_deep_as_the_limit(string dialect, int depth)
    {
        Report report = new();
        foreach (Sample sample in Sample.Few(dialect, 3).Where(sample => TakesMember(sample, depth)))
        {
            byte[] deepest = WithMember(sample, Nested(depth - 1));
            byte[] tooDeep = WithMember(sample, Nested(depth));
            foreach (
                UnknownMemberHandling handling in new[] { UnknownMemberHandling.Ignore, UnknownMemberHandling.Preserve }
            )
            {
                WireCodec codec = With(sample.Codec, new() { MaxDepth = depth, UnknownMembers = handling });
                DeepestReads(report, $"{sample.Place} {handling}", codec, deepest, tooDeep, depth);
            }
        }

        report.ShouldBeClean();
    }

    [Theory]
    [MemberData(nameof(DialectsAndDepths))]
    public void An_unknown_variant_may_be_as_deep_as_the_limit(string dialect, int depth)
    {
        Report report = new();
        foreach ((WireCodec codec, string form) in UnknownForms(dialect))
        {
            byte[] deepest = Encoding.UTF8.GetBytes(form.Replace("?", Nested(depth - 1)));
            byte[] tooDeep = Encoding.UTF8.GetBytes(form.Replace("?", Nested(depth)));
            DeepestReads(report, codec.TypeName, With(codec, new() { MaxDepth = depth }), deepest, tooDeep, depth);
        }

        report.ShouldBeClean();
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_tag_that_is_no_string_is_refused_however_deep_it_is(string dialect)
    {
        Report report = new();
        foreach ((WireCodec codec, string form) in UnknownForms(dialect).Where(form => form.Form.Contains("\"zz\"")))
        {
            byte[] input = Encoding.UTF8.GetBytes(form.Replace("\"zz\"", Nested(100_000)));
            codec.TryReadObject(input, out _, out WireError error).ShouldBeFalse();
            report.Same(codec.TypeName, WireErrorCode.WrongType, error.Code);
            report.Same(codec.TypeName, (long)input.AsSpan().IndexOf((byte)'['), error.ByteOffset);
            codec.TryPeekTag(input, out _).ShouldBeFalse();
        }

        report.ShouldBeClean();
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_message_may_be_as_long_as_the_limit_to_the_byte(string dialect)
    {
        Report report = new();
        foreach (Sample sample in Sample.Canonical(dialect))
        {
            int length = sample.Message.Length;
            TypedCodec typed = TypedCodec.Of(With(sample.Codec, new() { MaxMessageBytes = length }));
            object value = typed.Read(sample.Message);
            report.That(typed.ToUtf8Bytes(value).Length == length, sample.Place, "another length");
            if (length == 1)
            {
                continue;
            }

            WireCodec tight = With(sample.Codec, new() { MaxMessageBytes = length - 1 });
            WireError tooLarge = Should.Throw<WireException>(() => tight.Write(value)).Error;
            report.Same($"{sample.Place} written", Outcome.Error("too_large", "", length - 1), Outcome.Error(tooLarge));
            report.Same(
                $"{sample.Place} read",
                Outcome.Error("too_large", "", length - 1),
                Outcome.Of(tight, sample.Message)
            );
            tooLarge = Should
                .Throw<WireException>(() => TypedCodec.Of(tight).Read(Segments.OneByteEach(sample.Message)))
                .Error;
            report.Same(
                $"{sample.Place} in pieces",
                Outcome.Error("too_large", "", length - 1),
                Outcome.Error(tooLarge)
            );
        }

        report.ShouldBeClean();
    }

    [Fact]
    public void Sixteen_mebibytes_are_the_limit_unless_told_otherwise()
    {
        byte[] message = new byte[16 * 1024 * 1024];
        message.AsSpan().Fill((byte)' ');
        """{"type":"pong"}"""u8.CopyTo(message);
        WalrusWire.Server.Read(message).ShouldBe(new ServerMessage.Pong());
        WalrusWire.Server.TryRead([.. message, (byte)' '], out _, out WireError error).ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.TooLarge);
        error.ByteOffset.ShouldBe(message.Length);

        // A chunk has 40 bytes around the content.
        StreamEvent.Chunk chunk = new() { Content = new string('x', message.Length - 40) };
        ServerMessage.Stream stream = new() { Event = chunk };
        WalrusWire.Server.ToUtf8Bytes(stream).Length.ShouldBe(message.Length);
        stream = new() { Event = chunk with { Content = chunk.Content + "x" } };
        Should.Throw<WireException>(() => WalrusWire.Server.ToUtf8Bytes(stream)).Code.ShouldBe(WireErrorCode.TooLarge);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\n\"\\\u0001")]
    [InlineData("é漢😀\u007f\u2028")]
    [InlineData("a😀")]
    [InlineData("plain text with an end\r\n")]
    public void A_string_of_millions_of_characters_comes_back(string piece)
    {
        string content = string.Concat(Enumerable.Repeat(piece, 2_000_000 / piece.Length));
        StreamEvent chunk = new StreamEvent.Chunk { Content = content };
        Stopwatch watch = Stopwatch.StartNew();
        byte[] message = WalrusWire.StreamEvent.ToUtf8Bytes(chunk);
        WalrusWire.StreamEvent.Read(message).ShouldBe(chunk);
        // A whole number of each part.
        string escaped = string.Concat(content.Take(240_000).Select(c => $"\\u{(int)c:X4}"));
        StreamEvent read = WalrusWire.StreamEvent.Read($"{{\"Chunk\":{{\"content\":\"{escaped}\"}}}}");
        ((StreamEvent.Chunk)read).Content.ShouldBe(content[..240_000]);
        watch.Elapsed.ShouldBeLessThan(LongTime);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Input_that_is_made_to_be_costly_is_judged_in_time(string dialect)
    {
        const int Length = 200_000;
        string[] pieces =
        [
            "[",
            "{\"a\":",
            "\\",
            "\"",
            "\\ud83d\\ude00",
            "\\u0000",
            "é",
            "9",
            "1,",
            "\"a\":0,",
            "{},",
            " ",
            "\n",
            "~/",
        ];
        string[] heads = ["", "\"", "[", "{", "{\"", "{\"a\":", "{\"a\":\"", "{\"a\":[", "{\"a\":{"];
        WireDialects.TryGet(dialect, out WireDialect? found).ShouldBeTrue();
        Report report = new();
        foreach (WireCodec codec in new[] { found.Server, found.Client }.OfType<WireCodec>())
        {
            WireCodec keeping = With(codec, new() { UnknownMembers = UnknownMemberHandling.Preserve });
            foreach (
                (string head, string piece) in Thoroughness.OneOf(
                    5,
                    heads.SelectMany(head => pieces.Select(piece => (head, piece)))
                )
            )
            {
                string place = $"{codec.TypeName} {head}{piece}…";
                byte[] input = Encoding.UTF8.GetBytes(
                    head + string.Concat(Enumerable.Repeat(piece, Length / piece.Length))
                );
                Stopwatch watch = Stopwatch.StartNew();
                report.That(!keeping.TryReadObject(input, out _, out WireError error), place, "it reads");
                report.Sound(place, codec, input, error);
                codec.TryPeekTag(input, out _);
                report.That(watch.Elapsed < LongTime, place, $"{watch.Elapsed}");
            }
        }

        report.ShouldBeClean();
    }

    /// <summary>For any input, an error shows a short excerpt on one line.</summary>
    [Theory]
    [MemberData(nameof(Dialects))]
    public void An_error_holds_an_excerpt_at_most(string dialect)
    {
        string[] texts =
        [
            new('x', 2_000),
            new('\u0001', 2_000),
            string.Concat(Enumerable.Repeat("\r\n", 1_000)),
            string.Concat(Enumerable.Repeat("\u2028\u2029\u0085", 600)),
            string.Concat(Enumerable.Repeat("😀", 1_000)),
            "x" + string.Concat(Enumerable.Repeat("😀", 1_000)),
            string.Concat(Enumerable.Repeat("~/", 1_000)),
            new('9', 2_000),
            "a\nb",
        ];
        string[] forms =
        [
            "?",
            "\"?\"",
            "{\"?\":1}",
            "{\"?\"",
            "{\"?\":x}",
            "{\"a\":[{\"?\":[0,x]}]}",
            "{\"?\":{\"?\":{\"?\":{\"?\":{\"?\":{\"?\":x}}}}}}",
            "{\"type\":?}",
            "{\"type\":\"?\"}",
            "{\"type\":\"?\",\"type\":1}",
            "{\"type\":\"x\"?}",
            "{\"type\":\"x\",\"y\":\"?",
        ];
        WireDialects.TryGet(dialect, out WireDialect? found).ShouldBeTrue();
        Report report = new();
        foreach (WireCodec codec in found.Types)
        {
            WireCodec strict = With(
                codec,
                new() { UnknownTags = UnknownTagHandling.Reject, UnknownMembers = UnknownMemberHandling.Reject }
            );
            foreach (string text in texts)
            {
                string escaped = JsonEncodedText.Encode(text).ToString();
                foreach (string form in forms)
                {
                    foreach (string content in new[] { text, escaped })
                    {
                        byte[] input = Encoding.UTF8.GetBytes(form.Replace("?", content));
                        if (!strict.TryReadObject(input, out _, out WireError error))
                        {
                            report.Sound(
                                $"{codec.TypeName} {form} with {escaped[..Math.Min(escaped.Length, 12)]}",
                                codec,
                                input,
                                error
                            );
                        }
                    }
                }
            }
        }

        report.ShouldBeClean();
    }

    /// <summary>Returns a message of each open union with an unknown tag. The question mark can be replaced by any JSON.</summary>
    private static IEnumerable<(WireCodec Codec, string Form)> UnknownForms(string dialect)
    {
        foreach (JsonProperty union in Repository.Manifest(dialect).GetProperty("unions").EnumerateObject())
        {
            if (union.Value.TryGetProperty("open", out JsonElement open) && !open.GetBoolean())
            {
                continue;
            }

            string form = union.Value.GetProperty("tagging").GetString() switch
            {
                "internal" => $$"""{"{{union.Value.GetProperty("tag")}}":"zz","x":?}""",
                "adjacent" => $$"""
                    {"{{union.Value.GetProperty("tag")}}":"zz","{{union.Value.GetProperty("content")}}":?}
                    """,
                "external" => """{"Zz":?}""",
                _ => "",
            };
            if (form.Length > 0)
            {
                yield return (Codecs.Find(dialect, union.Name), form);
            }
        }
    }

    private static WireCodec With(WireCodec codec, WireOptions options) => codec.With(options);

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    /// <summary>Returns whether a message that is itself within the limit can contain an unknown member.</summary>
    private static bool TakesMember(Sample sample, int depth) =>
        sample.Message.Length > 2
        && sample.Message[0] == '{'
        && Outcome.Of(With(sample.Codec, new() { MaxDepth = depth }), WithMember(sample, "0")).Verdict == "ok";

    private static byte[] WithMember(Sample sample, string value) =>
        [.. sample.Message[..^1], .. Encoding.UTF8.GetBytes($",\"zz\":{value}}}")];

    private static void DeepestReads(
        Report report,
        string place,
        WireCodec codec,
        byte[] deepest,
        byte[] tooDeep,
        int depth
    )
    {
        report.That(codec.TryReadObject(deepest, out object? value, out WireError error), place, error.ToString());
        if (value is not null)
        {
            report.Same(place, value, TypedCodec.Of(codec).Read(codec.Write(value)));
        }

        report.That(!codec.TryReadObject(tooDeep, out _, out error), place, "too deep and read all the same");
        long offset = tooDeep.AsSpan().IndexOf(Encoding.UTF8.GetBytes(new string('[', depth))) + depth - 1;
        report.Same(place, WireErrorCode.TooDeep, error.Code);
        report.Same(place, offset, error.ByteOffset);
        report.Sound(place, codec, tooDeep, error);
    }
}
