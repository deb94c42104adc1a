namespace AgentWire.Streaming;

/// <summary>Specifies what a reader of a log has read.</summary>
public enum WireLogItemKind
{
    /// <summary>A message of the log.</summary>
    Message,

    /// <summary>
    /// A snapshot begins, which replaces everything that the reader has read before. The item has no message.
    /// <see cref="WireLogItem{T}.Gone"/> says why there is a snapshot, or is null if the reader asked for it.
    /// </summary>
    SnapshotStart,

    /// <summary>A message of the snapshot.</summary>
    SnapshotMessage,
}
