namespace AgentWire.Walrus;

/// <summary>The exception that is thrown if the server sends a message of another type than expected.</summary>
public sealed class UnexpectedMessageException : Exception
{
    internal UnexpectedMessageException(string expected, ServerMessage received)
        : base($"Expected a message \"{expected}\", received a {received.GetType().Name}.") => Received = received;

    /// <summary>Gets the message that was received instead.</summary>
    public ServerMessage Received { get; }
}
