using System.Runtime.CompilerServices;
using AgentWire.AgUi;

namespace AgentWire.Samples.Agent;

/// <summary>Stands in for a language model: it says what a script says, in small pieces, depending on the last message.</summary>
internal sealed class ScriptedModel(TimeSpan delay)
{
    // Small enough to cut an emoji into two halves, as the tokens of a model can.
    private const int PieceLength = 5;

    public async IAsyncEnumerable<ModelPart> AnswerAsync(
        Message last,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (ModelPart part in Script(last))
        {
            foreach (ModelPart piece in Pieces(part))
            {
                await Task.Delay(delay, cancellationToken);
                yield return piece;
            }
        }
    }

    private static ModelPart[] Script(Message last) =>
        last switch
        {
            Message.User { Content: MessageContent.Text text }
                when text.Value.Contains("table", StringComparison.OrdinalIgnoreCase) =>
            [
                new ModelPart.Thought("Which tables are free?"),
                new ModelPart.Answer("I look for a table."),
                new ModelPart.Call("find_table", RawJson.Parse("""{"people":2}""")),
            ],
            Message.Tool { Content: MessageContent.Text { Value: BookingAgent.Found } } =>
            [
                new ModelPart.Answer("Table 7 is free at 19:30 🍽️."),
                new ModelPart.Call("book_table", RawJson.Parse("""{"table":7,"time":"19:30"}""")),
            ],
            Message.Tool { Content: MessageContent.Text { Value: BookingAgent.Booked } } =>
            [
                new ModelPart.Answer("Done: table 7 is yours 🎉"),
            ],
            Message.Tool => [new ModelPart.Answer("Then nothing is booked.")],
            _ => [new ModelPart.Answer("I can book a table. Shall I?")],
        };

    private static IEnumerable<ModelPart> Pieces(ModelPart part) =>
        part switch
        {
            ModelPart.Thought thought => Cut(thought.Text).Select(text => new ModelPart.Thought(text)),
            ModelPart.Answer answer => Cut(answer.Text).Select(text => new ModelPart.Answer(text)),
            _ => [part],
        };

    private static IEnumerable<string> Cut(string text) => text.Chunk(PieceLength).Select(piece => new string(piece));
}
