using System.Text.Json;
using AgentWire.Tool.Checks;

namespace AgentWire.Tool.Reports;

/// <summary>The summary of a check, for programs. Members can be added, but never renamed or removed.</summary>
internal static class CheckJson
{
    public static void Write(Utf8JsonWriter json, Checker check, string? side, bool strict, bool ok, bool interrupted)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", ok);
        json.WriteBoolean("interrupted", interrupted);
        json.WriteString("dialect", check.Codec.Dialect);
        json.WriteString("side", side);
        json.WriteString("type", check.Codec.TypeName);
        json.WriteBoolean("strict", strict);
        json.WriteString("peerVersion", check.Peer?.Version.ToString());
        WriteFiles(json, check.Files);
        WriteTags(json, check);
        WriteFindings(json, "refused", check.Refused);
        WriteFindings(json, "notCanonical", check.NotCanonical);
        WriteFindings(json, "unknown", check.Unknown);
        WriteFindings(json, "unknownToPeer", check.UnknownToPeer);
        json.WriteEndObject();
    }

    private static void WriteFiles(Utf8JsonWriter json, IReadOnlyList<FileTally> files)
    {
        json.WriteStartArray("files");
        foreach (FileTally file in files)
        {
            json.WriteStartObject();
            json.WriteString("file", file.Name);
            json.WriteString("error", file.Error);
            json.WriteNumber("lines", file.Lines);
            json.WriteNumber("empty", file.Empty);
            json.WriteNumber("messages", file.Messages);
            json.WriteNumber("refused", file.Refused);
            json.WriteNumber("notCanonical", file.NotCanonical);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTags(Utf8JsonWriter json, Checker check)
    {
        var known = check.Codec.Tags.ToHashSet(StringComparer.Ordinal);
        json.WriteStartArray("tags");
        foreach ((string tag, Tally tally) in check.Tags)
        {
            WriteTag(tag, known.Contains(tag), tally);
        }

        if (check.OtherTags.Messages > 0)
        {
            WriteTag(null, false, check.OtherTags);
        }

        json.WriteEndArray();

        void WriteTag(string? tag, bool isKnown, Tally tally)
        {
            json.WriteStartObject();
            json.WriteString("tag", tag);
            json.WriteBoolean("known", isKnown);
            json.WriteNumber("messages", tally.Messages);
            json.WriteNumber("bytes", tally.Bytes);
            json.WriteEndObject();
        }
    }

    private static void WriteFindings(Utf8JsonWriter json, string name, FindingList findings)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", findings.Count);
        json.WriteStartArray("lines");
        foreach (Finding finding in findings.First)
        {
            json.WriteStartObject();
            json.WriteString("file", finding.File);
            json.WriteNumber("line", finding.Line);
            json.WriteString("code", finding.Code);
            json.WriteString("pointer", finding.Pointer);
            json.WriteNumber("byte", finding.Byte);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
