namespace AgentWire.Streaming;

/// <summary>Specifies what happens to a reader that cannot continue at its position without a gap.</summary>
public enum WireLogGoneHandling
{
    /// <summary>The reader throws a <see cref="WireLogGoneException"/>.</summary>
    Throw,

    /// <summary>
    /// The reader gets an item with the reason, <see cref="WireLogItemKind.SnapshotStart"/>, and then a snapshot of the owner of the log,
    /// <see cref="WireLogOptions{T}.Snapshot"/>. It continues with the messages after the snapshot.
    /// </summary>
    MoveToSnapshot,
}
