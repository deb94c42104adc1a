using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentWire.Shared.Contracts;
using AgentWire.Walrus;

namespace AgentWire.Tests.Serializer;

/// <summary>Contract types without reflection: with the resolver of the dialect, and in a source-generated context.</summary>
public sealed class SerializerMetadataTests
{
    [Fact]
    public void The_resolvers_serve_every_contract_type_and_no_other()
    {
        JsonSerializerOptions options = new() { TypeInfoResolver = JsonTypeInfoResolver.Combine([.. Resolvers]) };
        // A type that belongs to no single dialect specifies its own converter, as RawJson does.
        foreach (Type type in ContractTypes.All.Where(type => type.Namespace != typeof(WireCodec).Namespace))
        {
            options.GetTypeInfo(type).Kind.ShouldBe(JsonTypeInfoKind.None, type.FullName);
        }

        options.TryGetTypeInfo(typeof(Version), out _).ShouldBeFalse();
    }

    [Fact]
    public void A_resolver_reads_and_writes()
    {
        JsonSerializerOptions options = new() { TypeInfoResolver = WalrusWire.TypeInfoResolver };
        ServerMessage message = JsonSerializer.Deserialize<ServerMessage>(SerializerValues.Chunk, options)!;
        JsonSerializer.Serialize(message, options).ShouldBe(SerializerValues.Chunk);
    }

    [Fact]
    public void A_source_generated_context_holds_contract_types()
    {
        JsonSerializer
            .Serialize(SerializerValues.Envelope, EnvelopeContext.Default.Envelope)
            .ShouldBe(SerializerValues.EnvelopeJson);
        Envelope? read = JsonSerializer.Deserialize(SerializerValues.EnvelopeJson, EnvelopeContext.Default.Envelope);
        JsonSerializer.Serialize(read).ShouldBe(SerializerValues.EnvelopeJson);
        JsonSerializer
            .Serialize(new ClientMessage.Kill { Session = 1 }, EnvelopeContext.Default.Kill)
            .ShouldBe("""{"type":"kill","session":1}""");
    }

    /// <summary>The source generator omits a type if another assembly cannot refer to its converter.</summary>
    [Fact]
    public void Every_converter_is_public()
    {
        foreach (Type type in TestedAssemblies.PublicTypes)
        {
            if (Attribute.GetCustomAttribute(type, typeof(JsonConverterAttribute), false) is JsonConverterAttribute a)
            {
                a.ConverterType!.IsVisible.ShouldBeTrue(type.FullName);
                a.ConverterType!.GetConstructor([]).ShouldNotBeNull(type.FullName);
            }
        }
    }

    private static IEnumerable<IJsonTypeInfoResolver> Resolvers =>
        TestedAssemblies
            .PublicTypes.Select(type => type.GetProperty(nameof(WalrusWire.TypeInfoResolver)))
            .Where(property => property is not null)
            .Select(property => (IJsonTypeInfoResolver)property!.GetValue(null)!);
}
