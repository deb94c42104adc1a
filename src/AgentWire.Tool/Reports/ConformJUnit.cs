using System.Globalization;
using System.Text;
using System.Xml;
using AgentWire.Tool.Conformance;

namespace AgentWire.Tool.Reports;

/// <summary>The result of a conformance run as JUnit XML, which CI servers show as tests.</summary>
internal static class ConformJUnit
{
    private const string RunName = "agentwire conform";

    public static void Write(ResultOutput output, Run run)
    {
        var bytes = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            Indent = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.None,
        };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            WriteRun(xml, run);
        }

        bytes.WriteByte((byte)'\n');
        output.WriteReport(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static void WriteRun(XmlWriter xml, Run run)
    {
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", RunName);
        Totals(xml, run.Checks, run.StaleEntries.Count, run.Broken is null ? 0 : 1, run.Options.FailOnSkip, run.Time);
        foreach (var type in run.Checks.GroupBy(check => $"{check.Case.Dialect}.{check.Case.Type}"))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", type.Key);
            Totals(xml, [.. type], 0, 0, run.Options.FailOnSkip, Sum(type));
            foreach (Check check in type)
            {
                WriteCheck(xml, check, run.Options.FailOnSkip);
            }

            xml.WriteEndElement();
        }

        if (run.Broken is not null || run.StaleEntries.Count > 0 || run.AsOf is not null)
        {
            WriteWholeRun(xml, run);
        }

        xml.WriteEndElement();
    }

    private static void WriteWholeRun(XmlWriter xml, Run run)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", RunName);
        Totals(xml, [], run.StaleEntries.Count, run.Broken is null ? 0 : 1, false, TimeSpan.Zero);
        if (run.AsOf is { } version)
        {
            xml.WriteStartElement("properties");
            WriteProperty(xml, "asOf", $"{version}");
            WriteProperty(xml, "leftOut", N(run.LeftOut));
            xml.WriteEndElement();
        }

        foreach (BaselineEntry entry in run.StaleEntries)
        {
            StartCase(xml, RunName, entry.ToString(), TimeSpan.Zero);
            WriteOutcome(xml, "failure", $"{entry.Pattern}: no such check; correct or remove it");
            xml.WriteEndElement();
        }

        if (run.Broken is not null)
        {
            StartCase(xml, RunName, "testee", TimeSpan.Zero);
            WriteOutcome(xml, "error", run.Broken);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteProperty(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }

    private static void WriteCheck(XmlWriter xml, Check check, bool failOnSkip)
    {
        string group = $".{check.Case.Dialect}.{check.Case.Type}.";
        int type = check.Id.IndexOf(group, StringComparison.Ordinal) + group.Length;
        StartCase(xml, check.Id[..(type - 1)], check.Id[type..], check.Time);
        switch (check.Outcome)
        {
            case Outcome.Failed:
                WriteOutcome(
                    xml,
                    "failure",
                    check.Failure!.Message,
                    check.Failure.Kind.ToString(),
                    FailureText.Lines(check)
                );
                break;
            case Outcome.Unexpected:
                WriteOutcome(xml, "failure", $"passes; remove it from the list ({check.Listed})");
                break;
            case Outcome.Warned:
                WriteOutcome(xml, "skipped", $"warning: {check.Failure!.Message}");
                break;
            case Outcome.Known:
                WriteOutcome(xml, "skipped", $"known ({check.Listed}): {check.Failure!.Message}");
                break;
            case Outcome.Skipped:
                WriteOutcome(xml, failOnSkip ? "failure" : "skipped", $"skipped by the testee: {check.Skip}");
                break;
        }

        xml.WriteEndElement();
    }

    private static void StartCase(XmlWriter xml, string group, string name, TimeSpan time)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Valid(group));
        xml.WriteAttributeString("name", Valid(name));
        xml.WriteAttributeString("time", Seconds(time));
    }

    private static void WriteOutcome(
        XmlWriter xml,
        string element,
        string message,
        string? type = null,
        IEnumerable<string>? lines = null
    )
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("message", Valid(message));
        if (type is not null)
        {
            xml.WriteAttributeString("type", type.ToLowerInvariant());
        }

        if (lines is not null)
        {
            xml.WriteString("\n" + Valid(string.Join('\n', lines)) + "\n");
        }

        xml.WriteEndElement();
    }

    private static void Totals(
        XmlWriter xml,
        IReadOnlyList<Check> checks,
        int moreFailures,
        int errors,
        bool failOnSkip,
        TimeSpan time
    )
    {
        int skipped = checks.Count(check => check.Outcome == Outcome.Skipped);
        int passed = checks.Count(check => check.Outcome == Outcome.Passed);
        int failed = checks.Count(check => check.Outcome is Outcome.Failed or Outcome.Unexpected);
        int others = checks.Count - skipped - passed - failed;
        xml.WriteAttributeString("tests", N(checks.Count + moreFailures + errors));
        xml.WriteAttributeString("failures", N(failed + moreFailures + (failOnSkip ? skipped : 0)));
        xml.WriteAttributeString("errors", N(errors));
        xml.WriteAttributeString("skipped", N(others + (failOnSkip ? 0 : skipped)));
        xml.WriteAttributeString("time", Seconds(time));
    }

    /// <summary>Returns the text without characters that XML does not allow.</summary>
    private static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isValid = rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value);
            valid.Append(isValid ? rune.ToString() : $"\\u{rune.Value:x4}");
        }

        return valid.ToString();
    }

    private static TimeSpan Sum(IEnumerable<Check> checks) =>
        checks.Aggregate(TimeSpan.Zero, (sum, check) => sum + check.Time);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);
}
