using System.Runtime.CompilerServices;
using AgentWire.AgUi;
using AgentWire.Extensions.AI.Runs;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI;

/// <summary>Makes the updates of a chat client the events of a run.</summary>
/// <remarks>
/// <para>Text and reasoning become messages, which begin and end where the updates change from one to the other. Identifiers of
/// messages and tool calls are those of the updates, and new ones where they are missing or not unique in the conversation. A
/// call and its result become a tool call and its result; usage is added up for each model, and sent with the end of the run.
/// Data of the media type <c>application/json</c> replaces the state, and <c>application/json-patch+json</c> changes it. An update
/// without contents whose <see cref="ChatResponseUpdate.RawRepresentation"/> is an event about state or activities, CUSTOM or RAW,
/// sends this event. Other contents are left out, or become what <see cref="ChatRunOptions.MapOther"/> makes of them.</para>
/// <para>The run finishes with the identifiers of the tool calls that have no result, which are for the client to run. If calls wait
/// for approval, it finishes with interrupts of the reason <c>tool_call</c>, whose answer is
/// <c>{"approved": true or false, "reason": …}</c>. It ends with RUN_ERROR if an update reports an error, behind the other
/// updates.</para>
/// <para>A text can end in the middle of a surrogate pair. The first half is held back until the other half comes. A half without
/// the other one becomes U+FFFD.</para>
/// </remarks>
public static class ChatResponseUpdateExtensions
{
    /// <summary>
    /// Returns the events of a whole run, from RUN_STARTED to RUN_FINISHED or RUN_ERROR. An exception of the updates becomes
    /// RUN_ERROR, unless the token was cancelled.
    /// </summary>
    /// <param name="updates">The updates.</param>
    /// <param name="input">The request that they answer.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <param name="cancellationToken">The token that cancels the enumeration.</param>
    /// <exception cref="ArgumentNullException">The updates or the request are null.</exception>
    public static IAsyncEnumerable<Event> ToRun(
        this IAsyncEnumerable<ChatResponseUpdate> updates,
        RunAgentInput input,
        ChatRunOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        Argument.NotNull(updates, nameof(updates));
        return ToRun(
            Argument.NotNull(input, nameof(input)),
            options ??= ChatRunOptions.Default,
            updates.ToRunBody(input, options, CancellationToken.None),
            cancellationToken
        );
    }

    /// <summary>
    /// Returns the events of a run behind RUN_STARTED, which somebody else sends: what happens, and RUN_FINISHED or RUN_ERROR. An
    /// exception of the updates is thrown.
    /// </summary>
    /// <param name="updates">The updates.</param>
    /// <param name="input">The request that they answer.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <param name="cancellationToken">The token that cancels the enumeration.</param>
    /// <exception cref="ArgumentNullException">The updates or the request are null.</exception>
    public static IAsyncEnumerable<Event> ToRunBody(
        this IAsyncEnumerable<ChatResponseUpdate> updates,
        RunAgentInput input,
        ChatRunOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        Translate(
            Argument.NotNull(updates, nameof(updates)),
            new UpdateTranslator(Argument.NotNull(input, nameof(input)), options ?? ChatRunOptions.Default),
            cancellationToken
        );

    internal static async IAsyncEnumerable<Event> ToRun(
        RunAgentInput input,
        ChatRunOptions options,
        IAsyncEnumerable<Event> body,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        yield return new Event.RunStarted
        {
            ThreadId = input.ThreadId,
            RunId = input.RunId,
            ProtocolVersion = AgUiChatClient.ProtocolVersion,
        };
        IAsyncEnumerator<Event> events = body.GetAsyncEnumerator(cancellationToken);
        await using (events.ConfigureAwait(false))
        {
            while (true)
            {
                Event next;
                try
                {
                    if (!await events.MoveNextAsync().ConfigureAwait(false))
                    {
                        break;
                    }

                    next = events.Current;
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    next = options.DescribeException(e);
                }

                yield return next;
                if (next is Event.RunError)
                {
                    break;
                }
            }
        }
    }

    private static async IAsyncEnumerable<Event> Translate(
        IAsyncEnumerable<ChatResponseUpdate> updates,
        UpdateTranslator translator,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (ChatResponseUpdate update in updates.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (Event next in translator.Translate(update))
            {
                yield return next;
            }
        }

        foreach (Event next in translator.End())
        {
            yield return next;
        }
    }
}
