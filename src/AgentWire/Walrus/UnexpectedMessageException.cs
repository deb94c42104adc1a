using System.Diagnostics.CodeAnalysis;

namespace AgentWire.Walrus;

/// <summary>The server sent another kind of message than was wanted.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Nothing but a message makes one.")]
public sealed class UnexpectedMessageException : Exception
{
    internal UnexpectedMessageException(string expected, ServerMessage received)
        : base($"Expected a message \"{expected}\", received a {received.GetType().Name}.") => Received = received;

    /// <summary>The message that came instead.</summary>
    public ServerMessage Received { get; }
}
