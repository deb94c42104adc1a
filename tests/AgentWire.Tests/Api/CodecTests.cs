using System.Buffers;
using System.Text;
using AgentWire.Shared.Contracts;
using AgentWire.Walrus;
using FsCheck.Fluent;

namespace AgentWire.Tests.Api;

public sealed class CodecTests
{
    private static readonly ServerMessage Pong = new ServerMessage.Pong();

    [Fact]
    public void Null_arguments_are_refused_as_such()
    {
        WireCodec<ServerMessage> codec = WalrusWire.Server;
        ArrayBufferWriter<byte> output = new();
        Should.Throw<ArgumentNullException>(() => codec.Read((string)null!)).ParamName.ShouldBe("json");
        Should
            .Throw<ArgumentNullException>(() => codec.TryRead((string)null!, out _, out _))
            .ParamName.ShouldBe("json");
        Should.Throw<ArgumentNullException>(() => codec.Write(null!, Pong)).ParamName.ShouldBe("output");
        Should.Throw<ArgumentNullException>(() => codec.Write(output, null!)).ParamName.ShouldBe("value");
        Should.Throw<ArgumentNullException>(() => codec.ToUtf8Bytes(null!)).ParamName.ShouldBe("value");
        Should.Throw<ArgumentNullException>(() => codec.ToJson(null!)).ParamName.ShouldBe("value");
        Should.Throw<ArgumentNullException>(() => codec.With(null!)).ParamName.ShouldBe("options");
        Should.Throw<ArgumentNullException>(() => ((WireCodec)codec).With(null!)).ParamName.ShouldBe("options");
        Should.Throw<ArgumentNullException>(() => RawJson.Parse((string)null!));
        Should.Throw<ArgumentNullException>(() => RawMembers.Create(null!));
        Should.Throw<ArgumentNullException>(() =>
            RawMembers.Create([KeyValuePair.Create((string)null!, default(RawJson))])
        );
        Should.Throw<ArgumentNullException>(() => WireList.ToWireList<string>(null!));
    }

