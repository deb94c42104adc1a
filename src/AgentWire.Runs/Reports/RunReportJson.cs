using System.Text.Encodings.Web;
using System.Text.Json;
using AgentWire.AgUi;

namespace AgentWire.Runs.Reports;

/// <summary>Writes a report as JSON.</summary>
internal static class RunReportJson
{
    public static byte[] Write(RunReport report)
    {
        using MemoryStream output = new();
        using (
            Utf8JsonWriter writer = new(
                output,
                // What is written raw was checked already, and can be deeper than the default limit of the writer.
                new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }
            )
        )
        {
            Write(writer, report);
        }

        return output.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, RunReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("outcome"u8, RunReport.NameOf(report.Outcome));
        if (report.Violation is { } violation)
        {
            writer.WriteNumber("at"u8, violation.EventIndex);
            writer.WriteString("rule"u8, violation.RuleName);
        }

        WriteList(writer, "events", report.Events, AgUiWire.Server);
        WriteList(writer, "messages", report.End.Messages, AgUiWire.Message);
        writer.WritePropertyName("state"u8);
        writer.WriteRawValue(report.End.State.Utf8, skipInputValidation: true);
        if (report.End.PendingInterrupts.Count > 0)
        {
            WriteList(writer, "pendingInterrupts", report.End.PendingInterrupts, AgUiWire.Interrupt);
        }

        writer.WriteStartArray("runs"u8);
        foreach (RunOutcome run in report.Runs)
        {
            writer.WriteStringValue(RunReport.NameOf(run));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, IEnumerable<T> values, WireCodec<T> codec)
        where T : notnull
    {
        writer.WriteStartArray(name);
        foreach (T value in values)
        {
            writer.WriteRawValue(codec.ToUtf8Bytes(value), skipInputValidation: true);
        }

        writer.WriteEndArray();
    }
}
