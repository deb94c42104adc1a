using System.Text;

namespace AgentWire.Generator.Vectors;

/// <summary>An input and what is to be made of it.</summary>
internal sealed record Case(string Id, string Description, bool IsRequired, Json Input, Reading Reading, string Schema)
{
    /// <summary>Whether it shows all members of its form.</summary>
    public bool IsFull => Id.EndsWith($".{FormCases.Full}", StringComparison.Ordinal);

    /// <summary>The case as JSON, in three lines.</summary>
    public override string ToString()
    {
        string input = Input.ToString();
        StringBuilder text = new();
        text.Append($"    {{ \"id\": {Json.Quote(Id)}, \"description\": {Json.Quote(Description)},");
        text.Append(IsRequired ? "\n" : " \"level\": \"recommended\",\n");
        text.Append($"      \"input\": {Json.Quote(input)},\n");
        text.Append($"      \"read\": {{ {ReadOf(input)} }}, \"schema\": {Json.Quote(Schema)} }}");
        return text.ToString();
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
            : $"\"verdict\": {verdict}, \"output\": {Json.Quote(output)}";
    }
}