    [Fact]
    public void A_span_a_sequence_and_a_string_are_read_alike()
    {
        foreach (
            string json in new[] { """{"type":"pong"}""", """{"type":"error","code":"x","message":""}""", "{", "" }
        )
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(json);
            bool isRead = WalrusWire.Server.TryRead(utf8, out ServerMessage? message, out WireError error);
            foreach (int cut in new[] { 0, utf8.Length / 2, utf8.Length })
            {
                ReadOnlySequence<byte> pieces = Pieces(utf8, cut);
                WalrusWire
                    .Server.TryRead(pieces, out ServerMessage? ofPieces, out WireError errorOfPieces)
                    .ShouldBe(isRead);
                (ofPieces, errorOfPieces).ShouldBe((message, error));
            }

            WalrusWire.Server.TryRead(json, out ServerMessage? ofText, out WireError errorOfText).ShouldBe(isRead);
            (ofText, errorOfText).ShouldBe((message, error));
        }
    }

    [Fact]
    public void An_opaque_value_is_read_as_a_message_and_made_of_one()
    {
        RawJson value = WalrusWire.Server.ToRawJson(Pong);
        value.ToString().ShouldBe("""{"type":"pong"}""");
        WalrusWire.Server.Read(value).ShouldBe(Pong);
        WalrusWire.Server.Read(RawJson.Parse("""{"type":"ping","type":"pong"}""")).ShouldBe(Pong);
        WalrusWire.Server.TryRead(RawJson.Parse("""{"type":1}"""), out _, out WireError error).ShouldBeFalse();
        error.Code.ShouldBe(WireErrorCode.WrongType);
        Should
            .Throw<WireException>(() => WalrusWire.Server.Read(default(RawJson)))
            .Code.ShouldBe(WireErrorCode.WrongType);
    }

    [Fact]
    public void A_codec_names_its_type_and_its_contract_type()
    {
        WireCodec codec = WalrusWire.Server;
        codec.Type.ShouldBe(typeof(ServerMessage));
        codec.TypeName.ShouldBe("ServerMessage");
        codec.With(WireOptions.Default).Type.ShouldBe(typeof(ServerMessage));
        WalrusWire.Server.With(WireOptions.Default).Read("""{"type":"pong"}""").ShouldBe(Pong);
    }

    private static ReadOnlySequence<byte> Pieces(byte[] utf8, int cut)
    {
        Piece first = new(utf8.AsMemory(0, cut), null);
        Piece second = new(utf8.AsMemory(cut), first);
        return new(first, 0, second, second.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? previous)
        {
            Memory = memory;
            if (previous is not null)
            {
                RunningIndex = previous.RunningIndex + previous.Memory.Length;
                previous.Next = this;
            }
        }
    }

    [Fact]
    public void A_value_of_another_type_is_refused()
    {
        WireCodec codec = WalrusWire.Server;
        Should
            .Throw<ArgumentException>(() => codec.WriteObject(new ArrayBufferWriter<byte>(), "text"))
            .Message.ShouldStartWith("The value must be a ServerMessage.");
        Should.Throw<ArgumentException>(() => codec.WriteObject(new ArrayBufferWriter<byte>(), null!));
    }

    [Fact]
    public void Every_way_to_write_gives_the_same_and_every_way_to_read_takes_it()
    {
        foreach (object? value in ContractValues.Of(typeof(ServerMessage), spoiled: false).Sample(100))
        {
            ServerMessage message = (ServerMessage)value!;
            WireCodec<ServerMessage> codec = WalrusWire.Server.With(
                new WireOptions { UnknownMembers = UnknownMemberHandling.Preserve }
            );
            byte[] json = ContractValues.Write(codec, message);
            codec.ToUtf8Bytes(message).ShouldBe(json);
            codec.ToJson(message).ShouldBe(Encoding.UTF8.GetString(json));
            codec.Read(json).ShouldBe(message);
            codec.Read(Encoding.UTF8.GetString(json)).ShouldBe(message);
            codec.Read(new ReadOnlySequence<byte>(json)).ShouldBe(message);
        }
    }

    [Fact]
    public void Another_codec_has_the_options_that_it_was_made_with()
    {
        WireOptions options = new() { UnknownTags = UnknownTagHandling.Reject };
        WireCodec<ServerMessage> codec = WalrusWire.Server.With(options);
        codec.Options.ShouldBe(options);
        WalrusWire.Server.Options.ShouldBe(WireOptions.Default);
        (codec.Dialect, codec.TypeName).ShouldBe(("walrus", "ServerMessage"));
        codec.Tags.ShouldBe(WalrusWire.Server.Tags);
        Should.Throw<WireException>(() => codec.Read("""{"type":"new"}""")).Code.ShouldBe(WireErrorCode.UnknownTag);
        WalrusWire.Server.Read("""{"type":"new"}""").ShouldBeOfType<ServerMessage.Unknown>();
    }

    [Fact]
    public void Options_are_within_bounds()
    {
        foreach (int bad in new[] { int.MinValue, -1, 0, WireOptions.DepthLimit + 1 })
        {
            Should.Throw<ArgumentOutOfRangeException>(() => new WireOptions { MaxDepth = bad });
        }

        Should.Throw<ArgumentOutOfRangeException>(() => new WireOptions { MaxMessageBytes = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new WireOptions { MaxPreservedMembers = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new WireOptions { MaxPreservedMembers = 65_537 });
        new WireOptions { MaxDepth = 127 }.ShouldBe(WireOptions.Default);
        WireOptions.Default.MaxMessageBytes.ShouldBe(16 * 1024 * 1024);
        WireOptions.Default.MaxPreservedMembers.ShouldBe(256);
    }

    [Fact]
    public void Writing_keeps_to_the_limits_of_reading()
    {
        ServerMessage.Error message = new() { Code = 1, Message = new string('a', 1000) };
        int length = WalrusWire.Server.ToUtf8Bytes(message).Length;
        WalrusWire
            .Server.With(new WireOptions { MaxMessageBytes = length })
            .ToUtf8Bytes(message)
            .Length.ShouldBe(length);
        ArrayBufferWriter<byte> output = new();
        WireCodec<ServerMessage> tight = WalrusWire.Server.With(new WireOptions { MaxMessageBytes = length - 1 });
        Should.Throw<WireException>(() => tight.Write(output, message)).Code.ShouldBe(WireErrorCode.TooLarge);
        Should.Throw<WireException>(() => tight.ToJson(message)).Code.ShouldBe(WireErrorCode.TooLarge);
        output.WrittenCount.ShouldBe(0);

        RawMembers extra = RawMembers.Create([KeyValuePair.Create("x", RawJson.Parse(JsonTexts.Nested(126)))]);
        WalrusWire.Server.ToJson(message with { Extra = extra }).ShouldContain(JsonTexts.Nested(126));
        RawMembers two = RawMembers.Create([
            KeyValuePair.Create("x", RawJson.Parse("1")),
            KeyValuePair.Create("y", RawJson.Parse("2")),
        ]);
        WireCodec<ServerMessage> one = WalrusWire.Server.With(new WireOptions { MaxPreservedMembers = 1 });
        Should
            .Throw<WireException>(() => one.ToJson(message with { Extra = two }))
            .Code.ShouldBe(WireErrorCode.TooLarge);

        WireCodec<ServerMessage> flat = WalrusWire.Server.With(new WireOptions { MaxDepth = 126 });
        Should
            .Throw<WireException>(() => flat.ToJson(message with { Extra = extra }))
            .Code.ShouldBe(WireErrorCode.TooDeep);
    }

    [Theory]
    [InlineData("""{"type":"pong","x":[}""", "pong")]
    [InlineData("""{"x":1,"type":"new\u0041"}""", "newA")]
    [InlineData("""{"type":1}""", null)]
    [InlineData("""{"x":1}""", null)]
    [InlineData("""[]""", null)]
    [InlineData("", null)]
    public void A_tag_is_found_without_the_rest(string json, string? tag)
    {
        WalrusWire.Server.TryPeekTag(Encoding.UTF8.GetBytes(json), out string? found).ShouldBe(tag is not null);
        found.ShouldBe(tag);
    }

    [Fact]
    public void A_known_tag_is_a_shared_string_and_other_types_have_none()
    {
        WalrusWire.Server.TryPeekTag("""{"type":"pong"}"""u8, out string? tag).ShouldBeTrue();
        tag.ShouldBeSameAs(WalrusWire.Server.Tags.Single(known => known == "pong"));
        WalrusWire.TaskInfo.Tags.ShouldBeEmpty();
        WalrusWire.TaskInfo.TryPeekTag("""{"type":"pong"}"""u8, out _).ShouldBeFalse();
    }

    [Fact]
    public void Dialects_are_found_by_name()
    {
        foreach (WireDialect dialect in WireDialects.All)
        {
            WireDialects.TryGet(dialect.Name, out WireDialect? found).ShouldBeTrue();
            found.ShouldBeSameAs(dialect);
            dialect
                .Types.Select(codec => codec.TypeName)
                .ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
            dialect.Types.ShouldAllBe(codec => codec.Dialect == dialect.Name);
            foreach (WireCodec? root in new[] { dialect.Server, dialect.Client })
            {
                (root is null || dialect.Types.Contains(root)).ShouldBeTrue();
            }
        }

        WireDialects.TryGet("Walrus", out _).ShouldBeFalse();
    }
}
