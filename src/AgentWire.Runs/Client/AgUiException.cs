namespace AgentWire.Runs;

/// <summary>
/// The exception that is thrown if a run on a server fails: <see cref="AgUiServerException"/>, <see cref="AgUiStreamException"/>
/// or <see cref="AgUiRunException"/>. Text of the server in its message is escaped and cut.
/// </summary>
public abstract class AgUiException : Exception
{
    private protected AgUiException(string message, Exception? inner = null)
        : base(message, inner) { }
}
