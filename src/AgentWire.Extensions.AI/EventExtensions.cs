using System.Runtime.CompilerServices;
using AgentWire.AgUi;
using AgentWire.Extensions.AI.Updates;
using AgentWire.Runs;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI;

/// <summary>Makes the events of a run the updates of a chat client.</summary>
public static class EventExtensions
{
    /// <summary>Returns an update for each event of a run. Chunks are expanded, and the order of the events is checked.</summary>
    /// <remarks>
    /// <para>Text, reasoning, whole tool calls, results and usage become contents. The state becomes data of the media type
    /// <c>application/json</c>, and a change of it <c>application/json-patch+json</c>. RUN_ERROR becomes an
    /// <see cref="ErrorContent"/>. An interrupt that belongs to a tool call becomes a <see cref="ToolApprovalRequestContent"/>.
    /// Another one can be read in the event, and answered with <see cref="ChatOptions.RawRepresentationFactory"/>.
    /// What has no content is an update without one. <see cref="ChatResponseUpdate.RawRepresentation"/> is always the event.</para>
    /// <para><see cref="ChatResponseUpdate.ResponseId"/> is the identifier of the run. There is no
    /// <see cref="ChatResponseUpdate.ConversationId"/>, because an agent does not keep the conversation: each request contains
    /// all of it. A call of a tool that the request does not declare is marked as <see cref="FunctionCallContent.InformationalOnly"/>,
    /// because the agent runs it.</para>
    /// </remarks>
    /// <param name="events">The events.</param>
    /// <param name="input">The request that they answer, or null if it is not known. All tool calls are then for the caller.</param>
    /// <param name="cancellationToken">The token that cancels the enumeration.</param>
    /// <exception cref="ArgumentNullException">The events are null.</exception>
    /// <exception cref="RunViolationException">While enumerating: an event breaks a rule of the run.</exception>
    /// <exception cref="EndOfStreamException">While enumerating: the events end before the run does.</exception>
    public static IAsyncEnumerable<ChatResponseUpdate> ToChatResponseUpdates(
        this IAsyncEnumerable<Event> events,
        RunAgentInput? input = null,
        CancellationToken cancellationToken = default
    ) => Translate(Argument.NotNull(events, nameof(events)), new EventTranslator(input), cancellationToken);

    private static async IAsyncEnumerable<ChatResponseUpdate> Translate(
        IAsyncEnumerable<Event> events,
        EventTranslator translator,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        RunVerifier verifier = new();
        ChunkExpander expander = new(verifier);
        List<Event> parts = [];
        await foreach (Event next in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            parts.Clear();
            RunViolation? violation = expander.Expand(next, parts);
            foreach (Event part in parts)
            {
                yield return translator.Translate(part);
            }

            if (violation is not null)
            {
                throw new RunViolationException(violation);
            }
        }

        if (verifier.End is not (RunOutcome.Finished or RunOutcome.RunError))
        {
            throw new EndOfStreamException("The events end before the run does: RUN_FINISHED or RUN_ERROR is missing.");
        }
    }
}
