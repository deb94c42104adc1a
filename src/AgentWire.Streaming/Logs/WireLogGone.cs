namespace AgentWire.Streaming;

/// <summary>Why a reader cannot continue at a position without a gap, and what the log has.</summary>
/// <param name="Reason">Why the reader cannot continue.</param>
/// <param name="First">The position of the oldest message that is kept. If none is kept, it is that of the next message.</param>
/// <param name="Last">The position of the newest message, with the number 0 if there was none.</param>
public sealed record WireLogGone(WireLogGoneReason Reason, WireLogPosition First, WireLogPosition Last)
{
    /// <summary>Returns a sentence for people.</summary>
    public override string ToString() =>
        Reason switch
        {
            WireLogGoneReason.Malformed => "The text is not a position of a log.",
            WireLogGoneReason.OtherEpoch =>
                $"The position is of another log, or of an earlier life of this one. This one has the epoch {Last.Epoch}.",
            WireLogGoneReason.Future => $"The log has not reached the position yet. {Kept}",
            WireLogGoneReason.NotKept => $"Messages after the position are no longer kept. {Kept}",
            _ => $"The reader was too slow: messages that it had not read yet are no longer kept. {Kept}",
        };

    private string Kept =>
        First.Number > Last.Number
            ? $"The newest message was {Last}, and none is kept."
            : $"The messages from {First} to {Last} are kept.";
}
