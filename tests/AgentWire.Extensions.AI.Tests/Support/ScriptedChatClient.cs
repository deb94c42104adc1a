using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Tests.Support;

/// <summary>A chat client that answers each call with the updates that were written for it, and keeps what it got.</summary>
public sealed class ScriptedChatClient(params IEnumerable<ChatResponseUpdate>[] answers) : IChatClient
{
    private int _next;

    public List<ChatMessage[]> Requests { get; } = [];

    public List<ChatOptions?> Options { get; } = [];

    public static ChatResponseUpdate Says(params AIContent[] contents) => new(ChatRole.Assistant, [.. contents]);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        Requests.Add([.. messages]);
        Options.Add(options);
        foreach (ChatResponseUpdate update in answers[_next++])
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return update;
        }
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted") : null;

    public void Dispose() { }
}
