namespace AgentWire.Walrus;

/// <summary>The server sent another kind of message than was wanted.</summary>
public sealed class UnexpectedMessageException : Exception
{
    internal UnexpectedMessageException(string expected, ServerMessage received)
        : base($"Expected a message \"{expected}\", received a {received.GetType().Name}.") => Received = received;

    /// <summary>The message that came instead.</summary>
    public ServerMessage Received { get; }
}
