using System.Buffers;

namespace AgentWire.Fuzzing.Peers;

/// <summary>This library, with its default options.</summary>
internal sealed class Library : Peer
{
    public override string Name => "AgentWire";

    public override Answer[] Ask(IReadOnlyList<Question> questions) => [.. questions.Select(Read)];

    private static Answer Read(Question question)
    {
        if (!question.Codec.TryReadObject(question.Input, out object? value, out _))
        {
            return Answer.Refuses;
        }

        ArrayBufferWriter<byte> output = new();
        question.Codec.WriteObject(output, value);
        return new(Verdict.Accepts, output.WrittenSpan.ToArray());
    }
}
