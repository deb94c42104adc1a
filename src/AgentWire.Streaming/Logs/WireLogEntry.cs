using System.Runtime.InteropServices;

namespace AgentWire.Streaming;

/// <summary>A message in a log, as it was encoded once.</summary>
/// <param name="Number">The number of the message, from 1.</param>
/// <param name="Message">The JSON of the message as UTF-8. It never changes.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WireLogEntry(long Number, ReadOnlyMemory<byte> Message);
