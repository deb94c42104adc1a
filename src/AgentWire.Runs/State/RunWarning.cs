namespace AgentWire.Runs;

/// <summary>An event that had no effect, or only a part of it. The run goes on.</summary>
public sealed class RunWarning
{
    private readonly string _message;

    internal RunWarning(long eventIndex, string message, JsonPatchError? patchError = null)
    {
        EventIndex = eventIndex;
        _message = message;
        PatchError = patchError;
    }

    /// <summary>Gets the index of the event among those that were applied. The first one has 0.</summary>
    public long EventIndex { get; }

    /// <summary>Gets the warning for people, on one line. Text of the peer is escaped and cut.</summary>
    public string Message => $"Event {EventIndex}: {_message}";

    /// <summary>Gets why a patch was not applied, or null if the warning is about something else.</summary>
    public JsonPatchError? PatchError { get; }

    /// <summary>Returns <see cref="Message"/>.</summary>
    public override string ToString() => Message;

    /// <summary>Returns the same warning about the event with another index, from which this one was made.</summary>
    internal RunWarning At(long eventIndex) => new(eventIndex, _message, PatchError);
}
