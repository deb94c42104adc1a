using AgentWire.Streaming;
using Microsoft.AspNetCore.Http;

namespace AgentWire.AspNetCore.Serving;

/// <summary>Sends messages until there are no more or the client disconnects.</summary>
/// <param name="writer">Where to write the messages.</param>
/// <param name="onSent">Called after each write, or null.</param>
/// <param name="gone">The token that is cancelled when the client disconnects.</param>
/// <returns>Whether all messages were sent.</returns>
internal delegate Task<bool> MessageSender<T>(WireStreamWriter<T> writer, Action? onSent, CancellationToken gone)
    where T : notnull;

/// <summary>Where the messages for a client come from.</summary>
internal interface IMessageSource<T>
    where T : notnull
{
    /// <summary>Returns what sends the messages for a request, or null if the request has been answered in another way.</summary>
    ValueTask<MessageSender<T>?> OpenAsync(HttpContext context);
}
