using AgentWire.AgUi;
using AgentWire.Runs.AspNetCore.Serving;

namespace AgentWire.Runs.AspNetCore;

/// <summary>
/// Writes the arguments of a tool call. Create it with <see cref="RunWriter.StartToolCallAsync"/>, and dispose it at the end of
/// the arguments.
/// </summary>
public sealed class ToolCallWriter : IAsyncDisposable
{
    private readonly RunWriter _owner;
    private readonly RunStream _stream;
    private readonly OpenThing _call;

    internal ToolCallWriter(RunWriter owner, RunStream stream, OpenThing call)
    {
        _owner = owner;
        _stream = stream;
        _call = call;
    }

    /// <summary>Gets the identifier of the call.</summary>
    public string ToolCallId => _call.Id;

    /// <summary>Appends a part of the arguments, which are JSON as a whole. Nothing is sent for an empty text.</summary>
    /// <remarks>Halves of surrogate pairs are treated as in <see cref="TextMessageWriter.AppendAsync"/>.</remarks>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="InvalidOperationException">The call or the run has ended.</exception>
    public Task AppendAsync(string arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return _stream.AppendAsync(_call, arguments, cancellationToken);
    }

    /// <summary>Ends the call, unless it has ended, and sends its result.</summary>
    public async Task SendResultAsync(MessageContent content, CancellationToken cancellationToken = default)
    {
        await _stream.CloseAsync(cancellationToken, _call).ConfigureAwait(false);
        await _owner
            .SendToolResultAsync(ToolCallId, content, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Ends the call, unless it has ended.</summary>
    public ValueTask DisposeAsync() => new(_stream.CloseAsync(CancellationToken.None, _call));
}
