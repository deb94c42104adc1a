using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AgentWire.Tests.Api;

/// <summary>Codecs of types that have metadata of System.Text.Json, and no schema.</summary>
public class JsonTypeInfoCodecTests
{
    private static readonly WireCodec<Note> Codec = Of<Note>();

    [Fact]
    public void A_message_is_read_from_bytes_sequences_and_strings_and_written_compactly()
    {
        const string json = """{"Text":"h\u00e9","Number":7,"Inner":{"Text":"x","Number":0,"Inner":null}}""";
        WireCodec<Note> indented = Of<Note>(new JsonSerializerOptions { WriteIndented = true });
        Note note = indented.Read(" { \"Number\": 7, \"Text\": \"hé\", \"Inner\": { \"Text\": \"x\" } } ");
        note.ShouldBe(
            new Note
            {
                Text = "hé",
                Number = 7,
                Inner = new Note { Text = "x" },
            }
        );
        indented.Read(Encoding.UTF8.GetBytes(json)).ShouldBe(note);
        indented.Read(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json))).ShouldBe(note);

        indented.ToJson(note).ShouldBe(json, StringCompareShould.IgnoreCase);
        indented.ToUtf8Bytes(note).ShouldBe(Encoding.UTF8.GetBytes(indented.ToJson(note)));
        ArrayBufferWriter<byte> output = new();
        indented.Write(output, note);
        output.WrittenSpan.ToArray().ShouldBe(indented.ToUtf8Bytes(note));
        indented.Read(indented.ToRawJson(note)).ShouldBe(note);
    }

    [Theory]
    [InlineData("", WireErrorCode.Truncated, "", 0)]
    [InlineData("{", WireErrorCode.Truncated, "", 1)]
    [InlineData("""{"Text":"x"}}""", WireErrorCode.TrailingData, "", 12)]
    [InlineData("""{"Text":"x",}""", WireErrorCode.Syntax, "", 12)]
    [InlineData("""{"Text":/**/"x"}""", WireErrorCode.Syntax, "/Text", 8)]
    [InlineData("""{"Text":"\ud800"}""", WireErrorCode.LoneSurrogate, "/Text", 9)]
    [InlineData("""{"other":1e999}""", WireErrorCode.OutOfRange, "/other", 9)]
    [InlineData("null", WireErrorCode.WrongType, "", 0)]
    [InlineData("[]", WireErrorCode.InvalidValue, "", null)]
    [InlineData("""{"Text":1}""", WireErrorCode.InvalidValue, "/Text", null)]
    [InlineData("""{"Inner":{"Text":"x","Number":"7"}}""", WireErrorCode.InvalidValue, "/Inner/Number", null)]
    [InlineData("{\n\"Text\":\"x\",\n\"Number\": 1.5}", WireErrorCode.InvalidValue, "/Number", null)]
    [InlineData("{}", WireErrorCode.InvalidValue, "", null)]
    public void An_error_has_a_code_and_a_place(string json, WireErrorCode code, string pointer, int? offset)
    {
        WireCodec<Note> lenient = Of<Note>(
            new JsonSerializerOptions { AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip }
        );
        lenient.TryRead(json, out Note? note, out WireError error).ShouldBeFalse();
        note.ShouldBeNull();
        error.Code.ShouldBe(code);
        error.Pointer.ShouldBe(pointer);
        error.ByteOffset.ShouldBe(offset ?? error.ByteOffset);
        error.Dialect.ShouldBe("notes");
        error.TypeName.ShouldBe("Note");
        error.Message.ShouldNotBeEmpty();

        lenient.TryRead(Encoding.UTF8.GetBytes(json), out _, out WireError same).ShouldBeFalse();
        same.ShouldBe(error);
        Should.Throw<WireException>(() => lenient.Read(json)).Error.ShouldBe(error);
    }

    [Fact]
    public void Invalid_UTF_8_is_refused()
    {
        byte[] json = [.. "{\"Text\":\""u8, 0xFF, .. "\"}"u8];
        Codec.TryRead(json, out _, out WireError error).ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.InvalidUtf8);
    }

    [Fact]
    public void The_lesser_of_the_two_depths_counts()
    {
        Depth(Codec, 64).ShouldBe(WireErrorCode.None);
        Depth(Codec, 65).ShouldBe(WireErrorCode.TooDeep);
        Depth(Codec.With(new WireOptions { MaxDepth = 3 }), 3).ShouldBe(WireErrorCode.None);
        Depth(Codec.With(new WireOptions { MaxDepth = 3 }), 4).ShouldBe(WireErrorCode.TooDeep);
        WireCodec<Note> deep = Of<Note>(new JsonSerializerOptions { MaxDepth = 500 });
        Depth(deep, 127).ShouldBe(WireErrorCode.None);
        Depth(deep, 128).ShouldBe(WireErrorCode.TooDeep);

        static WireErrorCode Depth(WireCodec<Note> codec, int depth)
        {
            string json = string.Concat(Enumerable.Repeat("{\"Text\":\"x\",\"Inner\":", depth - 1));
            codec.TryRead($"{json}{{\"Text\":\"x\"}}{new string('}', depth - 1)}", out _, out WireError error);
            return error.Code;
        }
    }

    [Fact]
    public void A_message_that_is_too_large_is_neither_read_nor_written_nor_collected()
    {
        WireCodec<Note> small = Codec.With(new WireOptions { MaxMessageBytes = 100 });
        string fits = small.ToJson(new Note { Text = "x" });
        small.Read(fits).Text.ShouldBe("x");
        small.TryRead($"{{\"Text\":\"{new string('x', 200)}\"}}", out _, out WireError error).ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.TooLarge);

        ArrayBufferWriter<byte> output = new();
        Should
            .Throw<WireException>(() => small.Write(output, new Note { Text = new string('x', 200) }))
            .Code.ShouldBe(WireErrorCode.TooLarge);
        output.WrittenCount.ShouldBe(0);

        // An endless value ends at the limit.
        WireCodec<Endless> endless = Of<Endless>();
        Should.Throw<WireException>(() => endless.ToUtf8Bytes(new Endless())).Code.ShouldBe(WireErrorCode.TooLarge);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("breaks the line")]
    [InlineData("NaN")]
    public void A_value_that_the_serializer_cannot_write_is_refused_and_the_output_is_as_before(string how)
    {
        WireCodec<Odd> codec = Of<Odd>();
        ArrayBufferWriter<byte> output = new();
        WireException refusal = Should.Throw<WireException>(() => codec.Write(output, new Odd { How = how }));
        refusal.Code.ShouldBe(WireErrorCode.NotRepresentable);
        output.WrittenCount.ShouldBe(0);
        Should.Throw<WireException>(() => codec.ToJson(new Odd { How = how })).Code.ShouldBe(refusal.Code);
    }

    [Fact]
    public void An_exception_of_a_converter_or_a_constructor_is_an_error_with_one_line()
    {
        Of<Odd>().TryRead("\"\\n\\u202e\"", out _, out WireError error).ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.InvalidValue);
        error.Message.ShouldNotContain("\n");
        error.Message.ShouldNotContain("\u202e");
        Of<Positive>().TryRead("""{"Number":-1}""", out _, out error).ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.InvalidValue);
        error.Message.ShouldContain("from 0");
    }

    [Fact]
    public void It_has_names_and_no_tags()
    {
        Codec.ToString().ShouldBe("notes Note");
        Codec.Type.ShouldBe(typeof(Note));
        Codec.Tags.ShouldBeEmpty();
        Codec.TryPeekTag("""{"type":"x"}"""u8, out _).ShouldBeFalse();
        Codec.ServerSentEvents.EventsWithoutMessage.ShouldBeEmpty();
        WireCodec<Note> named = WireCodec.FromJsonTypeInfo(Info<Note>(new()), "notes", "Entry");
        named.TypeName.ShouldBe("Entry");
        named.With(new WireOptions { MaxDepth = 5 }).ToString().ShouldBe("notes Entry");
        named.With(new WireOptions { MaxDepth = 5 }).Options.MaxDepth.ShouldBe(5);
        WireCodec.FromJsonTypeInfo(Info<Note>(new())).Dialect.ShouldBe("json");
    }

    [Fact]
    public void Null_arguments_are_refused()
    {
        Should.Throw<ArgumentNullException>(() => WireCodec.FromJsonTypeInfo<Note>(null!));
        Should.Throw<ArgumentNullException>(() => WireCodec.FromJsonTypeInfo(Info<Note>(new()), null!));
        Should.Throw<ArgumentNullException>(() => Codec.Read((string)null!));
        Should.Throw<ArgumentNullException>(() => Codec.ToJson(null!));
        Should.Throw<ArgumentNullException>(() => Codec.Write(new ArrayBufferWriter<byte>(), null!));
        Should.Throw<ArgumentNullException>(() => Codec.Write(null!, new Note { Text = "x" }));
        Should.Throw<ArgumentNullException>(() => Codec.With(null!));
    }

    [Fact]
    public void Unknown_members_are_treated_as_the_type_says()
    {
        const string json = """{"Text":"x","new":1}""";
        Codec.With(new WireOptions { UnknownMembers = UnknownMemberHandling.Reject }).Read(json).Text.ShouldBe("x");
        WireCodec<Strict> strict = Of<Strict>();
        strict.TryRead(json, out _, out WireError error).ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.InvalidValue);
    }

    private static WireCodec<T> Of<T>(JsonSerializerOptions? options = null)
        where T : notnull => WireCodec.FromJsonTypeInfo(Info<T>(options ?? new()), "notes");

    private static JsonTypeInfo<T> Info<T>(JsonSerializerOptions options)
    {
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    public sealed record Note
    {
        [JsonRequired]
        public string Text { get; init; } = "";

        public int Number { get; init; }

        public Note? Inner { get; init; }
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record Strict
    {
        public string Text { get; init; } = "";
    }

    public sealed class Positive
    {
        [JsonConstructor]
        public Positive(int number) =>
            Number = number >= 0 ? number : throw new ArgumentOutOfRangeException(nameof(number), "from 0");

        public int Number { get; }
    }

    [JsonConverter(typeof(OddConverter))]
    public sealed record Odd
    {
        public string How { get; init; } = "";
    }

    public sealed class OddConverter : JsonConverter<Odd>
    {
        public override Odd Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new FileNotFoundException($"no {reader.GetString()}");

        public override void Write(Utf8JsonWriter writer, Odd value, JsonSerializerOptions options)
        {
            switch (value.How)
            {
                case "breaks the line":
                    writer.WriteRawValue("{\n}");
                    break;
                case "NaN":
                    writer.WriteNumberValue(double.NaN);
                    break;
                default:
                    throw new FileNotFoundException(value.How);
            }
        }
    }

    [JsonConverter(typeof(EndlessConverter))]
    public sealed class Endless { }

    public sealed class EndlessConverter : JsonConverter<Endless>
    {
        public override Endless Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new();

        public override void Write(Utf8JsonWriter writer, Endless value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            while (true)
            {
                writer.WriteNumberValue(1);
                if (writer.BytesPending > 1024)
                {
                    writer.Flush();
                }
            }
        }
    }
}
