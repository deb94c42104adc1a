using AgentWire.AgUi;
using AgentWire.Runs.Tests.Support;

namespace AgentWire.Runs.Tests;

/// <summary>The report of a whole stream, and its JSON.</summary>
public sealed class RunReportTests
{
    [Fact]
    public void The_report_is_written_as_one_line_of_JSON()
    {
        RunReport report = RunReport.Of(
            Events.Lines(
                """
                "RUN_STARTED","threadId":"t","runId":"r"
                "TEXT_MESSAGE_CHUNK","messageId":"m","delta":"é<"
                "STATE_SNAPSHOT","snapshot":{"n":1.0}
                "RUN_FINISHED","threadId":"t","runId":"r","outcome":{"type":"interrupt","interrupts":[{"id":"i","reason":"x"}]}
                "RUN_STARTED","threadId":"t","runId":"r2"
                "TEXT_MESSAGE_CHUNK","delta":"late"
                "CUSTOM","name":"never","value":1
                """
            )
        );
        report
            .ToJson()
            .ShouldBe(
                """{"outcome":"refused","at":5,"rule":"chunk-without-id","events":[{"type":"RUN_STARTED","threadId":"t","runId":"r"},"""
                    + """{"type":"TEXT_MESSAGE_START","messageId":"m","role":"assistant"},"""
                    + """{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"é<"},"""
                    + """{"type":"TEXT_MESSAGE_END","messageId":"m"},"""
                    + """{"type":"STATE_SNAPSHOT","snapshot":{"n":1.0}},"""
                    + """{"type":"RUN_FINISHED","threadId":"t","runId":"r","outcome":{"type":"interrupt","interrupts":[{"id":"i","reason":"x"}]}},"""
                    + """{"type":"RUN_STARTED","threadId":"t","runId":"r2"}],"""
                    + "\"messages\":"
                    + """[{"id":"m","role":"assistant","content":"é<"}],"state":{"n":1.0},"""
                    + "\"pendingInterrupts\":"
                    + """[{"id":"i","reason":"x"}],"runs":["finished","refused"]}"""
            );
    }

    [Theory]
    [InlineData("", RunOutcome.Truncated, "")]
    [InlineData("S", RunOutcome.Truncated, "Truncated")]
    [InlineData("SF", RunOutcome.Finished, "Finished")]
    [InlineData("SE", RunOutcome.RunError, "RunError")]
    [InlineData("E", RunOutcome.RunError, "RunError")]
    [InlineData("SFE", RunOutcome.RunError, "RunError")]
    [InlineData("ESF", RunOutcome.RunError, "RunError,Finished")]
    [InlineData("SES", RunOutcome.Truncated, "RunError,Truncated")]
    [InlineData("SS", RunOutcome.Refused, "Refused")]
    [InlineData("SFF", RunOutcome.Refused, "Finished")]
    [InlineData("F", RunOutcome.Refused, "")]
    public void The_outcome_is_that_of_the_whole_stream(string stream, RunOutcome outcome, string runs)
    {
        RunReport report = RunReport.Of(
            stream.Select(each =>
                each == 'S' ? Events.Started
                : each == 'F' ? Events.Finished
                : Events.Failed
            )
        );
        report.Outcome.ShouldBe(outcome);
        string.Join(',', report.Runs).ShouldBe(runs);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"type":"RUN_STARTED"}""")]
    public void A_frame_that_is_no_event_is_refused(string frame)
    {
        RunReport report = RunReport.OfFrames([
            AgUiWire.Server.ToUtf8Bytes(Events.Started),
            System.Text.Encoding.UTF8.GetBytes(frame),
        ]);
        report.Violation!.Rule.ShouldBe(RunRule.Event);
        report.Violation.EventIndex.ShouldBe(1);
        report.Violation.EventType.ShouldBeEmpty();
        report.Violation.ReadError!.Value.Code.ShouldNotBe(WireErrorCode.None);
        report.Violation.Message.ShouldStartWith("Event 1: The frame does not contain an event: ");
        report.Violation.Message.ShouldEndWith("Expected an event.");
    }

    [Fact]
    public void Events_after_a_refused_one_are_ignored()
    {
        RunReportBuilder builder = new();
        builder.Add(Events.Started).ShouldBeTrue();
        builder.ToReport().Outcome.ShouldBe(RunOutcome.Truncated);
        builder.AddFrame("{"u8).ShouldBeFalse();
        builder.Add(Events.Finished).ShouldBeFalse();
        builder.AddFrame(AgUiWire.Server.ToUtf8Bytes(Events.Finished)).ShouldBeFalse();
        RunReport report = builder.ToReport();
        report.Outcome.ShouldBe(RunOutcome.Refused);
        report.Violation!.EventIndex.ShouldBe(1);
        report.Events.ShouldBe([Events.Started]);
    }

    [Fact]
    public void Warnings_have_the_index_of_the_event_in_the_stream()
    {
        RunReport report = RunReport.Of(
            Events.Lines(
                """
                "RUN_STARTED","threadId":"t","runId":"r"
                "TEXT_MESSAGE_CHUNK","messageId":"m","delta":"x"
                "STATE_DELTA","delta":[{"op":"remove","path":"/a"}]
                "RUN_FINISHED","threadId":"t","runId":"r"
                """
            )
        );
        RunWarning warning = report.Warnings.ShouldHaveSingleItem();
        warning.EventIndex.ShouldBe(2);
        warning.Message.ShouldStartWith("Event 2: The patch of the state was not applied.");
    }

    [Fact]
    public void The_names_of_outcomes_are_those_of_the_contract() =>
        Enum.GetValues<RunOutcome>()
            .Select(RunReport.NameOf)
            .ShouldBe(["truncated", "finished", "run_error", "refused"]);
}
