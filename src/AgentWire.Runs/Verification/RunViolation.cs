using System.Text;
using AgentWire.CompilerServices;

namespace AgentWire.Runs;

/// <summary>An event that breaks a rule of the run.</summary>
public sealed class RunViolation
{
    private const int MaxShown = 80;

    private static readonly string[] Names = [.. Enum.GetNames(typeof(RunRule)).Select(Hyphenate)];

    private readonly string _message;

    internal RunViolation(
        RunRule rule,
        long eventIndex,
        string eventType,
        string message,
        string expected,
        WireList<string> ids = default
    )
    {
        Rule = rule;
        EventIndex = eventIndex;
        EventType = eventType;
        _message = message;
        Expected = expected;
        Ids = ids;
    }

    /// <summary>Gets the rule that the event breaks.</summary>
    public RunRule Rule { get; }

    /// <summary>Gets the name of the rule, such as <c>first-event</c>.</summary>
    public string RuleName => NameOf(Rule);

    /// <summary>Gets the index of the event in the stream. The first one has 0, and unknown events count.</summary>
    public long EventIndex { get; }

    /// <summary>Gets the type of the event, such as <c>RUN_FINISHED</c>. Empty if it could not be read.</summary>
    public string EventType { get; }

    /// <summary>Gets what the rule expects instead.</summary>
    public string Expected { get; }

    /// <summary>Gets the identifiers that the violation is about, as the peer has written them. Empty if there are none.</summary>
    public WireList<string> Ids { get; }

    /// <summary>Gets why the frame could not be read, or null if the rule is not <see cref="RunRule.Event"/>.</summary>
    public WireError? ReadError { get; private init; }

    /// <summary>Gets the violation for people, on one line. Text of the peer is escaped and cut.</summary>
    public string Message =>
        $"Event {EventIndex}{(EventType.Length == 0 ? "" : $" ({SafeText.OneLine(EventType, MaxShown)})")}: {_message} Expected {Expected}.";

    /// <summary>Returns the name of a rule, such as <c>first-event</c>.</summary>
    public static string NameOf(RunRule rule) => Names[(int)rule];

    /// <summary>Returns <see cref="Message"/>.</summary>
    public override string ToString() => Message;

    /// <summary>Creates the violation by a frame that contains no event.</summary>
    internal static RunViolation NoEvent(long eventIndex, WireError error) =>
        new(RunRule.Event, eventIndex, "", $"The frame does not contain an event: {error.Message}", "an event")
        {
            ReadError = error,
        };

    /// <summary>Returns the same violation by the event with another index, from which this one was made.</summary>
    internal RunViolation At(long eventIndex) => new(Rule, eventIndex, EventType, _message, Expected, Ids);

    internal static string Show(string text) => $"\"{SafeText.OneLine(text, MaxShown)}\"";

    internal static string ShowOwner(string? owner) => owner is null ? "the agent" : $"subagent {Show(owner)}";

    private static string Hyphenate(string name)
    {
        StringBuilder text = new();
        foreach (char letter in name)
        {
            text.Append(text.Length > 0 && char.IsUpper(letter) ? "-" : "").Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
