using System.Net;
using System.Net.WebSockets;
using System.Text;
using AgentWire.CompilerServices;

namespace AgentWire.Streaming;

/// <summary>Why a connection ended, or an attempt to connect failed. Immutable.</summary>
public sealed record WireFollowFailure
{
    /// <summary>Gets a description. Text of the server in it is escaped and cut.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the status of the response, or null if there is none.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Gets the status with which the server closed a WebSocket, or null if it sent none.</summary>
    public WebSocketCloseStatus? CloseStatus { get; init; }

    /// <summary>Gets the delay that the server asks for, or null if it asks for none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the exception of the transport, or null if there is none.</summary>
    public Exception? Exception { get; init; }

    private bool PrintMembers(StringBuilder builder) =>
        builder.AppendMembers(
            $"Message = {Message}, StatusCode = {StatusCode}, CloseStatus = {CloseStatus}, RetryAfter = {RetryAfter}, Exception = {Exception?.GetType()}"
        );
}
