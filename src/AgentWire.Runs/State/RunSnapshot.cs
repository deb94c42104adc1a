using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentWire.AgUi;
using AgentWire.CompilerServices;

namespace AgentWire.Runs;

/// <summary>
/// A run at one point. It is immutable, and shares what has not changed with the snapshots before it. Snapshots are equal
/// if their values are.
/// </summary>
public sealed record RunSnapshot
{
    /// <summary>Gets the messages of the conversation, in order.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>Gets the state that agent and user interface share. An empty object at the beginning.</summary>
    public required RawJson State { get; init; }

    /// <summary>Gets the interrupts that the last run waits for.</summary>
    public WireList<Interrupt> PendingInterrupts { get; init; }

    /// <summary>Gets the identifiers of the tool calls that the last run leaves to the client.</summary>
    public WireList<string> PendingToolCallIds { get; init; }

    /// <summary>Gets the subagents of the last run, in the order in which they started.</summary>
    public WireList<RunSubagent> Subagents { get; init; }

    /// <summary>Gets the tokens of all runs so far, with one entry for each provider and model.</summary>
    public WireList<TokenUsage> Usage { get; init; }

    /// <summary>Gets the identifier of the conversation, or null before the first run.</summary>
    public string? ThreadId { get; init; }

    /// <summary>Gets the identifier of the last run, or null before the first run.</summary>
    public string? RunId { get; init; }

    /// <summary>Gets how the last run ended, or null before the first run.</summary>
    public RunOutcome? Outcome { get; init; }

    /// <summary>Reads the state as a type of yours.</summary>
    /// <exception cref="ArgumentNullException">The metadata is null.</exception>
    /// <exception cref="JsonException">The state is not one of this type.</exception>
    public TState? ReadState<TState>(JsonTypeInfo<TState> type) =>
        JsonSerializer.Deserialize(State.Utf8, Argument.NotNull(type, nameof(type)));

    private bool PrintMembers(StringBuilder builder) =>
        builder.AppendMembers(
            $"Messages = {Messages}, State = {State}, PendingInterrupts = {PendingInterrupts}"
                + $", PendingToolCallIds = {PendingToolCallIds}, Subagents = {Subagents}, Usage = {Usage}"
                + $", ThreadId = {ThreadId}, RunId = {RunId}, Outcome = {Outcome}"
        );
}
