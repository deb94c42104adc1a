namespace AgentWire.Streaming;

/// <summary>
/// The exception that is thrown if a reader of a log cannot continue at its position without a gap. A reader that is too slow gets it
/// too, after the last message before the gap.
/// </summary>
/// <param name="gone">Why the reader cannot continue.</param>
public sealed class WireLogGoneException(WireLogGone gone) : Exception(gone?.ToString())
{
    /// <summary>Gets why the reader cannot continue, and what the log has.</summary>
    public WireLogGone Gone { get; } = Argument.NotNull(gone, nameof(gone));
}
