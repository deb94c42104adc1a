using System.Text;
using AgentWire.AgUi;
using AgentWire.AspNetCore;
using AgentWire.CompilerServices;

namespace AgentWire.Runs.AspNetCore;

/// <summary>
/// Options for serving an agent, in addition to those of any stream of messages. Immutable. A new instance has the default
/// settings.
/// </summary>
public sealed record AgUiServerOptions : WireServerOptions
{
    private const string DefaultVersion = "1.0";

    /// <summary>
    /// Gets the options for reading requests: the limits of their length (<see cref="WireOptions.MaxMessageBytes"/>, by default
    /// 16 MiB) and depth, and what happens to what is unknown. The length also replaces the limit of the server for the body.
    /// </summary>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    public WireOptions Requests
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Requests));
    } = WireOptions.Default;

    /// <summary>
    /// Gets the options for writing events: the limits of one event, and the version of AG-UI that is written
    /// (<see cref="WireOptions.PeerVersion"/>) and that RUN_STARTED declares. Default: version 1.0.
    /// </summary>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    public WireOptions Events
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Events));
    } = new() { PeerVersion = DefaultVersion };

    /// <summary>
    /// Gets whether the order of the events is checked before they are sent. An event that breaks a rule is not sent, and the
    /// call that would send it throws a <see cref="RunViolationException"/>. Default: null, which means that events are checked if
    /// the environment of the application is Development.
    /// </summary>
    public bool? VerifyEvents { get; init; }

    /// <summary>
    /// Gets what makes RUN_ERROR out of an exception of the handler. The client gets all of the result. Default: an error that
    /// says only that the agent has failed, because the text of an exception can contain what a client must not know.
    /// </summary>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public Func<Exception, Event.RunError> DescribeError
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(DescribeError));
    } = Unspecific;

    internal string DeclaredVersion => Events.PeerVersion ?? DefaultVersion;

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        base.PrintMembers(builder);
        return builder
            .Append(", ")
            .AppendMembers($"Requests = {Requests}, Events = {Events}, VerifyEvents = {VerifyEvents}");
    }

    internal static Event.RunError Unspecific(Exception exception) => new() { Message = "The agent has failed." };
}
