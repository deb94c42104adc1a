namespace AgentWire.Streaming;

/// <summary>
/// The exception that is thrown if a stream cannot be followed any further. <see cref="WireFollower{T}.Cursor"/> is the position
/// that was reached. A new enumeration tries again from there.
/// </summary>
public sealed class WireFollowException : IOException
{
    /// <summary>Creates an exception, for a delegate of your own that opens a WebSocket.</summary>
    /// <param name="reason">
    /// Why the stream cannot be followed. With <see cref="WireFollowEnd.WentAway"/>, the attempt has failed and others follow. With
    /// any other value, following ends.
    /// </param>
    /// <param name="failure">What has happened.</param>
    /// <exception cref="ArgumentNullException">The failure is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The reason is <see cref="WireFollowEnd.Finished"/> or <see cref="WireFollowEnd.CompletedByServer"/>, which are no failures.
    /// </exception>
    public WireFollowException(WireFollowEnd reason, WireFollowFailure failure)
        : this(reason, Argument.NotNull(failure, nameof(failure)), failure.Message) { }

    internal WireFollowException(WireFollowEnd reason, WireFollowFailure failure, string message)
        : base(message, failure.Exception)
    {
        Reason = reason is not (WireFollowEnd.Finished or WireFollowEnd.CompletedByServer)
            ? reason
            : throw new ArgumentOutOfRangeException(nameof(reason), reason, "The value must be a failure.");
        Failure = failure;
    }

    /// <summary>Gets why the stream cannot be followed.</summary>
    public WireFollowEnd Reason { get; }

    /// <summary>Gets why the last connection ended or could not be made, with the status of the response.</summary>
    public WireFollowFailure Failure { get; }
}
