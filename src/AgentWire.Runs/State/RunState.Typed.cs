using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentWire.AgUi;

namespace AgentWire.Runs;

/// <summary>Follows a conversation whose state has a type of yours.</summary>
/// <typeparam name="TState">The type of the state.</typeparam>
/// <example>
/// <code>
/// RunState&lt;Plan&gt; run = new(PlanContext.Default.Plan);
/// run.Apply(new Event.StateSnapshot { Snapshot = RawJson.Parse("""{"steps":3}""") });
/// Console.WriteLine(run.ReadState()?.Steps); // 3
/// </code>
/// </example>
public sealed class RunState<TState> : RunState
{
    private readonly JsonTypeInfo<TState> _type;
    private RawJson? _readFrom;
    private TState? _read;

    /// <summary>Creates an instance.</summary>
    /// <param name="type">The metadata of the type, for example of a source-generated context.</param>
    /// <param name="messages">The messages that the conversation has already. Default: none.</param>
    /// <param name="state">The state at the beginning. Default: an empty object.</param>
    /// <param name="limits">The limits of what patches make: <see cref="WireOptions.MaxDepth"/> and <see cref="WireOptions.MaxMessageBytes"/>. Default: those of <see cref="WireOptions.Default"/>.</param>
    /// <exception cref="ArgumentNullException">The metadata is null.</exception>
    public RunState(
        JsonTypeInfo<TState> type,
        WireList<Message> messages = default,
        RawJson? state = null,
        WireOptions? limits = null
    )
        : base(messages, state, limits) => _type = Argument.NotNull(type, nameof(type));

    /// <summary>Returns the state. It is read again only after it has changed.</summary>
    /// <exception cref="JsonException">The state is not one of this type.</exception>
    public TState? ReadState()
    {
        RawJson state = State;
        if (_readFrom is not { } known || !known.Utf8.SequenceEqual(state.Utf8))
        {
            _read = JsonSerializer.Deserialize(state.Utf8, _type);
            _readFrom = state;
        }

        return _read;
    }
}
