using System.Runtime.InteropServices;

namespace AgentWire.Streaming;

/// <summary>What a store knows about its log at one moment, and some of its messages.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WireLogPage
{
    /// <summary>Gets the epoch of the log.</summary>
    public required string Epoch { get; init; }

    /// <summary>Gets the number of the oldest message that is kept. If none is kept, it is <see cref="Last"/> + 1.</summary>
    public required long First { get; init; }

    /// <summary>Gets the number of the newest message, or 0 if there was none.</summary>
    public required long Last { get; init; }

    /// <summary>
    /// Gets the messages from the number that was asked for, in order and without gaps. Empty if that one is not kept, or not there yet.
    /// They do not change, whatever happens to the log later.
    /// </summary>
    public ReadOnlyMemory<WireLogEntry> Entries { get; init; }

    /// <summary>Gets how the log has ended, or null. It is the end of the log, not of this page: messages can follow the page.</summary>
    public WireLogEnd? End { get; init; }
}
