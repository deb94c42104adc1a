using System.Text;
using AgentWire.CompilerServices;

namespace AgentWire.Streaming;

/// <summary>What a <see cref="WireFollower{T}"/> is doing, and why. Immutable.</summary>
public sealed record WireFollowStatus
{
    internal WireFollowStatus(
        WireFollowState state,
        int failedAttempts = 0,
        WireFollowFailure? failure = null,
        TimeSpan? delay = null,
        WireFollowEnd? end = null
    )
    {
        State = state;
        FailedAttempts = failedAttempts;
        Failure = failure;
        Delay = delay;
        End = end;
    }

    /// <summary>Gets what the follower is doing.</summary>
    public WireFollowState State { get; }

    /// <summary>
    /// Gets the number of attempts that had failed in a row when the state changed. A message resets it, and so does a connection that was open for
    /// longer than <see cref="WireFollowOptions{T}.MaxDelay"/> and did not end in silence.
    /// </summary>
    public int FailedAttempts { get; }

    /// <summary>Gets why the last connection ended or could not be made, or null if all went well so far.</summary>
    public WireFollowFailure? Failure { get; }

    /// <summary>Gets the delay before the next attempt if <see cref="State"/> is <see cref="WireFollowState.Waiting"/>, or null.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>Gets why following has ended if <see cref="State"/> is <see cref="WireFollowState.Ended"/>, or null.</summary>
    public WireFollowEnd? End { get; }

    private bool PrintMembers(StringBuilder builder) =>
        builder.AppendMembers(
            $"State = {State}, FailedAttempts = {FailedAttempts}, Failure = {Failure}, Delay = {Delay}, End = {End}"
        );
}
