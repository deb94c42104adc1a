using System.Buffers;
using AgentWire.AgUi;

namespace AgentWire.Runs.AspNetCore.Serving;

/// <summary>Checks events before they are sent, so that their author gets the error, and the client nothing.</summary>
internal sealed class EventGate(WireCodec<Event> codec, bool verifies)
{
    private const int MaxKeptBytes = 64 * 1024;

    private readonly RunVerifier? _verifier = verifies ? new() : null;
    private readonly ChunkExpander _expander = new();
    private readonly List<Event> _parts = [];
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

        if (_verifier is not null)
        {
            Verify(_verifier, next);
        }
    }

    private void Verify(RunVerifier verifier, Event next)
    {
        _parts.Clear();
        if (_expander.Expand(next, _parts) is { } violation)
        {
            throw new RunViolationException(violation);
        }

        foreach (Event part in _parts)
        {
            verifier.Verify(part);
        }
    }
}
