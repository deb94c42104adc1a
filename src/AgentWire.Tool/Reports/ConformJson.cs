using System.Text.Json;
using AgentWire.Tool.Conformance;

namespace AgentWire.Tool.Reports;

/// <summary>The result of a conformance run, for programs. Members can be added, but never renamed or removed.</summary>
internal static class ConformJson
{
    public static void Write(Utf8JsonWriter json, Run run)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", run.Conforms);
        json.WriteString("error", run.Broken);
        json.WriteString("exec", run.Options.Exec);
        json.WriteBoolean("strict", run.Options.Strict);
        json.WriteString("asOf", run.AsOf?.ToString());
        json.WriteNumber("cases", run.Cases);
        json.WriteNumber("leftOut", run.LeftOut);
        json.WriteNumber("asked", run.Asked);
        json.WriteStartObject("counts");
        foreach (Outcome status in Enum.GetValues<Outcome>())
        {
            json.WriteNumber(Name(status), run.Count(status));
        }

        json.WriteEndObject();
        json.WriteStartArray("checks");
        foreach (Check check in run.Checks)
        {
            Write(json, check);
        }

        json.WriteEndArray();
        json.WriteStartArray("staleBaseline");
        foreach (BaselineEntry entry in run.StaleEntries)
        {
            json.WriteStartObject();
            json.WriteString("pattern", entry.Pattern);
            json.WriteString("file", entry.File);
            json.WriteNumber("line", entry.Line);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Check check)
    {
        json.WriteStartObject();
        json.WriteString("id", check.Id);
        json.WriteString("dialect", check.Case.Dialect);
        json.WriteString("type", check.Case.Type);
        json.WriteString("case", check.Case.Name);
        json.WriteString("status", Name(check.Outcome));
        json.WriteNumber("milliseconds", Math.Round(check.Time.TotalMilliseconds, 3));
        json.WriteString("skip", check.Skip);
        json.WriteString("listed", check.Listed?.ToString());
        if (check.Failure is null)
        {
            json.WriteNull("failure");
        }
        else
        {
            Write(json, check.Case, check.Failure);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Case question, Failure failure)
    {
        json.WriteStartObject("failure");
        json.WriteString("kind", Name(failure.Kind));
        json.WriteString("message", failure.Message);
        json.WriteString("advice", failure.Advice);
        json.WriteString("description", question.Description);
        json.WriteBase64String("input", question.Input);
        WriteBytes("expected", failure.Expected);
        WriteBytes("actual", failure.Actual);
        json.WriteStartArray("stderr");
        foreach (string line in failure.TesteeErrors ?? [])
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void WriteBytes(string name, byte[]? bytes)
        {
            if (bytes is null)
            {
                json.WriteNull(name);
            }
            else
            {
                json.WriteBase64String(name, bytes);
            }
        }
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
