using AgentWire.Runs.AspNetCore.Serving;

namespace AgentWire.Runs.AspNetCore;

/// <summary>Writes a message. Create it with <see cref="RunWriter.StartMessageAsync"/>, and dispose it at the end of the message.</summary>
public sealed class TextMessageWriter : IAsyncDisposable
{
    private readonly RunStream _stream;
    private readonly OpenThing _message;

    internal TextMessageWriter(RunStream stream, OpenThing message)
    {
        _stream = stream;
        _message = message;
    }

    /// <summary>Gets the identifier of the message.</summary>
    public string MessageId => _message.Id;

    /// <summary>Appends text. Nothing is sent for an empty text.</summary>
    /// <remarks>
    /// A text can end in the middle of a surrogate pair, as that of a model can. The first half is held back until the other half
    /// comes. A half without the other one becomes U+FFFD.
    /// </remarks>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="InvalidOperationException">The message or the run has ended.</exception>
    public Task AppendAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _stream.AppendAsync(_message, text, cancellationToken);
    }

    /// <summary>Ends the message, unless it has ended.</summary>
    public ValueTask DisposeAsync() => new(_stream.CloseAsync(CancellationToken.None, _message));
}
