using System.Globalization;
using System.Text;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>An input and its verdicts.</summary>
internal sealed record Case(string Id, string Description, bool IsRequired, Json Input, Reading Reading, string Schema)
{
    /// <summary>Gets whether the case has all members of its form.</summary>
    public bool IsFull => Id.EndsWith($".{FormCases.Full}", StringComparison.Ordinal);

    /// <summary>Returns the case as JSON, in three lines.</summary>
    public override string ToString()
    {
        string input = Input.ToString();
        StringBuilder text = new();
        text.Append($"    {{ \"id\": {Json.Quote(Id)}, \"description\": {Json.Quote(Description)},");
        text.Append(IsRequired ? "" : " \"level\": \"recommended\",");
        AppendVersion("since", Reading.Notes.Versions.Since);
        AppendVersion("until", Reading.Notes.Versions.Until);
        text.Append('\n');
        text.Append($"      \"input\": {QuoteVisibly(input)},\n");
        text.Append($"      \"read\": {{ {ReadOf(input)} }}, \"schema\": {Json.Quote(Schema)} }}");
        return text.ToString();

        void AppendVersion(string key, ContractVersion? version) =>
            text.Append(version is null ? "" : $" \"{key}\": {Json.Quote($"{version}")},");
    }

    private string ReadOf(string input)
    {
        if (Reading.Defect is { } defect)
        {
            return $"\"verdict\": \"error\", \"code\": {Json.Quote(defect.Code)}, \"pointer\": {Json.Quote(defect.PointerIn(Input))}, \"offset\": {defect.OffsetIn(Input)}";
        }

        string verdict = Reading.Notes.HoldsUnknown ? "\"unknown\"" : "\"ok\"";
        string output = Reading.Output!.ToString();
        return output == input
            ? $"\"verdict\": {verdict}"
            : $"\"verdict\": {verdict}, \"output\": {QuoteVisibly(output)}";
    }

    /// <summary>Returns the same string with escapes for characters that are invisible or look like the end of a line.</summary>
    private static string QuoteVisibly(string value)
    {
        StringBuilder text = new();
        foreach (char letter in Json.Quote(value))
        {
            _ = letter != ' ' && IsInvisible(letter) ? text.Append($"\\u{(int)letter:x4}") : text.Append(letter);
        }

        return text.ToString();
    }

    private static bool IsInvisible(char letter) =>
        char.GetUnicodeCategory(letter)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
