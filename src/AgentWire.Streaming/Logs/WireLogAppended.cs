using System.Runtime.InteropServices;

namespace AgentWire.Streaming;

/// <summary>The result of appending a message.</summary>
/// <param name="Position">The position of the message; or, if it is a repetition, that of the last message of the log.</param>
/// <param name="IsRepetition">Whether the log had the sequence number already, and the message was not appended again.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WireLogAppended(WireLogPosition Position, bool IsRepetition);
