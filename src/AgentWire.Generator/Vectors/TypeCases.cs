using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Creates the cases of a named type.</summary>
internal static class TypeCases
{
    private const string Value = "value";
    private const string Union = "union";

    private static readonly string[] Times =
    [
        "2026-01-02T03:04:05.120Z",
        "2026-01-02T03:04:05.000120Z",
        "2026-01-02T03:04:05.000000012Z",
    ];

    public static IReadOnlyList<Case> Of(Dialect dialect, NamedType type)
    {
        CaseList cases = new(dialect, type);
        switch (type)
        {
            case StringSet set:
                AddSet(cases, set);
                break;
            case ScalarType scalar:
                AddScalar(cases, scalar);
                break;
            case UnionType union:
                UnionCases.Add(cases, union, Union);
                break;
        }

        foreach (Form form in new Forms(dialect).Of(type))
        {
            new FormCases(cases, form).Add();
        }

        PlaceCases.AddDocument(cases);
        return cases.Cases;
    }

    private static void AddSet(CaseList cases, StringSet set)
    {
        foreach (StringSetValue value in set.Values)
        {
            cases.Add(
                Value,
                $"listed-{Words.Kebab(value.Text)}",
                $"The value `{value.Text}`.",
                new Json.Text(value.Text)
            );
        }

        string kept = set.IsOpen ? ", which is kept" : "";
        cases.Add(Value, "unlisted", $"A string that is not a known value{kept}.", new Json.Text("unlisted"));
        cases.Add(
            Value,
            "other-case",
            $"A value in a different case{kept}.",
            new Json.Text(OtherCase(set.Values[0].Text))
        );
        cases.Add(Value, "empty", $"The empty string{kept}.", new Json.Text(""));
    }

