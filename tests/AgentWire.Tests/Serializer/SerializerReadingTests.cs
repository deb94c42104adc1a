using System.Buffers;
using System.Text;
using System.Text.Json;
using AgentWire.Shared.Contracts;
using AgentWire.Walrus;
using FsCheck.Fluent;

namespace AgentWire.Tests.Serializer;

/// <summary>
/// With JsonSerializer, the options and errors of the text belong to the caller, and the contract determines which values are valid.
/// </summary>
public sealed class SerializerReadingTests
{
    public static TheoryData<string, string> Types => ContractTypes.OwnNames;

    [Theory]
    [MemberData(nameof(Types))]
    public void Base_and_leaf_read_what_was_written_whole_or_in_pieces(string dialect, string type)
    {
        WireCodec codec = ContractTypes.Codec(dialect, type);
        Type contractType = codec.Type;
        foreach (object? value in ContractValues.Of(contractType, spoiled: false).Sample(20))
        {
            byte[] json = ContractValues.Write(codec, value!);
            codec.TryReadObject(json, out object? expected, out _).ShouldBeTrue();
            foreach (Type declared in new[] { contractType, value!.GetType() })
            {
                JsonSerializer.Deserialize(json, declared).ShouldBe(expected);
                JsonSerializer.Deserialize(json, declared, SerializerValues.Odd).ShouldBe(expected);
                Utf8JsonReader pieces = new(Pieces(json, size: 3));
                JsonSerializer.Deserialize(ref pieces, declared).ShouldBe(expected);
            }
        }
    }

    [Fact]
    public async Task Values_are_read_from_a_stream_that_gives_a_byte_at_a_time()
    {
        byte[] json = Encoding.UTF8.GetBytes(SerializerValues.EnvelopeJson);
        using SlowStream stream = new(json);
        Envelope? read = await JsonSerializer.DeserializeAsync<Envelope>(
            stream,
            new JsonSerializerOptions { DefaultBufferSize = 1 }
        );
        JsonSerializer.Serialize(read).ShouldBe(SerializerValues.EnvelopeJson);
    }

    [Fact]
    public void Comments_and_trailing_commas_are_as_the_caller_s_options_allow()
    {
        const string Json = """
            /* a */ {"RequestNumber":1, "Message": /* b */ {"type": /* c */ "error", // d
              "code":404,"message":"no // comment",}, "Kill":{"type":"kill","session":1/**/,},}
            """;
        Envelope read = JsonSerializer.Deserialize<Envelope>(Json, SerializerValues.Lenient)!;
        read.Message.ShouldBe(new ServerMessage.Error { Code = 404, Message = "no // comment" });
        read.Kill.ShouldBe(new ClientMessage.Kill { Session = 1 });
        Should
            .Throw<JsonException>(() => JsonSerializer.Deserialize<Envelope>(Json))
            .ShouldNotBeOfType<WireException>();
    }

    [Theory]
    [InlineData("""{"type":"kill","session":"x"}""", WireErrorCode.WrongType, "/session", "\"x\"")]
    [InlineData("""{"type":"kill","session":-1}""", WireErrorCode.OutOfRange, "/session", "-1")]
    [InlineData(
        """{ "session":1, "type":"kill", "session":2}""",
        WireErrorCode.DuplicateMember,
        "/session",
        "\"session\":2"
    )]
    [InlineData("""{"type":"kill" /* , */ }""", WireErrorCode.MissingMember, "/session", "}")]
    [InlineData("""{"type":"kill",/*1*/ "session":1e999,}""", WireErrorCode.OutOfRange, "/session", "1e999")]
    [InlineData("""{"type":"kill","session":1,"x":"\ud800" , }""", WireErrorCode.LoneSurrogate, "/x", "\\ud800")]
    [InlineData("[]", WireErrorCode.WrongType, "", "[]")]
    public void A_fault_of_shape_is_told_with_its_place_in_the_value(
        string value,
        WireErrorCode code,
        string pointer,
        string at
    )
    {
        int offset = value.IndexOf(at, StringComparison.Ordinal);
        string json = $$"""/* é */ { "Message" : null, "Kill" : {{value}} }""";
        WireException refused = Should.Throw<WireException>(() =>
            JsonSerializer.Deserialize<Envelope>(json, SerializerValues.Lenient)
        );
        (refused.Code, refused.Pointer, refused.ByteOffset).ShouldBe((code, pointer, offset));
        refused.Path.ShouldBe("$.Kill");

        Utf8JsonReader pieces = new(
            Pieces(Encoding.UTF8.GetBytes(json), size: 2),
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        WireException again;
        try
        {
            JsonSerializer.Deserialize<Envelope>(ref pieces);
            throw new InvalidOperationException("It was read.");
        }
        catch (WireException caught)
        {
            again = caught;
        }

        again.Error.ShouldBe(refused.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"type":"kill","session":01}""")]
    [InlineData("""{"type":"kill","session":1""")]
    [InlineData("""{"type":"kill","session":1,}""")]
    [InlineData("""{"type":"kill","session":1} x""")]
    [InlineData("""{"type":"kill","session":1,"x":nul}""")]
    public void A_fault_of_syntax_is_the_caller_s_JsonException(string json) =>
        Should
            .Throw<JsonException>(() => JsonSerializer.Deserialize<ClientMessage>(json))
            .ShouldNotBeOfType<WireException>();

    [Fact]
    public void Depth_is_the_caller_s_and_then_the_contract_s()
    {
        string json = $$"""{"type":"kill","session":1,"x":{{JsonTexts.Nested(127)}}}""";
        Should
            .Throw<JsonException>(() => JsonSerializer.Deserialize<ClientMessage>(json))
            .ShouldNotBeOfType<WireException>();
        Should
            .Throw<WireException>(() =>
                JsonSerializer.Deserialize<ClientMessage>(json, new JsonSerializerOptions { MaxDepth = 200 })
            )
            .Code.ShouldBe(WireErrorCode.TooDeep);
    }

    [Fact]
    public void A_leaf_refuses_another_variant()
    {
        WireException refused = Should.Throw<WireException>(() =>
            JsonSerializer.Deserialize<ClientMessage.Kill>("""{"type":"ping"}""")
        );
        (refused.Code, refused.Pointer, refused.ByteOffset).ShouldBe((WireErrorCode.InvalidValue, "", 0));
        refused.Message.ShouldContain("expected the variant Kill, found Ping");
    }

    [Fact]
    public void Null_is_a_null_reference_and_no_value_of_a_set()
    {
        JsonSerializer.Deserialize<ServerMessage>("null").ShouldBeNull();
        JsonSerializer.Deserialize<ServerMessage.Pong>("null").ShouldBeNull();
        JsonSerializer.Deserialize<HubAction?>("null").ShouldBeNull();
        Envelope read = JsonSerializer.Deserialize<Envelope>(
            """{"Message":null,"Kill":null,"Events":[null],"Opaque":null}"""
        )!;
        (read.Message, read.Kill, read.Opaque).ShouldBe((null, null, default(RawJson)));
        read.Events.ShouldBe([null!]);
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<HubAction>("null"));
    }

    private static ReadOnlySequence<byte> Pieces(byte[] bytes, int size)
    {
        Piece first = new(ReadOnlyMemory<byte>.Empty, null);
        Piece last = first;
        for (int i = 0; i < bytes.Length; i += size)
        {
            last = new Piece(bytes.AsMemory(i, Math.Min(size, bytes.Length - i)), last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? previous)
        {
            Memory = memory;
            RunningIndex = previous is null ? 0 : previous.RunningIndex + previous.Memory.Length;
            previous?.Next = this;
        }
    }

    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
