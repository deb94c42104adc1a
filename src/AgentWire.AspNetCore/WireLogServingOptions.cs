using System.Text;
using AgentWire.CompilerServices;
using AgentWire.Streaming;

namespace AgentWire.AspNetCore;

/// <summary>Options for serving the messages of a log. Immutable. A new instance has the default settings.</summary>
/// <remarks>
/// <para>A client of server-sent events gets the position of each message as its <c>id</c>, and continues with the header <c>Last-Event-ID</c>.
/// If the dialect has no ids (<see cref="WireServerSentEvents.HasIds"/>), no id is written, and positions in requests are ignored.</para>
/// <para>A client with a position that has read all messages of a log gets the status 204 if the log has been completed, and 500 with the
/// error if it has failed, so that it does not try again.</para>
/// <para>Whoever may read a log may continue it: authorize each request.</para>
/// </remarks>
public sealed record WireLogServingOptions
{
    /// <summary>
    /// Gets where a client begins that names no position. Default: <see cref="WireLogStart.Oldest"/>. A client that has a cursor of its
    /// own can be given its place here, with <see cref="WireLogStart.After(string)"/>.
    /// </summary>
    public WireLogStart Start { get; init; }

    /// <summary>
    /// Gets what happens if a client cannot begin at its position, or falls behind what the log keeps. Default:
    /// <see cref="WireLogGoneHandling.Throw"/>: the request is answered with the status 410 and a problem, and a client that falls
    /// behind is disconnected. Otherwise the client gets the snapshot of the log, and then the messages after it.
    /// </summary>
    public WireLogGoneHandling WhenGone { get; init; }

    /// <summary>
    /// Gets the name of the query parameter that has the position if the header <c>Last-Event-ID</c> is absent, for the first
    /// connection and for transports without ids. Default: <c>lastEventId</c>. Null means that there is none.
    /// </summary>
    public string? PositionParameter { get; init; } = "lastEventId";

    private bool PrintMembers(StringBuilder builder) =>
        builder.AppendMembers($"Start = {Start}, WhenGone = {WhenGone}, PositionParameter = {PositionParameter}");
}
