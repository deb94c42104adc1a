using AgentWire.AgUi;

namespace AgentWire.Runs.Client;

/// <summary>Brings the messages of a request into the state.</summary>
internal static class SentMessages
{
    /// <summary>
    /// Returns the beginning of a run as if the server had repeated the request. Applied to a state, it adds the messages that
    /// are not there yet.
    /// </summary>
    public static Event.RunStarted AddTo(Event.RunStarted started, RunAgentInput sent)
    {
        IEnumerable<Message> known = sent.Messages.Where(message => message.Id is not null);
        return started with
        {
            Input = (started.Input ?? sent) with { Messages = [.. known, .. started.Input?.Messages ?? default] },
        };
    }
}
