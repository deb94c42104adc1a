using System.Text.Json;
using AgentWire.Shared.Contracts;
using AgentWire.Walrus;
using FsCheck.Fluent;

namespace AgentWire.Tests.Serializer;

/// <summary>With JsonSerializer, a contract value is written in compact and canonical form, whatever the options are.</summary>
[Trait("Category", "Load")]
public sealed class SerializerWritingTests
{
    public static TheoryData<string, string> Types => ContractTypes.OwnNames;

    [Theory]
    [MemberData(nameof(Types))]
    public void Base_and_leaf_give_the_codec_s_bytes(string dialect, string type)
    {
        WireCodec codec = ContractTypes.Codec(dialect, type);
        Type contractType = codec.Type;
        foreach (object? value in ContractValues.Of(contractType, spoiled: false).Sample(Thoroughness.IsFull ? 15 : 5))
        {
            byte[] canonical = ContractValues.Write(codec, value!);
            foreach (Type declared in new[] { contractType, value!.GetType(), typeof(object) })
            {
                JsonSerializer.SerializeToUtf8Bytes(value, declared).ShouldBe(canonical);
                JsonSerializer.SerializeToUtf8Bytes(value, declared, SerializerValues.Odd).ShouldBe(canonical);
            }
        }
    }

    [Fact]
    public void Values_stand_in_the_types_of_an_application()
    {
        JsonSerializer.Serialize(SerializerValues.Envelope).ShouldBe(SerializerValues.EnvelopeJson);
        string indented = JsonSerializer.Serialize(SerializerValues.Envelope, SerializerValues.Odd);
        indented.ShouldContain(SerializerValues.Chunk);
        indented.ShouldContain("\"REQUEST-NUMBER\": \"7\"");
        indented.ShouldContain("""{"ToolStart":{"calls":[{"name":"bash","arguments":"{}"}]}}""");
    }

    [Fact]
    public void A_null_reference_is_null() => JsonSerializer.Serialize<ServerMessage?>(null).ShouldBe("null");

    [Fact]
    public void What_the_wire_cannot_carry_is_refused()
    {
        foreach (string? content in new[] { null, "\ud800" })
        {
            Should
                .Throw<WireException>(() =>
                    JsonSerializer.Serialize<StreamEvent>(new StreamEvent.Chunk { Content = content! })
                )
                .Code.ShouldBe(WireErrorCode.NotRepresentable);
        }
    }
}
