using System.Collections;
using System.Globalization;
using System.Text;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.Runtime.Values;

/// <summary>Shows values to people, on one line and with a limited length.</summary>
internal static class ValueText
{
    private const int MaxCharacters = 100;
    private const int MaxItems = 8;

    // The length of the text of a list, and of a value with its own text, such as a record.
    private const int MaxListLength = 1000;
    private const int MaxOwnLength = 1000;

    public static string Of(object? value) => Append(new StringBuilder(), value).ToString();

    public static StringBuilder Append(StringBuilder text, object? value) =>
        value switch
        {
            null => text.Append("null"),
            string own => AppendQuoted(text, own),
            bool own => text.Append(own ? "true" : "false"),
            IWireOptional optional => optional.IsAbsent ? text.Append("absent") : Append(text, optional.Value),
            RawJson json => AppendJson(text, json),
            RawMembers members => AppendMembers(
                text,
                members.Select(member => new KeyValuePair<string, object?>(member.Key, member.Value)),
                members.Count
            ),
            IWireMap map => AppendMembers(text, map.Entries, map.Count),
            double number => text.Append(number.ToString("R", CultureInfo.InvariantCulture)),
            float number => text.Append(number.ToString("R", CultureInfo.InvariantCulture)),
            IFormattable own => text.Append(own.ToString(null, CultureInfo.InvariantCulture)),
            ICollection list => AppendList(text, list, list.Count),
            IWireList list => AppendList(text, list, list.Count),
            _ => text.Append(SafeText.OneLine(value.ToString() ?? "", MaxOwnLength)),
        };

    private static StringBuilder AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        return SafeText.TryAppend(text, value, MaxCharacters, isQuoted: true)
            ? text.Append('"')
            : text.Append("…\" (").Append(value.Length).Append(" characters)");
    }

    private static StringBuilder AppendJson(StringBuilder text, RawJson json)
    {
        ReadOnlySpan<byte> utf8 = json.Utf8;
        string start = Utf8Text.GetStart(utf8, MaxCharacters);
        return SafeText.TryAppend(text, start, MaxCharacters)
            ? text
            : text.Append("… (").Append(utf8.Length).Append(" bytes)");
    }

    private static StringBuilder AppendMembers(
        StringBuilder text,
        IEnumerable<KeyValuePair<string, object?>> members,
        int count
    )
    {
        int start = text.Length;
        int shown = 0;
        text.Append('{');
        foreach (KeyValuePair<string, object?> member in members)
        {
            if (!HasRoom(text, start, shown))
            {
                return AppendMore(text, count - shown, " }");
            }

            AppendQuoted(text.Append(shown == 0 ? " " : ", "), member.Key);
            Append(text.Append(": "), member.Value);
            shown++;
        }

        return text.Append(shown == 0 ? "}" : " }");
    }

    private static StringBuilder AppendList(StringBuilder text, IEnumerable list, int count)
    {
        int start = text.Length;
        int shown = 0;
        text.Append('[');
        foreach (object? item in list)
        {
            if (!HasRoom(text, start, shown))
            {
                return AppendMore(text, count - shown, "]");
            }

            Append(text.Append(shown == 0 ? "" : ", "), item);
            shown++;
        }

        return text.Append(']');
    }

    private static bool HasRoom(StringBuilder text, int start, int shown) =>
        shown < MaxItems && text.Length - start <= MaxListLength;

    private static StringBuilder AppendMore(StringBuilder text, int count, string end) =>
        text.Append(", … ").Append(count).Append(" more").Append(end);
}
