using AgentWire.Runs.AspNetCore.Serving;

namespace AgentWire.Runs.AspNetCore;

/// <summary>Writes what an agent reasons. Create it with <see cref="RunWriter.StartReasoningAsync"/>, and dispose it at the end.</summary>
public sealed class ReasoningWriter : IAsyncDisposable
{
    private readonly RunStream _stream;
    private readonly OpenThing _span;
    private readonly OpenThing _message;

    internal ReasoningWriter(RunStream stream, OpenThing span, OpenThing message)
    {
        _stream = stream;
        _span = span;
        _message = message;
    }

    /// <summary>Gets the identifier of the message.</summary>
    public string MessageId => _message.Id;

    /// <summary>Appends text. Nothing is sent for an empty text.</summary>
    /// <remarks>Halves of surrogate pairs are treated as in <see cref="TextMessageWriter.AppendAsync"/>.</remarks>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="InvalidOperationException">The reasoning or the run has ended.</exception>
    public Task AppendAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _stream.AppendAsync(_message, text, cancellationToken);
    }

    /// <summary>Ends the message and its span, unless they have ended.</summary>
    public ValueTask DisposeAsync() => new(_stream.CloseAsync(CancellationToken.None, _message, _span));
}