    private static void AddScalar(CaseList cases, ScalarType scalar)
    {
        switch (scalar.Kind)
        {
            case "timestamp-z":
                AddText("whole-seconds", "A time in whole seconds.", Samples.Timestamp);
                foreach (string time in Times)
                {
                    int digits = time.Length - Samples.Timestamp.Length - 1;
                    AddText($"digits-{digits}", $"A time with {digits} fractional digits.", time);
                }

                AddText(
                    "respelled-digits",
                    "The time is written with the fewest fractional digits that are exact.",
                    "2026-01-02T03:04:05.1200Z"
                );
                AddText("respelled-offset", "A time with an offset is written in UTC.", "2026-01-02T03:04:05+03:45");
                AddText("without-offset", "A time without an offset.", "2026-01-02T03:04:05");
                AddText("month-13", "A month that does not exist.", "2026-13-02T03:04:05Z");
                AddText("date", "A date without a time.", "2026-01-02");
                break;
            case "uuid":
                AddText("hyphens", "A UUID with hyphens.", Samples.Uuid);
                AddText("simple", "A UUID as 32 digits.", Samples.Uuid.Replace("-", "", StringComparison.Ordinal));
                AddText("braced", "A UUID in braces.", $"{{{Samples.Uuid}}}");
                AddText("urn", "A UUID as a URN.", $"urn:uuid:{Samples.Uuid}");
                AddText("upper-case", "The case of the digits is kept.", "6F9619FF-8B86-4011-B42D-00CF4FC964FF");
                AddText("too-short", "One digit too few.", Samples.Uuid[..^1]);
                AddText("too-long", "One digit too many.", $"{Samples.Uuid}0");
                AddText("no-digit", "A letter that is not a digit.", $"{Samples.Uuid[..^1]}g");
                break;
            case "not-blank":
                AddText("text", "A text.", ((Json.Text)cases.Samples.Of(scalar)!).Value);
                AddText("within-white-space", "White space around a character is kept.", $" {Samples.WhiteSpace}a ");
                AddText("white-space", "Only white space, with every white-space character.", Samples.WhiteSpace);
                foreach (char space in " \t\u0085\u00A0\u2028\u3000")
                {
                    AddText($"white-space-{(int)space:x4}", $"U+{(int)space:X4} is white space.", $"{space}");
                }

                foreach (char other in "\u0000\u001C\u180E\u200B\u2060\uFEFF")
                {
                    AddText($"character-{(int)other:x4}", $"U+{(int)other:X4} is not white space.", $"{other}");
                }

                AddText("character-beyond-ffff", "A character of two UTF-16 code units.", "\U0001F600");
                break;
            case "json-pointer":
                AddText("names", "A pointer of two names.", "/key/0");
                AddText("empty-name", "A pointer to the member whose name is empty.", "/");
                AddText("escapes", "Escapes of a tilde and of a slash.", "/a~0b/c~1d/é");
                AddText("line-feed", "A name can contain any character.", "/a\n");
                AddText("without-slash", "A name without a slash before it.", "key");
                AddText("tilde", "A tilde without its digit.", "/a~");
                AddText("other-escape", "An escape that does not exist.", "/a~2");
                AddText("fragment", "A URI fragment.", "#/key");
                break;
            case "date":
                AddDates("");
                AddText("time", "A time without a date.", Samples.Timestamp[11..]);
                AddText("date-time", "A date with a time.", Samples.Timestamp);
                break;
            case "time":
                AddTimes("");
                AddText("date-time", "A time with a date.", Samples.Timestamp);
                break;
            case "date-time":
                AddDates("T03:04:05Z");
                AddTimes("2026-01-02T");
                AddText("date", "A date without a time.", "2026-01-02");
                AddText("lower-case", "A T in lower case.", "2026-01-02t03:04:05Z");
                AddText("space", "A space instead of the T.", "2026-01-02 03:04:05Z");
                break;
            default:
                cases.Add(Value, "text", "A text.", cases.Samples.Of(scalar)!);
                break;
        }

        AddText("empty", "The empty string.", "");

        void AddDates(string time)
        {
            AddText("leap-day", "The last day of February of a leap year.", $"2024-02-29{time}");
            AddText("no-leap-day", "The last day of February of a leap year, in another year.", $"2026-02-29{time}");
            AddText("century", "A year that is divisible by 100 and not by 400.", $"1900-02-29{time}");
            AddText("month-13", "A month that does not exist.", $"2026-13-02{time}");
            AddText("day-0", "A day that does not exist.", $"2026-01-00{time}");
            AddText("one-digit", "A day of one digit.", $"2026-01-2{time}");
        }

        void AddTimes(string date)
        {
            AddText("fraction", "Fractional digits are kept.", $"{date}03:04:05.1200Z");
            AddText("offset", "An offset is kept.", $"{date}03:04:05+03:45");
            AddText("leap-second", "A leap second.", $"{date}23:59:60Z");
            AddText("leap-second-offset", "A leap second with an offset.", $"{date}15:59:60.5-08:00");
            AddText("no-leap-second", "A second of 60 that is no leap second.", $"{date}03:04:60Z");
            AddText("hour-24", "An hour that does not exist.", $"{date}24:00:00Z");
            AddText("offset-24", "An offset that does not exist.", $"{date}03:04:05+24:00");
            AddText("without-offset", "A time without an offset.", $"{date}03:04:05");
            AddText("empty-fraction", "A point without digits.", $"{date}03:04:05.Z");
            AddText("minutes", "A time without seconds.", $"{date}03:04Z");
        }

        void AddText(string name, string description, string text) =>
            cases.Add(Value, name, description, new Json.Text(text));
    }

    /// <summary>Returns the same text, with the first letter that has two cases in the other case.</summary>
    public static string OtherCase(string text)
    {
        int at = text.AsSpan().IndexOfAnyInRange('A', 'z');
        return at < 0 || !char.IsAsciiLetter(text[at])
            ? $"{text}-x"
            : $"{text[..at]}{(char)(text[at] ^ ' ')}{text[(at + 1)..]}";
    }
}
