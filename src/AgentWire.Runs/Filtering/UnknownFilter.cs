using AgentWire.AgUi;

namespace AgentWire.Runs;

/// <summary>
/// Drops what the contract does not know, with a warning, as AG-UI asks of programs that consume events: events, and messages,
/// parts, sources, outcomes and patch operations in them.
/// </summary>
/// <remarks>
/// An element of a list is dropped from the list, and the value of an optional member with the member. If a required member has
/// an unknown value, the object around it is dropped: a part with an unknown source. A program that passes events on must not
/// drop anything. Unknown members are ignored by the codec already.
/// </remarks>
/// <example>
/// <code>
/// UnknownFilter filter = new(dropped => Console.WriteLine($"{dropped.Path}: {dropped.Tag} is not known"));
/// Event? known = filter.Filter(received);
/// </code>
/// </example>
public sealed class UnknownFilter
{
    private readonly Action<DroppedUnknown>? _onDropped;

    /// <summary>Creates an instance.</summary>
    /// <param name="onDropped">What is called for each thing that is dropped.</param>
    public UnknownFilter(Action<DroppedUnknown>? onDropped = null) => _onDropped = onDropped;

    /// <summary>Drops what is unknown in an event.</summary>
    /// <returns>The event itself if all of it is known, another one without what is not, or null if the event is unknown.</returns>
    /// <exception cref="ArgumentNullException">The event is null.</exception>
    public Event? Filter(Event next) =>
        Argument.NotNull(next, nameof(next)) switch
        {
            Event.Unknown own => Drop<Event>("", own.Tag),
            Event.MessagesSnapshot own when Messages(own.Messages, "/messages", out WireList<Message> kept) => own with
            {
                Messages = kept,
            },
            Event.RunStarted { Input: { } input } own
                when Messages(input.Messages, "/input/messages", out WireList<Message> kept) => own with
            {
                Input = input with { Messages = kept },
            },
            Event.ToolCallResult own when Content(own.Content, "/content", out MessageContent kept) => own with
            {
                Content = kept,
            },
            Event.StateDelta own when Operations(own.Delta, "/delta", out WireList<PatchOperation> kept) => own with
            {
                Delta = kept,
            },
            Event.ActivityDelta own when Operations(own.Patch, "/patch", out WireList<PatchOperation> kept) => own with
            {
                Patch = kept,
            },
            Event.RunFinished { Outcome: RunFinishedOutcome.Unknown unknown } own => own with
            {
                Outcome = Drop<RunFinishedOutcome>("/outcome", unknown.Tag),
            },
            Event.SubagentFinished { Outcome: SubagentFinishedOutcome.Unknown unknown } own => own with
            {
                Outcome = Drop<SubagentFinishedOutcome>("/outcome", unknown.Tag),
            },
            _ => next,
        };

    /// <summary>Drops what is unknown in the messages of a request.</summary>
    /// <returns>The request itself if all of it is known, or another one without what is not.</returns>
    /// <exception cref="ArgumentNullException">The request is null.</exception>
    public RunAgentInput Filter(RunAgentInput input) =>
        Messages(Argument.NotNull(input, nameof(input)).Messages, "/messages", out WireList<Message> kept)
            ? input with
            {
                Messages = kept,
            }
            : input;

    private bool Messages(WireList<Message> messages, string path, out WireList<Message> kept) =>
        Keep(
            messages,
            path,
            static (filter, message, place) =>
                message switch
                {
                    Message.Unknown own => filter.Drop<Message>(place(), own.Tag),
                    Message.User own when filter.Content(own.Content, place, out MessageContent known) => own with
                    {
                        Content = known,
                    },
                    Message.Tool own when filter.Content(own.Content, place, out MessageContent known) => own with
                    {
                        Content = known,
                    },
                    _ => message,
                },
            out kept
        );

    private bool Content(MessageContent content, Func<string> place, out MessageContent kept)
    {
        kept = content;
        return content is MessageContent.Parts && Content(content, $"{place()}/content", out kept);
    }

    private bool Content(MessageContent content, string path, out MessageContent kept)
    {
        kept = content;
        if (
            content is not MessageContent.Parts own
            || !Keep(
                own.Value,
                path,
                static (filter, part, place) =>
                    UnknownTagIn(part) is { } tag ? filter.Drop<ContentPart>(place(), tag) : part,
                out WireList<ContentPart> parts
            )
        )
        {
            return false;
        }

        kept = own with { Value = parts };
        return true;
    }

    private bool Operations(WireList<PatchOperation> operations, string path, out WireList<PatchOperation> kept) =>
        Keep(
            operations,
            path,
            static (filter, operation, place) =>
                operation is PatchOperation.Unknown own ? filter.Drop<PatchOperation>(place(), own.Tag) : operation,
            out kept
        );

    private static string? UnknownTagIn(ContentPart part) =>
        part switch
        {
            ContentPart.Unknown own => own.Tag,
            ContentPart.Image { Source: PartSource.Unknown source } => source.Tag,
            ContentPart.Audio { Source: PartSource.Unknown source } => source.Tag,
            ContentPart.Video { Source: PartSource.Unknown source } => source.Tag,
            ContentPart.Document { Source: PartSource.Unknown source } => source.Tag,
            _ => null,
        };

    /// <summary>Filters the elements of a list. Returns false if they stay as they are.</summary>
    private bool Keep<T>(
        WireList<T> list,
        string path,
        Func<UnknownFilter, T, Func<string>, T?> filter,
        out WireList<T> kept
    )
        where T : class
    {
        List<T>? known = null;
        for (int i = 0; i < list.Count; i++)
        {
            int index = i;
            T? item = filter(this, list[i], () => $"{path}/{index}");
            if (known is null && !ReferenceEquals(item, list[i]))
            {
                known = [.. list.Take(i)];
            }

            if (item is not null)
            {
                known?.Add(item);
            }
        }

        kept = known?.ToWireList() ?? list;
        return known is not null;
    }

    private T? Drop<T>(string path, string tag)
        where T : class
    {
        _onDropped?.Invoke(new DroppedUnknown(path, tag));
        return null;
    }
}
