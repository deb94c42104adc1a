using AgentWire.Streaming;

namespace AgentWire.Runs;

/// <summary>
/// The exception that is thrown if the events of a run were cut off before its end, or one of them is damaged. How the run
/// ended is not known. What has arrived before is in the state.
/// </summary>
public sealed class AgUiStreamException : AgUiException
{
    internal AgUiStreamException(WireStreamException exception)
        : base($"The stream of events has failed: {exception.Message}", exception) => StreamError = exception.Error;

    internal AgUiStreamException(WireException exception)
        : base($"An event is damaged: {exception.Message}", exception) => EventError = exception.Error;

    /// <summary>Gets how the stream has failed, or null if an event is damaged.</summary>
    public WireStreamError? StreamError { get; }

    /// <summary>Gets what is wrong with an event, or null if the stream was cut off.</summary>
    public WireError? EventError { get; }
}
