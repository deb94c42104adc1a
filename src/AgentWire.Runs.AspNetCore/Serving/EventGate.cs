using System.Buffers;
using AgentWire.AgUi;

namespace AgentWire.Runs.AspNetCore.Serving;

/// <summary>Checks events before they are sent, so that their author gets the error, and the client nothing.</summary>
internal sealed class EventGate(WireCodec<Event> codec, bool verifies)
{
    private const int MaxKeptBytes = 64 * 1024;

    private readonly ChunkExpander? _checker = verifies ? new(new RunVerifier()) : null;
    private readonly List<Event> _expanded = [];
    private ArrayBufferWriter<byte> _written = new();

    /// <exception cref="WireException">The event cannot be written.</exception>
    /// <exception cref="RunViolationException">The event breaks a rule.</exception>
    public void Check(Event next)
    {
        _written.ResetWrittenCount();
        codec.Write(_written, next);
        if (_written.Capacity > MaxKeptBytes)
        {
            _written = new();
        }

        _expanded.Clear();
        if (_checker?.Expand(next, _expanded) is { } violation)
        {
            throw new RunViolationException(violation);
        }
    }
}
