using System.Text;
using AgentWire.Shared.Conformance;
using NJsonSchema;

namespace AgentWire.Fuzzing.Peers;

/// <summary>NJsonSchema in this process. It reads text, so invalid UTF-8 becomes U+FFFD.</summary>
internal sealed class NJsonSchemaPeer : Peer
{
    private readonly Dictionary<WireCodec, JsonSchema> _schemas = [];

    public override string Name => "njsonschema";

    public override Answer[] Ask(IReadOnlyList<Question> questions) => [.. questions.Select(Judge)];

    private Answer Judge(Question question)
    {
        if (!_schemas.TryGetValue(question.Codec, out JsonSchema? schema))
        {
            _schemas.Add(question.Codec, schema = Schemas.Of(question.Dialect, question.Type));
        }

        return Schemas.Judge(schema, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(question.Input))) switch
        {
            "accept" => Answer.Accepts,
            "refuse" => Answer.Refuses,
            _ => Answer.Fails,
        };
    }
}
