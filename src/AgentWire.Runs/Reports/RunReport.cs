using System.Text;
using AgentWire.AgUi;
using AgentWire.Runs.Reports;

namespace AgentWire.Runs;

/// <summary>
/// What a whole stream of events comes to: how it ended, the events after expansion of the chunks, and the messages and the
/// state that they make. It is immutable.
/// </summary>
/// <remarks>The first event that breaks a rule, or that is no event, is refused, and ends the stream.</remarks>
/// <example>
/// <code>
/// RunReport report = RunReport.Of([new Event.RunStarted { ThreadId = "t", RunId = "r" }]);
/// Console.WriteLine(report.Outcome); // Truncated
/// </code>
/// </example>
public sealed class RunReport
{
    internal RunReport(
        RunViolation? violation,
        WireList<Event> events,
        RunSnapshot end,
        WireList<RunOutcome> runs,
        WireList<RunWarning> warnings
    )
    {
        Violation = violation;
        Events = events;
        End = end;
        Runs = runs;
        Warnings = warnings;
        Outcome =
            violation is not null ? RunOutcome.Refused
            : runs.Count == 0 || runs[runs.Count - 1] == RunOutcome.Truncated ? RunOutcome.Truncated
            : runs.Contains(RunOutcome.RunError) ? RunOutcome.RunError
            : RunOutcome.Finished;
    }

    /// <summary>
    /// Gets how the stream ended: <see cref="RunOutcome.Refused"/> if an event was refused,
    /// else <see cref="RunOutcome.Truncated"/> if there is no run or the last one has no end,
    /// else <see cref="RunOutcome.RunError"/> if any run ended so, else <see cref="RunOutcome.Finished"/>.
    /// </summary>
    public RunOutcome Outcome { get; }

    /// <summary>Gets why an event was refused, or null. Its index is that of the event in the stream, before expansion.</summary>
    public RunViolation? Violation { get; }

    /// <summary>Gets the events after expansion, up to the one that was refused. Unknown events are among them.</summary>
    public WireList<Event> Events { get; }

    /// <summary>Gets the messages, the state and the rest of the run after these events.</summary>
    public RunSnapshot End { get; }

    /// <summary>Gets how each run ended. A run in which an event was refused is <see cref="RunOutcome.Refused"/>.</summary>
    public WireList<RunOutcome> Runs { get; }

    /// <summary>Gets the events that had no effect, or only a part of it. Their indexes are those in the stream, before expansion.</summary>
    public WireList<RunWarning> Warnings { get; }

    /// <summary>Reports on a stream of events.</summary>
    /// <exception cref="ArgumentNullException">The events, or one of them, are null.</exception>
    public static RunReport Of(IEnumerable<Event> events)
    {
        RunReportBuilder builder = new();
        foreach (Event next in Argument.NotNull(events, nameof(events)))
        {
            if (!builder.Add(next))
            {
                break;
            }
        }

        return builder.ToReport();
    }

    /// <summary>Reports on a stream of frames, each of which contains the JSON of one event. A frame that does not is refused.</summary>
    /// <param name="frames">The frames, as UTF-8.</param>
    /// <param name="codec">The codec that reads the frames. Default: that of <see cref="AgUiWire.Server"/>.</param>
    /// <exception cref="ArgumentNullException">The frames are null.</exception>
    public static RunReport OfFrames(IEnumerable<ReadOnlyMemory<byte>> frames, WireCodec<Event>? codec = null)
    {
        RunReportBuilder builder = new();
        foreach (ReadOnlyMemory<byte> frame in Argument.NotNull(frames, nameof(frames)))
        {
            if (!builder.AddFrame(frame.Span, codec))
            {
                break;
            }
        }

        return builder.ToReport();
    }

    /// <summary>Returns the report as a JSON object on one line, as <c>agentwire run</c> prints it.</summary>
    /// <exception cref="WireException">A value cannot be written, such as text with half of a surrogate pair.</exception>
    public byte[] ToUtf8Bytes() => RunReportJson.Write(this);

    /// <summary>Returns the report as a JSON object on one line, as <c>agentwire run</c> prints it.</summary>
    /// <exception cref="WireException">A value cannot be written, such as text with half of a surrogate pair.</exception>
    public string ToJson() => Encoding.UTF8.GetString(ToUtf8Bytes());

    /// <summary>Returns the name of an outcome in JSON, such as <c>run_error</c>.</summary>
    public static string NameOf(RunOutcome outcome) =>
        outcome == RunOutcome.RunError ? "run_error" : outcome.ToString().ToLowerInvariant();
}
