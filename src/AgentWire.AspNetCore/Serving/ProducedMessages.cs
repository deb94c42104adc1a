using Microsoft.AspNetCore.Http;

namespace AgentWire.AspNetCore.Serving;

/// <summary>Messages that are produced for each request.</summary>
internal sealed class ProducedMessages<T>(IAsyncEnumerable<T> messages) : IMessageSource<T>
    where T : notnull
{
    public ValueTask<MessageSender<T>?> OpenAsync(HttpContext context) =>
        new((writer, onSent, gone) => Producer.RunAsync(messages, writer, onSent, gone));
}
