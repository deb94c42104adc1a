using AgentWire.AgUi;

namespace AgentWire.Extensions.AI.Runs;

/// <summary>A message with text, or a reasoning with its span, that has begun and not ended.</summary>
internal sealed class OpenText(string id, bool isReasoning)
{
    private readonly HeldText _held = new();

    public string Id => id;

    public bool IsReasoning => isReasoning;

    public void Append(string text, RawJson? metadata, List<Event> output) =>
        AddContent(_held.Append(text), metadata, output);

    public void End(List<Event> output)
    {
        AddContent(_held.Flush(), null, output);
        if (isReasoning)
        {
            output.Add(new Event.ReasoningMessageEnd { MessageId = id });
            output.Add(new Event.ReasoningEnd { MessageId = id });
        }
        else
        {
            output.Add(new Event.TextMessageEnd { MessageId = id });
        }
    }

    private void AddContent(string delta, RawJson? metadata, List<Event> output)
    {
        if (delta.Length == 0)
        {
            return;
        }

        output.Add(
            isReasoning
                ? new Event.ReasoningMessageContent
                {
                    MessageId = id,
                    Delta = delta,
                    Metadata = metadata,
                }
                : new Event.TextMessageContent
                {
                    MessageId = id,
                    Delta = delta,
                    Metadata = metadata,
                }
        );
    }
}
