namespace AgentWire.Runtime.Text;

/// <summary>The forms of strings that are checked, and whose text is kept unchanged.</summary>
internal enum TextForm
{
    JsonPointer,
    Date,
    Time,
    DateTime,
}

/// <summary>Checks strings of a certain form.</summary>
internal static class CheckedText
{
    /// <summary>Returns whether a string has the form.</summary>
    public static bool IsValid(TextForm form, string text) =>
        form switch
        {
            TextForm.JsonPointer => IsPointer(text),
            TextForm.Date => DateTimeText.IsDate(text.AsSpan()),
            TextForm.Time => DateTimeText.IsTime(text.AsSpan()),
            _ => DateTimeText.IsDateTime(text.AsSpan()),
        };

    /// <summary>Describes the form in an error message.</summary>
    public static string Describe(TextForm form) =>
        form switch
        {
            TextForm.JsonPointer => "a JSON Pointer",
            TextForm.Date => "an RFC 3339 date",
            TextForm.Time => "an RFC 3339 time of day with an offset",
            _ => "an RFC 3339 date and time with an offset",
        };

    // RFC 6901: empty, or names that each follow a slash, in which a tilde is ~0 and a slash is ~1.
    private static bool IsPointer(string text)
    {
        if (text.Length > 0 && text[0] != '/')
        {
            return false;
        }

        for (int i = text.IndexOf('~'); i >= 0; i = text.IndexOf('~', i + 1))
        {
            if (i + 1 == text.Length || text[i + 1] is not ('0' or '1'))
            {
                return false;
            }
        }

        return true;
    }
}
