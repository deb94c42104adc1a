using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Traffic;

namespace AgentWire.Benchmarks.Sides;

/// <summary>System.Text.Json with mirrored types: source-generated and polymorphic, and with JsonElement.</summary>
internal sealed class SystemTextJsonSide<TMirror>
    where TMirror : class
{
    private const string Tag = "type";

    private readonly JsonTypeInfo<TMirror> _type;
    private readonly Dictionary<string, JsonTypeInfo> _variants;

    public SystemTextJsonSide(JsonSerializerContext context)
    {
        // The fewest escapes that the serializer can be configured for.
        JsonSerializerOptions options = new(context.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        _type = (JsonTypeInfo<TMirror>)options.GetTypeInfo(typeof(TMirror));
        _variants = _type.PolymorphismOptions!.DerivedTypes.ToDictionary(
            variant => (string)variant.TypeDiscriminator!,
            variant => options.GetTypeInfo(variant.DerivedType)
        );
    }

    public IEnumerable<Contender> ReadAndWrite<T>(Corpus<T> corpus)
        where T : notnull
    {
        // The serializer requires the tag first, wherever the wire has it.
        Messages messages = corpus.Messages.Respell(TagFirst);
        TMirror[] values = new TMirror[messages.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = JsonSerializer.Deserialize(messages[i], _type)!;
        }

        CheckValues(corpus, values);
        yield return Contender.Here(Works.Read, SideNames.Polymorphic, () => Read(messages));
        yield return Contender.Here(Works.Read, SideNames.Element, () => ReadElements(messages));

        ArrayBufferWriter<byte> output = new();
        Utf8JsonWriter writer = new(output, new JsonWriterOptions { Encoder = _type.Options.Encoder });
        yield return Contender.Here(
            Works.Write,
            SideNames.Polymorphic,
            () => Write(values, output, writer, value => JsonSerializer.Serialize(writer, value, _type))
        );
        yield return Contender.Here(
            Works.Write,
            SideNames.Element,
            () =>
                Write(values, output, writer, value => JsonSerializer.SerializeToElement(value, _type).WriteTo(writer))
        );
    }

    private void Read(Messages messages)
    {
        for (int i = 0; i < messages.Count; i++)
        {
            JsonSerializer.Deserialize(messages[i], _type);
        }
    }

    private void ReadElements(Messages messages)
    {
        for (int i = 0; i < messages.Count; i++)
        {
            // JsonDocument does not accept a span.
            using JsonDocument document = JsonDocument.Parse(messages.Slice(i));
            string tag = document.RootElement.GetProperty(Tag).GetString()!;
            document.RootElement.Deserialize(_variants[tag]);
        }
    }

    private static void Write(
        TMirror[] values,
        ArrayBufferWriter<byte> output,
        Utf8JsonWriter writer,
        Action<TMirror> write
    )
    {
        foreach (TMirror value in values)
        {
            output.ResetWrittenCount();
            writer.Reset();
            write(value);
            writer.Flush();
        }
    }

    /// <summary>Checks that the mirrored types contain the values of the messages: what they write reads as the same values.</summary>
    private void CheckValues<T>(Corpus<T> corpus, TMirror[] values)
        where T : notnull
    {
        for (int i = 0; i < values.Length; i++)
        {
            byte[] written = JsonSerializer.SerializeToUtf8Bytes(values[i], _type);
            if (!corpus.Codec.Read(written).Equals(corpus.Values[i]))
            {
                throw new InvalidOperationException(
                    $"{Encoding.UTF8.GetString(corpus.Messages[i])} becomes {Encoding.UTF8.GetString(written)}"
                );
            }
        }
    }

    private static byte[] TagFirst(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("{\"type\":"u8))
        {
            return message.ToArray();
        }

        using JsonDocument document = JsonDocument.Parse(message.ToArray());
        ArrayBufferWriter<byte> output = new();
        output.Write("{"u8);
        Append(output, $"\"{Tag}\":{document.RootElement.GetProperty(Tag).GetRawText()}");
        foreach (JsonProperty member in document.RootElement.EnumerateObject().Where(member => member.Name != Tag))
        {
            Append(output, $",\"{member.Name}\":{member.Value.GetRawText()}");
        }

        output.Write("}"u8);
        return output.WrittenSpan.ToArray();
    }

    private static void Append(ArrayBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}
