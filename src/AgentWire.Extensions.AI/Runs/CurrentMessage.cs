using AgentWire.AgUi;
using Microsoft.Extensions.AI;

namespace AgentWire.Extensions.AI.Runs;

/// <summary>The message that the updates of a chat client belong to.</summary>
internal sealed class CurrentMessage(ChatRole role)
{
    /// <summary>Gets or sets the identifier in the run, or null if the message has no text and no calls so far.</summary>
    public string? Id { get; set; }

    /// <summary>Gets the identifier that the chat client gave, or null.</summary>
    public string? ProviderId { get; private set; }

    public string? AuthorName { get; private set; }

    public ChatRole Role => role;

    public TextMessageRole TextRole =>
        role == ChatRole.User ? TextMessageRole.User
        : role == ChatRole.System ? TextMessageRole.System
        : role.Value == "developer" ? TextMessageRole.Developer
        : TextMessageRole.Assistant;

    /// <summary>Whether an update begins another message: by the same rule as <see cref="ChatResponseExtensions.ToChatResponse"/>.</summary>
    public bool IsOther(ChatResponseUpdate update) =>
        Differ(ProviderId, update.MessageId)
        || Differ(AuthorName, update.AuthorName)
        || (update.Role is { } other && role != other);

    public void Take(ChatResponseUpdate update)
    {
        ProviderId ??= NotEmpty(update.MessageId);
        AuthorName ??= NotEmpty(update.AuthorName);
    }

    private static bool Differ(string? known, string? next) =>
        known is not null && NotEmpty(next) is { } other && known != other;

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
